import { eventNames } from './event.ts';
import type { EventName } from './event.ts';

type Codes = { readonly [N in EventName]: number };

/** Binary code of each event, from 1. */
export const eventCode: Codes = Object.fromEntries(
  eventNames.map((name, index) => [name, index + 1]),
) as Codes;
