/** Shapes that both catalogues are made of. */
import type { Params, Result } from '../../main/contract/contract.ts';
import type { FaultCode, NoticeCode } from '../../main/contract/faults.ts';

type HeapEvent = Result<'run/events'>[number];
type EventName = HeapEvent['event'];
type Metrics = Result<'run/frame'>['metrics'];
export type HeapSettings = Params<'run/open'>['settings'];

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
type Sentence = (values: WordValues) => FaultWords;
/** `unknown`: a code this version has no words for. `no-host`: the page was opened outside the app. */
export type FaultCatalogue = Readonly<Record<FaultCode | 'unknown' | 'no-host', Sentence>>;
export type NoticeCatalogue = Readonly<Record<NoticeCode | 'unknown', Sentence>>;

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
/** `objects` is four figures. */
type MetricName = Exclude<keyof Metrics, 'objects'> | `objects.${keyof Metrics['objects']}`;
export type MetricCatalogue = { readonly [Name in MetricName]: MetricWords };
