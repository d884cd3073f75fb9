import type { Core } from './core.ts';
import type { EventName, HeapEvent, HeapFact } from './event.ts';
import { eventNames } from './event.ts';
import { fieldAtWord } from './shapes.ts';
import { reasonOf } from './space.ts';

/** The name of event `seq`. */
export function eventNameAt(core: Core, seq: number): EventName {
  return eventNames[core.recording.codeOf(seq) - 1] as EventName;
}

/** Event `seq` (1 … length) as an object, addresses and sizes in the unit of the geometry. */
export function eventAt(core: Core, seq: number): HeapEvent {
  const { recording } = core;
  const op = recording.operationAt(seq);
  const line = recording.lineOf(op);
  const fact = factAt(core, seq);
  return line === 0 ? { ...fact, seq, op } : { ...fact, seq, op, line };
}

function factAt(core: Core, seq: number): HeapFact {
  const { recording, texts } = core;
  const { unit } = core.geometry;
  const aux = recording.auxOf(seq);
  const first = recording.valueOf(seq, 1);
  const second = recording.valueOf(seq, 2);
  const third = recording.valueOf(seq, 3);
  const event = eventNameAt(core, seq);
  switch (event) {
    case 'call':
    case 'return':
      return { event, frame: texts.at(first) };
    case 'root':
      return { event, ...core.labels.at(first), from: idOrNull(second), to: idOrNull(third) };
    case 'write':
      return {
        event,
        object: first,
        field: fieldAtWord(core.shapeOf(first).pointers, aux >>> 1),
        from: idOrNull(second),
        to: idOrNull(third),
      };
    case 'read':
      return { event, object: first, field: fieldAtWord(core.shapeOf(first).pointers, aux) };
    case 'alloc':
      return {
        event,
        object: first,
        type: core.shapeOf(first).type,
        address: second * unit,
        size: third * unit,
        probes: aux,
      };
    case 'split':
      return { event, address: first * unit, size: second * unit, rest: third * unit };
    case 'coalesce':
      return { event, address: first * unit, size: second * unit };
    case 'inc':
    case 'dec':
    case 'candidate':
    case 'trial':
    case 'restore':
    case 'cycle':
      return { event, object: first, count: second };
    case 'dead':
    case 'grey':
    case 'black':
      return { event, object: first };
    case 'free':
      return { event, object: first, address: second * unit, size: third * unit };
    case 'gc-start':
      return { event, collector: texts.at(first), reason: reasonOf(aux) };
    case 'barrier':
      return { event, object: first, kind: texts.at(second) };
    case 'sweep':
      return { event, address: first * unit, size: second * unit, freed: aux === 1 };
    case 'gc-end': {
      const { freedBytes, pause } = core.collections.at(third);
      return { event, marked: first, freed: second, freedBytes, pause };
    }
    case 'move':
      return { event, object: first, from: second * unit, to: third * unit };
    case 'out':
      return { event, text: core.outputs.at(first).text };
    case 'oom':
      return { event, request: first * unit, free: second * unit, largest: third * unit };
    case 'fault':
      return { event, kind: texts.at(first), object: idOrNull(second) };
    case 'thread':
      return { event, from: first, to: second };
    default:
      return assertNever(event);
  }
}

function idOrNull(id: number): number | null {
  return id === 0 ? null : id;
}

function assertNever(event: never): never {
  throw new RangeError(`There is no event ${String(event)}.`);
}
