/** Names of frames, goroutines and slots as people read them. */
import type { Catalogue } from '../i18n/en.ts';
import type { Frame, SlotView } from './frame.ts';

type Root = Pick<Frame['roots'][number], 'kind' | 'name'>;
type Words = Catalogue['stage'];

export function rootName({ kind, name }: Root, say: Words): string {
  if (kind === 'globals') return say.globals;
  // The first one has the name of its function.
  return kind === 'goroutine' && name === 'main' ? 'goroutine 1' : name;
}

/** A slot without a name holds what a statement is making, or what it has made and waits with. */
export function slotName({ name, holds }: Pick<SlotView, 'name' | 'holds'>, say: Words): string {
  if (name !== '' && !name.startsWith('′')) return name;
  return holds === undefined ? say.underWay : say.unnamed[holds];
}
