/** Shapes that both catalogues are made of. */
import type { EventName, HeapEvent } from '../../main/simulator/event.ts';
import type { Metrics } from '../../main/simulator/frame.ts';

/** Values a sentence is filled with. */
export type WordValues = Readonly<Record<string, string | number>>;

/** A fault or a notice for people. */
export interface FaultWords {
  /** What happened. */
  readonly what: string;
  /** What was kept, or nothing where nothing was at stake. */
  readonly kept: string;
  /** What to do. */
  readonly act: string;
}
export type FaultCatalogue = Readonly<Record<string, (values: WordValues) => FaultWords>>;

/** An event for people: what happened, and why. */
export interface EventWords {
  readonly what: string;
  readonly why: string;
}
type EventOf<Name extends EventName> = Extract<HeapEvent, { readonly event: Name }>;
/** One entry an event name: a new event that has no words fails the build. */
export type EventCatalogue = { readonly [Name in EventName]: (event: EventOf<Name>) => EventWords };

export interface MetricWords {
  readonly name: string;
  /** One sentence: what it is and how it is reckoned. */
  readonly about: string;
}
export type MetricCatalogue = { readonly [Name in keyof Metrics]: MetricWords };
