/** The keys that move along a run, the same everywhere on the stage. */
import type { RunView } from '../run-view.svelte.ts';

type Pressed = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>;
type Mover = Pick<
  RunView,
  'step' | 'stepOperation' | 'collection' | 'start' | 'end' | 'togglePlay' | 'pause'
>;

/** Does what the key means; false where it means nothing here. */
export function moveByKey(event: Pressed, view: Mover): boolean {
  if (event.altKey || event.metaKey) return false;
  const act = actOf(event, view);
  if (act === null) return false;
  if (event.key !== ' ') view.pause();
  act();
  return true;
}

function actOf({ key, shiftKey, ctrlKey }: Pressed, view: Mover): (() => void) | null {
  const by = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  if (by !== 0) {
    if (ctrlKey) return () => view.collection(by);
    return shiftKey ? () => view.stepOperation(by) : () => view.step(by);
  }
  if (ctrlKey) return null;
  switch (key) {
    case '.':
      return () => view.step(1);
    case ',':
      return () => view.step(-1);
    case ']':
      return () => view.collection(1);
    case '[':
      return () => view.collection(-1);
    case 'Home':
      return view.start;
    case 'End':
      return view.end;
    case ' ':
      return view.togglePlay;
    default:
      return null;
  }
}

/** Does what has the focus use this key itself? */
export function usesKeys(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target.closest('dialog, [role="dialog"], [role="menu"], [role="listbox"]') !== null
  )
    return true;
  if (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return !(target instanceof HTMLInputElement && target.type === 'range');
  if (
    target.closest(
      '[role="tablist"], [role="radiogroup"], [role="separator"], [role="application"]',
    ) !== null
  )
    return true;
  return key === ' ' && target.closest('button, a, summary') !== null;
}
