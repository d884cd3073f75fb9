/**
 * A fact: one thing that happened to the heap. Events are appended in order and never change;
 * views, quizzes, metrics and exports are functions of them. This is the form in which one event
 * is shown or exported; in memory it is a binary record of at most 16 bytes.
 */
export interface EventPlace {
  /** Ordinal of the event, from 1. `seek(seq)` shows the state just after it; 0 is the beginning. */
  readonly seq: number;
  /** Ordinal of the mutator operation that caused it, from 1; 0 before the first. */
  readonly op: number;
  /** Line of the program or script, from 1, where there is one. */
  readonly line?: number;
}

export type ObjectId = number;
export type CollectionReason = 'request' | 'allocation' | 'pacer' | 'threshold';

/** Everything that can happen. Addresses and sizes are in the unit of the geometry. */
export type HeapFact =
  | { readonly event: 'call'; readonly frame: string }
  | { readonly event: 'return'; readonly frame: string }
  | {
      readonly event: 'root';
      readonly frame: string;
      readonly slot: string;
      readonly from: ObjectId | null;
      readonly to: ObjectId | null;
    }
  | {
      readonly event: 'write';
      readonly object: ObjectId;
      readonly field: number;
      readonly from: ObjectId | null;
      readonly to: ObjectId | null;
    }
  | { readonly event: 'read'; readonly object: ObjectId; readonly field: number }
  | {
      readonly event: 'alloc';
      readonly object: ObjectId;
      readonly type: string;
      readonly address: number;
      readonly size: number;
      readonly probes: number;
    }
  | {
      readonly event: 'split';
      readonly address: number;
      readonly size: number;
      readonly rest: number;
    }
  | { readonly event: 'coalesce'; readonly address: number; readonly size: number }
  | { readonly event: 'inc'; readonly object: ObjectId; readonly count: number }
  | { readonly event: 'dec'; readonly object: ObjectId; readonly count: number }
  | { readonly event: 'dead'; readonly object: ObjectId }
  | {
      readonly event: 'free';
      readonly object: ObjectId;
      readonly address: number;
      readonly size: number;
    }
  | { readonly event: 'gc-start'; readonly collector: string; readonly reason: CollectionReason }
  | { readonly event: 'grey'; readonly object: ObjectId }
  | { readonly event: 'black'; readonly object: ObjectId }
  | { readonly event: 'barrier'; readonly object: ObjectId; readonly kind: string }
  | {
      readonly event: 'sweep';
      readonly address: number;
      readonly size: number;
      readonly freed: boolean;
    }
  | {
      readonly event: 'gc-end';
      readonly marked: number;
      readonly freed: number;
      readonly freedBytes: number;
      readonly pause: number;
    }
  | { readonly event: 'candidate'; readonly object: ObjectId; readonly count: number }
  | { readonly event: 'trial'; readonly object: ObjectId; readonly count: number }
  | { readonly event: 'restore'; readonly object: ObjectId; readonly count: number }
  | { readonly event: 'cycle'; readonly object: ObjectId; readonly count: number }
  | {
      readonly event: 'move';
      readonly object: ObjectId;
      readonly from: number;
      readonly to: number;
    }
  | { readonly event: 'out'; readonly text: string }
  | {
      readonly event: 'oom';
      readonly request: number;
      readonly free: number;
      readonly largest: number;
    }
  | { readonly event: 'fault'; readonly kind: string; readonly object: ObjectId | null }
  | { readonly event: 'thread'; readonly from: number; readonly to: number };

export type HeapEvent = EventPlace & HeapFact;
export type EventName = HeapFact['event'];

/** Every event name, in the order of their binary codes (1 …). Append only: recorded runs hold the codes. */
export const eventNames = [
  'call',
  'return',
  'root',
  'write',
  'read',
  'alloc',
  'split',
  'coalesce',
  'inc',
  'dec',
  'dead',
  'free',
  'gc-start',
  'grey',
  'black',
  'barrier',
  'sweep',
  'gc-end',
  'candidate',
  'trial',
  'restore',
  'cycle',
  'move',
  'out',
  'oom',
  'fault',
  'thread',
] as const satisfies readonly EventName[];
