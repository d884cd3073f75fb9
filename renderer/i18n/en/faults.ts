/** Every fault and notice in English: what happened, what was kept, what to do. */
import type { FaultCatalogue } from '../shapes.ts';

export const faults = {
  unknown: (v) => ({
    what: `Something went wrong that Heapwise has no words for (${v['code'] ?? '?'}).`,
    kept: 'What you had done so far is saved.',
    act: 'Try once more. If it happens again, restart Heapwise.',
  }),
  'no-host': () => ({
    what: 'This page is not running inside Heapwise.',
    kept: '',
    act: 'Start the app itself; a browser can’t host the simulator.',
  }),
} satisfies FaultCatalogue;
