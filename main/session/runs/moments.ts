/** Finds moments of a recorded run: a step away, the next collection, a line, a fact. */
import type { Moment } from '../../contract/run.ts';
import { eventAt, eventNameAt } from '../../simulator/decode.ts';
import type { Machine } from '../../simulator/machine.ts';
import type { Position } from './run.ts';

/** Position of the moment, seen from `seq`; null where there is none. Throws a RangeError outside of the run. */
export function findMoment(machine: Machine, seq: number, moment: Moment): number | null {
  const { recording } = machine.core;
  const { length } = recording;
  if (seq > length) throw new RangeError(`Position ${seq} is outside 0…${length}.`);
  switch (moment.kind) {
    case 'end':
      return length;
    case 'event':
      return inside(seq + moment.step, length);
    case 'operation':
      return operationFrom(machine, seq, moment.step);
    case 'collection':
      return collectionFrom(machine, seq, moment.step);
    case 'at-operation':
      return moment.operation > recording.operations
        ? null
        : recording.lastEventOf(moment.operation);
    case 'line':
      return lineAfter(machine, seq, moment.line);
    case 'fact':
      return factFrom(machine, moment.event, moment.object);
    default:
      return moment satisfies never;
  }
}

/**
 * After the next statement of a program, or after the one before: each is a place to stand, whether
 * the heap has noticed it or not. `op` is the statement after which one stands, null for just after
 * event `seq`. A null `op` in the answer is the end of the run.
 */
export function findStatement(
  { core: { recording } }: Machine,
  seq: number,
  op: number | null,
  step: 1 | -1,
): Position | null {
  const isAtEnd = op === null && seq === recording.length;
  const here = op ?? (isAtEnd ? recording.operations : recording.operationAt(seq));
  const isInside = op === null && !isAtEnd && recording.lastEventOf(here) > seq;
  const target = step > 0 ? (isInside ? here : here + 1) : here - 1;
  if (target < 0 || target > recording.operations) return null;
  return {
    seq: recording.lastEventOf(target),
    op: target === recording.operations ? null : target,
  };
}

function inside(seq: number, length: number): number | null {
  return seq < 0 || seq > length ? null : seq;
}

/** Just after the next operation that did something, or just before the one that is shown now. */
function operationFrom({ core: { recording } }: Machine, seq: number, step: 1 | -1): number | null {
  let operation = recording.operationAt(seq);
  if (step > 0) {
    if (seq >= recording.length) return null;
    // In the middle of one, its own end comes first.
    let end = recording.lastEventOf(operation);
    while (end <= seq) {
      operation += 1;
      end = recording.lastEventOf(operation);
    }
    return end;
  }
  if (seq === 0) return null;
  let end = recording.lastEventOf(operation - 1);
  while (end >= seq) {
    operation -= 1;
    end = recording.lastEventOf(operation - 1);
  }
  return Math.max(0, end);
}

/** At the `gc-start` of the next collection, or of the last one before. */
function collectionFrom({ core }: Machine, seq: number, step: 1 | -1): number | null {
  const starts = core.collections.entries
    .map((collection) => collection.start)
    .filter((start) => start > 0);
  if (step > 0) return starts.find((start) => start > seq) ?? null;
  return starts.filter((start) => start < seq).at(-1) ?? null;
}

function lineAfter({ core: { recording } }: Machine, seq: number, line: number): number | null {
  for (
    let operation = recording.operationAt(seq) + 1;
    operation <= recording.operations;
    operation += 1
  ) {
    if (recording.lineOf(operation) === line) return recording.lastEventOf(operation);
  }
  return null;
}

function factFrom({ core }: Machine, name: string, object: number | null): number | null {
  for (let seq = 1; seq <= core.recording.length; seq += 1) {
    if (eventNameAt(core, seq) !== name) continue;
    if (object === null) return seq;
    const event = eventAt(core, seq);
    if ('object' in event && event.object === object) return seq;
  }
  return null;
}
