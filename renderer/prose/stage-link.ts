/** Lets objects that a text speaks of be shown on the stage beside it. */
import { getContext, setContext } from 'svelte';
import type { Selection } from '../stage/selection.svelte.ts';

const stageLinkKey = Symbol('stage link');

/** `selection` answers with the stage's selection now, or null where there is no stage. */
export function provideStageLink(selection: () => Selection | null): void {
  setContext(stageLinkKey, selection);
}

export function useStageLink(): () => Selection | null {
  return getContext<(() => Selection | null) | undefined>(stageLinkKey) ?? (() => null);
}
