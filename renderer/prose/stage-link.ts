/** Lets a text or a form beside the stage show its objects there, and call them by their names. */
import { getContext, setContext } from 'svelte';
import type { RunView } from '../stage/run-view.svelte.ts';

const stageLinkKey = Symbol('stage link');

/** `view` answers with the run on the stage now, or null where there is none. */
export function provideStageLink(view: () => RunView | null): void {
  setContext(stageLinkKey, view);
}

export interface StageLink {
  readonly view: RunView | null;
  /** Shows the object as under the pointer, or none. */
  hover(object: number | null): void;
  /** What the object is called on the stage beside its number: its type; empty where it has none. */
  nameOf(object: number): string;
}

export function useStageLink(): StageLink {
  const view = getContext<(() => RunView | null) | undefined>(stageLinkKey) ?? (() => null);
  return {
    get view() {
      return view();
    },
    hover: (object) => {
      const shown = view();
      if (shown !== null) shown.selection.hovered = object;
    },
    nameOf: (object) => view()?.frame?.objects.find((one) => one.id === object)?.type ?? '',
  };
}
