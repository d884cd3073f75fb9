import type { Core } from './core.ts';
import { plane, register } from './layout.ts';
import { eventCode, storeWords } from './recording.ts';
import { rootHead, writeHead } from './store-at-once.ts';

/**
 * Where counted pointer stores are recorded, for an inner loop that does so itself, as `storeCounted`
 * does (`store-at-once.ts`): of fields while `eventAt` is not above `fieldEnd`, of root slots while it
 * is not above `rootEnd`. It is true until anything else is asked of the machine.
 */
export interface OpenStores {
  objects: Int32Array;
  /** Labels of the root slots, as far as they have any. */
  labels: Int32Array;
  /** The chunk of events, and where the next one goes. */
  events: Int32Array;
  eventAt: number;
  fieldEnd: number;
  rootEnd: number;
  /** The first payload word of an object at granule `g` is `(g << payloadShift) + 1`. */
  payloadShift: number;
  /** First words of the events. A root slot above 0xffffe has no room in its one. */
  readonly incHead: number;
  readonly writeHead: number;
  readonly rootHead: number;
  readonly decHead: number;
}

/** Where nothing may be stored. */
export function closedStores(): OpenStores {
  const nothing = new Int32Array(0);
  return {
    objects: nothing,
    labels: nothing,
    events: nothing,
    eventAt: 0,
    fieldEnd: -1,
    rootEnd: -1,
    payloadShift: 0,
    incHead: eventCode.inc,
    writeHead,
    rootHead,
    decHead: eventCode.dec,
  };
}

/** Says where stores are recorded now. */
export function open(stores: OpenStores, core: Core, fields: boolean, roots: boolean): void {
  const { recording, store } = core;
  const end = core.hasInterior ? -1 : recording.lastOfStore;
  stores.objects = store.objects;
  stores.labels = store.words[plane.labels] as Int32Array;
  stores.events = recording.chunk;
  stores.eventAt = recording.at;
  stores.fieldEnd = fields ? end : -1;
  stores.rootEnd = roots ? end : -1;
  stores.payloadShift = core.geometry.shift;
}

/** A loop has recorded up to `eventAt`; the log had `logged` words before the last store. */
export function close(stores: OpenStores, core: Core, logged: number): void {
  const { recording, store } = core;
  const count = ((stores.eventAt - recording.at) / storeWords) | 0;
  recording.at = stores.eventAt;
  recording.settled = logged;
  const { registers } = store;
  registers[register.increments] = ((registers[register.increments] as number) + count) | 0;
  registers[register.decrements] = ((registers[register.decrements] as number) + count) | 0;
}
