/** What names and functions of an expression mean at one moment of a scene. */
import type { ObjectId } from '../../simulator/event.ts';
import type { Colour, Frame } from '../../simulator/frame.ts';
import { minimumUtilisation } from '../../simulator/utilisation.ts';
import type { Pause } from '../../simulator/utilisation.ts';
import type { History } from '../history.ts';
import { HistoryError } from '../history.ts';
import { goFunctions, goNames } from './go-runtime.ts';
import { ExpressionError } from './syntax.ts';
import type { Value } from './values.ts';
import { asList, asNumber, asObject, asText, isReference } from './values.ts';

export interface Scope {
  readonly history: History;
  readonly seq: number;
}

export type Meaning = (scope: Scope, frame: Frame) => Value;
export type FunctionMeaning = (scope: Scope, operands: readonly Value[]) => Value;

const ofColour =
  (wanted: Colour): Meaning =>
  (_, frame) =>
    references(frame.objects.filter(({ colour }) => colour === wanted).map(({ id }) => id));

/** The pauses that were over by this moment. */
function pausesOf({ history, seq }: Scope): readonly Pause[] {
  const { ticks } = history.frame(seq).metrics;
  return history.recording.pauses.filter(({ to }) => to <= ticks);
}

const references = (ids: readonly ObjectId[]): Value => ids.map((object) => ({ object }));

function eventObjects(scope: Scope, name: 'dead' | 'free'): readonly ObjectId[] {
  return scope.history.events
    .slice(0, scope.seq)
    .flatMap((event) => (event.event === name ? [event.object] : []));
}

function happened(scope: Scope, name: 'split' | 'coalesce'): number {
  return scope.history.events.slice(0, scope.seq).filter(({ event }) => event === name).length;
}

function collected(
  scope: Scope,
  name: 'grey' | 'black' | 'free' | 'move' | 'barrier',
): readonly ObjectId[] {
  return scope.history
    .latestCollection(scope.seq)
    .flatMap((event) => (event.event === name ? [event.object] : []));
}

function lastCollection(scope: Scope, figure: 'marked' | 'freed' | 'freedBytes' | 'pause'): number {
  for (let at = scope.seq - 1; at >= 0; at--) {
    const event = scope.history.events[at];
    if (event?.event === 'gc-end') return event[figure];
  }
  throw new HistoryError('no collection has ended by this moment');
}

/** Longest the collector's work list has been in the latest collection. */
function longestWorklist(scope: Scope): number {
  let most = 0;
  for (const { seq } of scope.history.latestCollection(scope.seq)) {
    most = Math.max(most, scope.history.frame(seq).worklist?.objects.length ?? 0);
  }
  return most;
}

/** Every slot that holds a reference: `a`, `@g`, `C.0`, with its target. */
export function heldReferences(
  history: History,
  frame: Frame,
): readonly { readonly slot: string; readonly target: ObjectId }[] {
  const roots = frame.roots.flatMap(({ slots }) =>
    slots.flatMap(({ name, target }) => (target === null ? [] : [{ slot: name, target }])),
  );
  const fields = frame.objects.flatMap(({ id, fields: targets, state }) =>
    state === 'dead'
      ? []
      : targets.flatMap((target, field) =>
          target === null ? [] : [{ slot: `${history.nameOf(id)}.${field}`, target }],
        ),
  );
  return [...roots, ...fields];
}

function printedBy({ output }: Frame): readonly string[] {
  return output === '' ? [] : output.replace(/\n$/, '').split('\n');
}

const names: Readonly<Record<string, Meaning>> = {
  operation: (_, frame) => frame.op,
  ticks: (_, { metrics }) => metrics.ticks,
  'bytes.heap': (_, frame) => frame.heapBytes,
  'bytes.allocated': (_, { metrics }) => metrics.allocated,
  'bytes.live': (_, { metrics }) => metrics.live,
  'bytes.garbage': (_, { metrics }) => metrics.garbage,
  'bytes.free': (_, { metrics }) => metrics.free,
  'bytes.largestFree': (_, { metrics }) => metrics.largestFree,
  'bytes.peak': (_, { metrics }) => metrics.peak,
  holes: (_, { metrics }) => metrics.holes,
  'fragmentation.external': (_, { metrics }) => metrics.externalFragmentation,
  'fragmentation.internal': (_, { metrics }) => metrics.internalFragmentation,
  'objects.allocated': (_, { metrics }) => metrics.objects.allocated,
  'objects.freed': (_, { metrics }) => metrics.objects.freed,
  'objects.live': (_, { metrics }) => metrics.objects.live,
  'objects.garbage': (_, { metrics }) => metrics.objects.garbage,
  'counts.inc': (_, { metrics }) => metrics.increments,
  'counts.dec': (_, { metrics }) => metrics.decrements,
  'counts.sum': (_, frame) => frame.objects.reduce((sum, { count }) => sum + (count ?? 0), 0),
  'counts.split': (scope) => happened(scope, 'split'),
  'counts.coalesce': (scope) => happened(scope, 'coalesce'),
  'slots.held': ({ history }, frame) => heldReferences(history, frame).length,
  'slots.roots': (_, frame) =>
    frame.roots.reduce(
      (sum, { slots }) => sum + slots.filter(({ target }) => target !== null).length,
      0,
    ),
  cascade: (_, { metrics }) => metrics.longestCascade,
  collections: (_, { metrics }) => metrics.collections,
  'scanned.slots': (_, { metrics }) => metrics.scannedSlots,
  'overflow.drops': (_, { metrics }) => metrics.overflows,
  'overflow.searches': (_, { metrics }) => metrics.searches,
  'mark.cons': (_, { metrics }) => metrics.markCons,
  barriers: (_, { metrics }) => metrics.barrierHits,
  'pause.longest': (_, { metrics }) => metrics.longestPause,
  'pause.total': (_, { metrics }) => metrics.totalPause,
  throughput: (_, { metrics }) => metrics.throughput,
  /** Σ sizes of blocks that collections have moved so far. */
  copied: ({ history, seq }) => {
    const sizes = new Map<ObjectId, number>();
    let sum = 0;
    for (const event of history.events.slice(0, seq)) {
      if (event.event === 'alloc') sizes.set(event.object, event.size);
      else if (event.event === 'move') sum += sizes.get(event.object) ?? 0;
    }
    return sum;
  },
  pauses: (scope) => pausesOf(scope).map(({ from, to }) => to - from),
  'last.marked': (scope) => lastCollection(scope, 'marked'),
  'last.freed': (scope) => lastCollection(scope, 'freed'),
  'last.freedBytes': (scope) => lastCollection(scope, 'freedBytes'),
  'last.pause': (scope) => lastCollection(scope, 'pause'),
  'worklist.most': (scope) => longestWorklist(scope),
  worklist: (_, frame) => references(frame.worklist?.objects ?? []),
  allocated: (_, frame) => references(frame.objects.map(({ id }) => id)),
  live: (_, frame) =>
    references(frame.objects.filter(({ state }) => state === 'live').map(({ id }) => id)),
  garbage: (_, frame) =>
    references(frame.objects.filter(({ state }) => state === 'garbage').map(({ id }) => id)),
  dead: (_, frame) =>
    references(frame.objects.filter(({ state }) => state === 'dead').map(({ id }) => id)),
  white: ofColour('white'),
  grey: ofColour('grey'),
  black: ofColour('black'),
  shaded: (scope) => references(collected(scope, 'barrier')),
  remembered: (_, { worklist }) =>
    references(worklist?.name === 'remembered' ? worklist.objects : []),
  lost: ({ history, seq }) =>
    references(
      history.events
        .slice(0, seq)
        .flatMap((event) =>
          event.event === 'fault' && event.kind === 'lost-object' && event.object !== null
            ? [event.object]
            : [],
        ),
    ),
  deaths: (scope) => references(eventObjects(scope, 'dead')),
  frees: (scope) => references(eventObjects(scope, 'free')),
  /** What the program has printed, a text for each line. */
  printed: (_, frame) => printedBy(frame),
  /** Kinds of the faults so far: `use-after-free`, `double-free`. */
  faults: ({ history, seq }) =>
    history.events.slice(0, seq).flatMap((event) => (event.event === 'fault' ? [event.kind] : [])),
  marks: (scope) => references(collected(scope, 'grey')),
  scans: (scope) => references(collected(scope, 'black')),
  swept: (scope) => references(collected(scope, 'free')),
  moves: (scope) => references(collected(scope, 'move')),
  'sweep.blocks': (scope) =>
    scope.history.latestCollection(scope.seq).filter(({ event }) => event === 'sweep').length,
  ...goNames,
};

/** Objects of one size that the holes have room for. */
function fitting(scope: Scope, size: Value): number {
  const wanted = asNumber(size, 'fits');
  if (wanted <= 0) throw new ExpressionError('fits needs a size above zero');
  return (scope.history.frame(scope.seq).blocks ?? []).reduce(
    (sum, block) => (block.object === null ? sum + Math.floor(block.size / wanted) : sum),
    0,
  );
}

function hole(scope: Scope, ordinal: Value): { readonly address: number; readonly size: number } {
  const holes = (scope.history.frame(scope.seq).blocks ?? []).filter(
    ({ object }) => object === null,
  );
  const found = holes[asNumber(ordinal, 'hole') - 1];
  if (found === undefined)
    throw new HistoryError(`there are only ${holes.length} holes at this moment`);
  return found;
}

function objectField(
  scope: Scope,
  operands: readonly Value[],
  read: 'address' | 'size' | 'payload' | 'state',
): Value {
  return scope.history.objectAt(asObject(operands[0] ?? null, read), scope.seq)[read];
}

function countOf(scope: Scope, object: Value): number {
  const { count } = scope.history.objectAt(asObject(object, 'count'), scope.seq);
  if (count === null) throw new HistoryError("this scene's collector counts no references");
  return count;
}

function ofNumbers(operands: readonly Value[], where: string): readonly number[] {
  const list =
    operands.length === 1 && Array.isArray(operands[0]) ? asList(operands[0], where) : operands;
  if (list.length === 0) throw new ExpressionError(`${where} of an empty list means nothing`);
  return list.map((item) => asNumber(item, where));
}

const functions: Readonly<Record<string, FunctionMeaning>> = {
  count: (scope, [object = null]) => countOf(scope, object),
  counts: (scope, operands) => operands.map((object) => [object, countOf(scope, object)]),
  address: (scope, operands) => objectField(scope, operands, 'address'),
  size: (scope, operands) => objectField(scope, operands, 'size'),
  payload: (scope, operands) => objectField(scope, operands, 'payload'),
  state: (scope, operands) => {
    const object = asObject(operands[0] ?? null, 'state');
    return scope.history.frame(scope.seq).objects.find(({ id }) => id === object)?.state ?? 'freed';
  },
  colour: (scope, [object = null]) =>
    scope.history.objectAt(asObject(object, 'colour'), scope.seq).colour,
  field: (scope, [object = null, field = null]) => {
    const target = scope.history.objectAt(asObject(object, 'field'), scope.seq).fields[
      asNumber(field, 'field')
    ];
    return target === undefined || target === null ? null : { object: target };
  },
  /** The n-th object of a type whose name can't be written as such: `object("[]int", 1)`. */
  object: (scope, [type = null, ordinal = 1]) => ({
    object: scope.history.objectNamed(`${asText(type, 'object')}#${asNumber(ordinal, 'object')}`),
  }),
  /** The object a root slot holds: the topmost frame that has the slot. */
  slot: (scope, [name = null]) => {
    const wanted = asText(name, 'slot');
    for (const { slots } of [...scope.history.frame(scope.seq).roots].reverse()) {
      const found = slots.find((slot) => slot.name === wanted);
      if (found !== undefined) return found.target === null ? null : { object: found.target };
    }
    throw new HistoryError(`there is no slot '${wanted}' at this moment`);
  },
  /** The slots that hold an object, as text. */
  slots: (scope, [object = null]) => {
    const wanted = asObject(object, 'slots');
    const held = heldReferences(scope.history, scope.history.frame(scope.seq));
    return held.filter(({ target }) => target === wanted).map(({ slot }) => slot);
  },
  /** The object whose block covers an address; nil for a free one. */
  objectAt: (scope, [address = null]) => {
    const wanted = asNumber(address, 'objectAt');
    const { blocks } = scope.history.frame(scope.seq);
    const block = (blocks ?? []).find(
      (each) => each.address <= wanted && wanted < each.address + each.size,
    );
    return block === undefined || block.object === null ? null : { object: block.object };
  },
  /** How often a function has been called. */
  calls: (scope, [name = null]) => {
    const wanted = asText(name, 'calls');
    return scope.history.events
      .slice(0, scope.seq)
      .filter((event) => event.event === 'call' && event.frame === wanted).length;
  },
  /** A word of a printed line; a number where it is one. */
  output: (scope, [line = null, word = 1]) => {
    const lines = printedBy(scope.history.frame(scope.seq));
    const found = lines[asNumber(line, 'output') - 1]?.split(' ')[asNumber(word, 'output') - 1];
    if (found === undefined)
      throw new HistoryError(
        `only ${lines.length} lines are printed by this moment, or fewer words`,
      );
    return found !== '' && Number.isFinite(Number(found)) ? Number(found) : found;
  },
  holeAddress: (scope, [ordinal = null]) => hole(scope, ordinal).address,
  holeSize: (scope, [ordinal = null]) => hole(scope, ordinal).size,
  fits: (scope, [size = null]) => fitting(scope, size),
  /** Share of the free memory that blocks of this size can't use (Linux's unusable index). */
  unusable: (scope, [size = null]) => {
    const { free } = scope.history.frame(scope.seq).metrics;
    return free === 0 ? 1 : 1 - (asNumber(size, 'unusable') * fitting(scope, size)) / free;
  },
  /** Objects found dead by one operation, in order. */
  deathsIn: (scope, [operation = null]) => {
    const wanted = asNumber(operation, 'deathsIn');
    return references(
      scope.history.events.flatMap((event) =>
        event.event === 'dead' && event.op === wanted ? [event.object] : [],
      ),
    );
  },
  /** Least share of ticks that the mutator has in any window of so many: 0 … 1. */
  mmu: (scope, [window = null]) => {
    const { ticks } = scope.history.frame(scope.seq).metrics;
    const wanted = asNumber(window, 'mmu');
    if (wanted <= 0 || wanted > ticks)
      throw new HistoryError(`a window of ${wanted} ticks is not within the run of ${ticks}`);
    return minimumUtilisation(ticks, pausesOf(scope), wanted);
  },
  length: (_, [list = null]) => asList(list, 'length').length,
  item: (_, [list = null, ordinal = null]) => {
    const items = asList(list, 'item');
    const found = items[asNumber(ordinal, 'item') - 1];
    if (found === undefined) throw new HistoryError(`the list has only ${items.length} items`);
    return found;
  },
  sorted: (_, [list = null]) =>
    asList(list, 'sorted')
      .map((item) => ({ item, place: orderOf(item) }))
      .sort((left, right) => left.place - right.place)
      .map(({ item }) => item),
  sum: (_, operands) => ofNumbers(operands, 'sum').reduce((sum, value) => sum + value, 0),
  max: (_, operands) => Math.max(...ofNumbers(operands, 'max')),
  min: (_, operands) => Math.min(...ofNumbers(operands, 'min')),
  round: (_, [value = null, digits = 0]) => {
    const scale = 10 ** asNumber(digits, 'round');
    return Math.round(asNumber(value, 'round') * scale) / scale;
  },
  percent: (_, [ratio = null]) => `${Math.round(asNumber(ratio, 'percent') * 100)} %`,
  /** Σ block sizes of a list of objects, as they were when they were made. */
  sizes: (scope, [list = null]) => {
    const wanted = new Set(asList(list, 'sizes').map((item) => asObject(item, 'sizes')));
    return scope.history.events.reduce(
      (sum, event) =>
        event.event === 'alloc' && wanted.has(event.object) ? sum + event.size : sum,
      0,
    );
  },
  ...goFunctions,
};

function orderOf(value: Value): number {
  if (typeof value === 'number') return value;
  if (isReference(value)) return value.object;
  throw new ExpressionError('sorted needs a list of numbers or of objects');
}

/** Is it a name, or a function, of expressions? */
export const knowsName = (name: string): boolean => Object.hasOwn(names, name);
export const knowsFunction = (name: string): boolean => Object.hasOwn(functions, name);

export function meaningOf(name: string, scope: Scope): Value {
  const meaning = knowsName(name) ? names[name] : undefined;
  if (meaning === undefined)
    throw new ExpressionError(`'${name}' is no name that expressions know`);
  return meaning(scope, scope.history.frame(scope.seq));
}

export function callOf(name: string, operands: readonly Value[], scope: Scope): Value {
  const meaning = knowsFunction(name) ? functions[name] : undefined;
  if (meaning === undefined)
    throw new ExpressionError(`'${name}' is no function that expressions know`);
  return meaning(scope, operands);
}
