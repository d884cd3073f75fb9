/** What expressions know of Go's runtime: the pacer's goal, spans, and marking by spans. */
import type { Frame } from '../../simulator/frame.ts';
import type { FloodRun, GreenTeaRun, SpanHeap } from '../../simulator/go/green-tea.ts';
import { flood, greenTea } from '../../simulator/go/green-tea.ts';
import { heapGoal, memoryLimitGoal, triggerRange } from '../../simulator/go/pacer.ts';
import { sizeClassOf } from '../../simulator/go/size-classes.ts';
import { HistoryError } from '../history.ts';
import type { FunctionMeaning, Meaning, Scope } from './scope.ts';
import type { Value } from './values.ts';
import { asBoolean, asNumber } from './values.ts';

const mebibyte = 2 ** 20;

/**
 * The live heap of a frame as spans of `size` bytes (or cells): objects by address, references by
 * field, roots in their order. Names are ids.
 */
export function spanHeapOf(frame: Frame, size: number): SpanHeap {
  const spans = new Map<number, { readonly name: string; readonly objects: string[] }>();
  const references: Record<string, string[]> = {};
  const byAddress = [...frame.objects].sort((left, right) => left.address - right.address);
  for (const { id, address, fields } of byAddress) {
    const at = Math.floor(address / size);
    const span = spans.get(at) ?? { name: String(at), objects: [] };
    spans.set(at, span);
    span.objects.push(String(id));
    references[id] = fields.flatMap((target) => (target === null ? [] : [String(target)]));
  }
  const roots = frame.roots.flatMap(({ slots }) =>
    slots.flatMap(({ target }) => (target === null ? [] : [String(target)])),
  );
  return { spans: [...spans.values()], references, roots };
}

const objectsOf = (names: readonly string[]): Value =>
  names.map((name) => ({ object: Number(name) }));

function marked(scope: Scope, size: Value): GreenTeaRun {
  return greenTea(spanHeapOf(scope.history.frame(scope.seq), asNumber(size, 'visits')));
}

function flooded(scope: Scope, size: Value): FloodRun {
  return flood(spanHeapOf(scope.history.frame(scope.seq), asNumber(size, 'flooded')));
}

function spansOf(frame: Frame): NonNullable<Frame['spans']> {
  if (frame.spans === null) throw new HistoryError("this scene's allocator has no spans");
  return frame.spans;
}

export const goNames: Readonly<Record<string, Meaning>> = {
  goal: (_, { metrics }) => {
    if (metrics.goal === null) throw new HistoryError('no pacer starts collections in this scene');
    return metrics.goal;
  },
  phase: (_, { collection }) => collection?.phase ?? 'none',
  spans: (_, frame) => spansOf(frame).length,
  'bytes.inSpans': (_, frame) => spansOf(frame).reduce((sum, { size }) => sum + size, 0),
};

export const goFunctions: Readonly<Record<string, FunctionMeaning>> = {
  /** Go's own heap goal, all in MiB: live, stacks and globals, GOGC in per cent. */
  heapGoal: (_, [live = null, roots = null, gogc = null]) =>
    heapGoal({
      live: asNumber(live, 'heapGoal') * mebibyte,
      roots: asNumber(roots, 'heapGoal') * mebibyte,
      gogc: asNumber(gogc, 'heapGoal'),
    }) / mebibyte,
  /** What a memory limit leaves as goal, all in MiB: the limit, memory that is no heap, live. */
  limitGoal: (_, [limit = null, nonHeap = null, live = null]) =>
    memoryLimitGoal({
      limit: asNumber(limit, 'limitGoal') * mebibyte,
      nonHeap: asNumber(nonHeap, 'limitGoal') * mebibyte,
      live: asNumber(live, 'limitGoal') * mebibyte,
      mapped: 0,
    }) / mebibyte,
  /** The least and the greatest heap size at which Go starts a cycle, in MiB. */
  triggerFrom: (_, [live = null, goal = null]) => range(live, goal).lower / mebibyte,
  triggerTo: (_, [live = null, goal = null]) => range(live, goal).upper / mebibyte,
  /** Bytes that an object takes in Go, with or without pointers. */
  slotBytes: (_, operands) => classFor(operands).bytes,
  perSpan: (_, operands) => classFor(operands).perSpan,
  spanPages: (_, operands) => classFor(operands).pages,
  /** Marking by spans of a size, as Green Tea does it, from this moment's roots. */
  visits: (scope, [size = null]) => marked(scope, size).visits.length,
  visited: (scope, [size = null, ordinal = null]) => {
    const { visits } = marked(scope, size);
    const visit = visits[asNumber(ordinal, 'visited') - 1];
    if (visit === undefined) throw new HistoryError(`there are only ${visits.length} visits`);
    return objectsOf(visit.objects);
  },
  /** The order in which marking object by object would scan, and how often it goes to another span. */
  flooded: (scope, [size = null]) => objectsOf(flooded(scope, size).order),
  floodSwitches: (scope, [size = null]) => flooded(scope, size).spanSwitches,
};

function range(live: Value, goal: Value): ReturnType<typeof triggerRange> {
  return triggerRange(asNumber(live, 'trigger') * mebibyte, asNumber(goal, 'trigger') * mebibyte);
}

function classFor([bytes = null, pointers = null]: readonly Value[]): ReturnType<
  typeof sizeClassOf
> {
  return sizeClassOf(asNumber(bytes, 'slotBytes'), asBoolean(pointers, 'slotBytes'));
}
