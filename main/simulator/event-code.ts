import { eventNames } from './event.ts';
import type { EventName } from './event.ts';

type Codes = { readonly [N in EventName]: number };

/** Binary code of each event, from 1. */
export const eventCode: Codes = Object.fromEntries(
  eventNames.map((name, index) => [name, index + 1]),
) as Codes;

/** Numbers of log entries from this one on do not fit, and small numbers from that one on. */
export const countLimit = 63;
export const auxLimit = 2 ** 21 - 1;
/** Words of the three events that a counted store makes. */
export const storeWords = 12;
