/** Names of frames, goroutines and slots as people read them. */
import type { Catalogue } from '../i18n/en.ts';
import type { Frame } from './frame.ts';

type Root = Pick<Frame['roots'][number], 'kind' | 'name'>;
type Words = Catalogue['stage'];

export function rootName({ kind, name }: Root, say: Words): string {
  if (kind === 'globals') return say.globals;
  // The first one has the name of its function.
  return kind === 'goroutine' && name === 'main' ? 'goroutine 1' : name;
}

/** A slot without a name holds what the statement under way is making. */
export function slotName(name: string, say: Words): string {
  return name.startsWith('′') || name === '' ? say.underWay : name;
}
