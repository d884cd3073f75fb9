/**
 * Moments of a scene, as a lesson writes them:
 *
 *     start · end · operation:4 · line:12 · line:12#3 · event:dead:A · event:free#2 · collection:1
 *     collection:1:start · collection:1:marked · before:event:dead:A
 *
 * `operation:4` and `line:12` are just after everything that operation (the first on that line; `#3`: the third) did;
 * `event:…` just after the event; `collection:1` just after the collection; `…:marked` when marking is
 * done and sweeping has not begun; `before:` is one event earlier.
 */
import type { EventName } from '../simulator/event.ts';
import { eventNames } from '../simulator/event.ts';
import type { History } from './history.ts';
import { HistoryError } from './history.ts';

export type MomentPoint =
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  | { readonly kind: 'operation'; readonly operation: number }
  | { readonly kind: 'line'; readonly line: number; readonly ordinal: number }
  | {
      readonly kind: 'event';
      readonly event: EventName;
      readonly object: string | null;
      readonly ordinal: number;
    }
  | {
      readonly kind: 'collection';
      readonly index: number;
      readonly part: 'start' | 'marked' | 'end';
    };

export interface MomentReference {
  readonly before: boolean;
  readonly point: MomentPoint;
}

const eventPattern = /^event:([a-z-]+)(?::([A-Za-z]\w*(?:#\d+)?|#?\d+))?(?:#(\d+))?$/;

function isEventName(name: string): name is EventName {
  return eventNames.some((known) => known === name);
}

function parsePoint(text: string): MomentPoint | null {
  if (text === 'start' || text === 'end') return { kind: text };
  const operation = /^operation:(\d{1,7})$/.exec(text);
  if (operation !== null) return { kind: 'operation', operation: Number(operation[1]) };
  const line = /^line:(\d{1,7})(?:#(\d{1,7}))?$/.exec(text);
  if (line !== null) return { kind: 'line', line: Number(line[1]), ordinal: Number(line[2] ?? 1) };
  const collection = /^collection:(\d{1,5})(?::(start|marked|end))?$/.exec(text);
  if (collection !== null) {
    const part = collection[2];
    return {
      kind: 'collection',
      index: Number(collection[1]),
      part: part === 'start' || part === 'marked' ? part : 'end',
    };
  }
  const event = eventPattern.exec(text);
  const name = event?.[1];
  if (event === null || name === undefined || !isEventName(name)) return null;
  const object = event[2];
  return {
    kind: 'event',
    event: name,
    object: object === undefined ? null : /^\d/.test(object) ? `#${object}` : object,
    ordinal: event[3] === undefined ? 1 : Number(event[3]),
  };
}

/** Null where the text is no moment at all. */
export function parseMoment(text: string): MomentReference | null {
  const before = text.startsWith('before:');
  const point = parsePoint(before ? text.slice('before:'.length) : text);
  return point === null ? null : { before, point };
}

function lastOf(history: History, matches: (at: number) => boolean): number {
  for (let at = history.events.length - 1; at >= 0; at--) if (matches(at)) return at + 1;
  return 0;
}

function resolveOperation(history: History, operation: number): number {
  if (operation === 0) return lastOf(history, (at) => history.events[at]?.op === 0);
  if (operation > history.recording.operations) {
    throw new HistoryError(
      `the scene has ${history.recording.operations} operations, so operation ${operation} is never reached`,
    );
  }
  // An operation that records nothing (a collection that isn't run) leaves the heap where it was.
  return lastOf(history, (at) => (history.events[at]?.op ?? 0) <= operation);
}

function resolveLine(
  history: History,
  { line, ordinal }: { readonly line: number; readonly ordinal: number },
): number {
  const operations = new Set<number>();
  for (const event of history.events) if (event.line === line) operations.add(event.op);
  const operation = [...operations][ordinal - 1];
  if (operation !== undefined) return lastOf(history, (at) => history.events[at]?.op === operation);
  throw new HistoryError(
    operations.size === 0
      ? `line ${line} of the scene's source is never reached, or does nothing to the heap`
      : `line ${line} of the scene's source is reached only ${operations.size} times`,
  );
}

function resolveEvent(history: History, point: Extract<MomentPoint, { kind: 'event' }>): number {
  const object = point.object === null ? null : history.objectNamed(point.object);
  const found = history.events.filter(
    (event) =>
      event.event === point.event &&
      (object === null || ('object' in event && event.object === object)),
  );
  const event = found[point.ordinal - 1];
  if (event !== undefined) return event.seq;
  const about = point.object === null ? '' : ` about ${point.object}`;
  throw new HistoryError(
    found.length === 0
      ? `the scene has no event '${point.event}'${about}`
      : `the scene has only ${found.length} events '${point.event}'${about}`,
  );
}

function resolveCollection(
  history: History,
  point: Extract<MomentPoint, { kind: 'collection' }>,
): number {
  const start = history.events.filter(({ event }) => event === 'gc-start')[point.index - 1];
  if (start === undefined)
    throw new HistoryError(`the scene never comes to its collection ${point.index}`);
  if (point.part === 'start') return start.seq;
  const wanted: EventName = point.part === 'end' ? 'gc-end' : 'sweep';
  const found = history.events.find(({ event, seq }) => event === wanted && seq > start.seq);
  if (found === undefined)
    throw new HistoryError(`collection ${point.index} of the scene has no '${point.part}'`);
  return point.part === 'end' ? found.seq : found.seq - 1;
}

/** The position of a moment. Throws a HistoryError where the scene never comes to it. */
export function resolveMoment(history: History, reference: MomentReference): number {
  const { point } = reference;
  const seq = (() => {
    switch (point.kind) {
      case 'start':
        return 0;
      case 'end':
        return history.recording.length;
      case 'operation':
        return resolveOperation(history, point.operation);
      case 'line':
        return resolveLine(history, point);
      case 'event':
        return resolveEvent(history, point);
      case 'collection':
        return resolveCollection(history, point);
    }
  })();
  return reference.before ? Math.max(0, seq - 1) : seq;
}
