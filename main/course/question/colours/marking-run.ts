/** Programs that change the graph while the collector marks it, one unit before each operation, for questions about colours and barriers. */
import type { ObjectId } from '../../../simulator/event.ts';
import type { Operation } from '../../../simulator/operation.ts';
import type { BarrierName, HeapSettings } from '../../../simulator/settings.ts';
import { defaultSettings } from '../../../simulator/settings.ts';
import type { History } from '../../history.ts';
import { assignmentText } from '../../script.ts';
import { resolveMoment } from '../../moment.ts';
import type { MomentReference } from '../../moment.ts';
import type { Chance } from '../../random.ts';
import { afterOperation } from '../counting/design.ts';
import type { Level, Perform } from '../type.ts';

export interface MarkingRun {
  readonly operations: readonly Operation[];
  readonly settings: HeapSettings;
  readonly history: History;
  /** The last operation before those that are asked about, and the last one of them. */
  readonly done: number;
  readonly last: number;
  readonly asks: MomentReference;
  /** Position of `asks`. */
  readonly seq: number;
}

export interface RunWish {
  readonly barrier: BarrierName;
  /** Operations after the roots were scanned; more of them let marking go further. */
  readonly idle: number;
  /** Operations that are asked about. */
  readonly changes: number;
  /** Is an object surely handed over? Otherwise it is in two of three. */
  readonly handsOver?: boolean;
}

const letters = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] as const;
const objectsAt: Readonly<Record<Level, number>> = { 1: 5, 2: 6, 3: 7 };

/** The mutator's own view while a program is written. */
class Mutator {
  readonly operations: Operation[] = [];
  readonly slots = new Map<string, ObjectId | null>();
  readonly fields = new Map<ObjectId, (ObjectId | null)[]>();

  allocate(slot: string): ObjectId {
    const object = this.fields.size + 1;
    const type = letters[object - 1] ?? 'Z';
    this.operations.push({ kind: 'alloc', slot, type, bytes: 2, fields: 2 });
    this.slots.set(slot, object);
    this.fields.set(object, [null, null]);
    return object;
  }

  root(slot: string, from: string | null): void {
    this.operations.push({ kind: 'root', slot, from });
    this.slots.set(slot, from === null ? null : (this.slots.get(from) ?? null));
  }

  write(slot: string, field: number, from: string | null): void {
    this.operations.push({ kind: 'write', slot, field, from });
    const fields = this.fields.get(this.slots.get(slot) ?? 0);
    if (fields !== undefined) fields[field] = from === null ? null : (this.slots.get(from) ?? null);
  }

  read(slot: string, from: string, field: number): void {
    this.operations.push({ kind: 'read', slot, from, field });
    this.slots.set(slot, this.fields.get(this.slots.get(from) ?? 0)?.[field] ?? null);
  }

  holding(): readonly string[] {
    return [...this.slots].flatMap(([slot, object]) => (object === null ? [] : [slot]));
  }

  /** Slot and field of every reference that a variable can get at. */
  filled(): readonly { readonly slot: string; readonly field: number }[] {
    return this.holding().flatMap((slot) =>
      [0, 1].flatMap((field) =>
        (this.fields.get(this.slots.get(slot) ?? 0)?.[field] ?? null) === null
          ? []
          : [{ slot, field }],
      ),
    );
  }
}

/** A global leads to one tree of objects, the variable `s` to another. */
function build(mutator: Mutator, chance: Chance, objects: number): void {
  const variables = new Map<ObjectId, string>();
  for (let made = 0; made < objects; made++) {
    const slot = made === 0 ? '@g' : made === 1 ? 's' : `v${made}`;
    const object = mutator.allocate(slot);
    variables.set(object, slot);
    if (made < 2) continue;
    const places = [...variables].flatMap(([holder, variable]) =>
      holder === object
        ? []
        : [0, 1].flatMap((field) =>
            mutator.fields.get(holder)?.[field] === null ? [{ variable, field }] : [],
          ),
    );
    // The newest holders first, so that chains grow.
    const place = chance.oneIn(2) ? places.at(-1) : chance.pick(places);
    if (place !== undefined) mutator.write(place.variable, place.field, slot);
  }
  for (const slot of variables.values()) if (slot.startsWith('v')) mutator.root(slot, null);
}

function change(mutator: Mutator, chance: Chance): void {
  const spare = chance.pick(['t', 'u'] as const);
  const source = chance.pick(mutator.filled());
  switch (chance.below(5)) {
    case 0:
    case 1:
      if (source !== undefined) mutator.read(spare, source.slot, source.field);
      return;
    case 2:
    case 3: {
      const slot = chance.pick(mutator.holding());
      const from = chance.pick(
        mutator
          .holding()
          .filter((each) => mutator.slots.get(each) !== mutator.slots.get(slot ?? '')),
      );
      if (slot !== undefined && from !== undefined) mutator.write(slot, chance.below(2), from);
      return;
    }
    default:
      if (source !== undefined) mutator.write(source.slot, source.field, null);
  }
}

/** The program takes a reference out, keeps it elsewhere (or only in a variable), and cuts the old one. */
function handOver(mutator: Mutator, chance: Chance): void {
  // The stack is scanned last, so what `s` holds is the first to be black: it makes the receiver more often than not.
  const filled = mutator.filled();
  const ofGlobal = filled.filter(({ slot }) => slot === '@g');
  const source = chance.pick(chance.oneIn(4, 3) && ofGlobal.length > 0 ? ofGlobal : filled);
  if (source === undefined) return;
  mutator.read('t', source.slot, source.field);
  const receiver = chance.oneIn(4, 3)
    ? 's'
    : chance.pick(mutator.holding().filter((slot) => slot !== 't' && slot !== source.slot));
  if (receiver !== undefined && !chance.oneIn(4)) mutator.write(receiver, chance.below(2), 't');
  mutator.write(source.slot, source.field, null);
  if (chance.oneIn(2)) mutator.root('t', null);
}

/** Null where the program came out too short or does nothing to objects. */
export function markingRun(
  chance: Chance,
  level: Level,
  perform: Perform,
  { barrier, idle, changes, handsOver = chance.oneIn(3, 2) }: RunWish,
): MarkingRun | null {
  const mutator = new Mutator();
  build(mutator, chance, objectsAt[level]);
  mutator.operations.push({ kind: 'gc' });
  for (let at = 0; at < idle; at++) mutator.root('n', at % 2 === 0 ? 's' : null);
  const done = mutator.operations.length;
  if (handsOver) handOver(mutator, chance);
  for (let tries = 0; mutator.operations.length < done + changes && tries < 12; tries++)
    change(mutator, chance);
  const operations: readonly Operation[] = [
    ...mutator.operations.slice(0, done + changes),
    { kind: 'gc' },
  ];
  const last = operations.length - 1;
  if (last < done + Math.min(2, changes)) return null;
  if (changes > 0 && !operations.slice(done, last).some(({ kind }) => kind === 'write'))
    return null;
  const settings: HeapSettings = {
    ...defaultSettings,
    geometry: 'cells',
    heapBytes: 16,
    collector: 'tricolour',
    markBudget: 1,
    barrier,
  };
  const history = perform(operations, settings);
  const asks = afterOperation(done);
  return { operations, settings, history, done, last, asks, seq: resolveMoment(history, asks) };
}

/** The same program under another barrier; what it shaded after the roots were scanned: operations and objects. */
export function shadesOf(
  { operations, done, last }: Pick<MarkingRun, 'operations' | 'done' | 'last'>,
  history: History,
): readonly { readonly operation: number; readonly object: ObjectId }[] {
  const span = operations.slice(0, last).length;
  return history.events.flatMap((event) =>
    event.event === 'barrier' && event.op > done && event.op <= span
      ? [{ operation: event.op, object: event.object }]
      : [],
  );
}

/** Who mixes up the two kinds runs this one instead. */
export const swapped: Readonly<Record<Exclude<BarrierName, 'none'>, BarrierName>> = {
  dijkstra: 'yuasa',
  steele: 'yuasa',
  yuasa: 'dijkstra',
  hybrid: 'dijkstra',
};

export const barrierWords: Readonly<
  Record<Exclude<BarrierName, 'none'>, { readonly en: string; readonly 'zh-CN': string }>
> = {
  dijkstra: {
    en: 'Dijkstra’s barrier (shades what is stored)',
    'zh-CN': 'Dijkstra 屏障（给存入的着色）',
  },
  steele: {
    en: 'Steele’s barrier (a black object that is given a white one turns grey again)',
    'zh-CN': 'Steele 屏障（黑色对象拿到白色的，就退回灰色）',
  },
  yuasa: {
    en: 'Yuasa’s barrier (shades what is overwritten)',
    'zh-CN': 'Yuasa 屏障（给被覆盖的着色）',
  },
  hybrid: {
    en: 'Go’s hybrid barrier (shades what is overwritten and, while the stack is grey, also what is stored)',
    'zh-CN': 'Go 的混合屏障（给被覆盖的着色；栈还是灰色时，也给存入的着色）',
  },
};

/** What every prompt says about the pace. */
export const pace = {
  en: 'Before each operation the collector does one unit of marking: the globals, then the stack, then one object at a time, the newest grey one first.',
  'zh-CN':
    '每步操作之前，回收器做一个单位的标记：先是全局变量，再是栈，然后一次一个对象，最新变灰的优先。',
} as const;

export const momentsOf = (
  operations: readonly Operation[],
  done: number,
  last: number,
): { operation: number; text: string }[] =>
  operations
    .slice(done, last)
    .map((operation, at) => ({ operation: done + at + 1, text: assignmentText(operation) }));

export const livingAt = (history: History, seq: number): ObjectId[] =>
  history.frame(seq).objects.map(({ id }) => id);
