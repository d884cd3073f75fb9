/** Random work for the pacer: something is kept, one collection is asked for, then request after request. */
import type { Operation } from '../../../simulator/operation.ts';
import { goalAfter } from '../../../simulator/pacer.ts';
import type { HeapSettings } from '../../../simulator/settings.ts';
import { defaultSettings } from '../../../simulator/settings.ts';
import type { PacedHeap } from '../../misconceptions/go-rules.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import type { MomentReference } from '../../moment.ts';
import type { Chance } from '../../random.ts';
import type { Level } from '../type.ts';

export interface Workload {
  readonly operations: readonly Operation[];
  readonly settings: HeapSettings;
  /** Ordinal of the operation that collects. */
  readonly collects: number;
  /** Cells that the kept objects take. */
  readonly kept: number;
  /** Root slots. */
  readonly roots: number;
  /** Cells of each request, in order. */
  readonly requests: readonly number[];
  readonly gogc: number;
  readonly limit: number | null;
}

const rates: Readonly<Record<Level, readonly [number, ...number[]]>> = {
  1: [100],
  2: [50, 100, 200],
  3: [50, 75, 150, 200, 300],
};
const names = ['a', 'b', 'c'] as const;
const types = ['A', 'B', 'C'] as const;

/** `limited`: with a memory limit that may or may not decide. */
export function randomWorkload(chance: Chance, level: Level, limited = false): Workload {
  const gogc = chance.pick(rates[level]);
  const count = chance.between(1, 3);
  const cells = Array.from({ length: count }, () => chance.between(2, 5));
  const kept = cells.reduce((sum, size) => sum + size, 0);
  const roots = count + 1;
  const size = chance.between(1, 3);
  const requests = Array.from({ length: 8 + 2 * level }, () =>
    level === 3 ? chance.between(1, 3) : size,
  );
  const operations: Operation[] = [
    ...cells.map((bytes, at): Operation => ({
      kind: 'alloc',
      slot: names[at] ?? 'a',
      type: types[at] ?? 'A',
      bytes,
      fields: 0,
    })),
    { kind: 'root', slot: 't', from: null },
    { kind: 'gc' },
    ...requests.map((bytes, at): Operation => ({
      kind: 'alloc',
      slot: 't',
      type: `T${at + 1}`,
      bytes,
      fields: 0,
    })),
  ];
  // So large that the least goal lets everything that is kept be made, and no cycle runs before `gc`.
  const heapBytes = Math.max(16 * Math.ceil((kept * 100) / gogc), 8 * (kept + roots));
  const limit = limited ? kept + roots + chance.between(4, 2 * (kept + roots)) : null;
  return {
    operations,
    collects: count + 2,
    kept,
    roots,
    requests,
    gogc,
    limit,
    settings: {
      ...defaultSettings,
      geometry: 'cells',
      heapBytes,
      collector: 'mark-sweep',
      gogc,
      memoryLimit: limit,
    },
  };
}

export type GoalRule = (heap: PacedHeap) => number;

const trueGoal: GoalRule = ({ live, roots, gogc, limit, heap }) =>
  Math.floor(goalAfter({ live, roots, gogc, memoryLimit: limit, heapBytes: heap }));

/** The goal after the collection that was asked for. */
export function firstGoal(work: Workload, rule: GoalRule = trueGoal): number {
  return goalWith(work, rule, work.kept, null);
}

function goalWith(work: Workload, rule: GoalRule, live: number, before: number | null): number {
  const { roots, gogc, limit, settings } = work;
  return rule({ live, roots, gogc, limit, heap: settings.heapBytes, before });
}

/** Ordinals of the operations whose request starts a cycle, by a rule. */
export function pacedStarts(work: Workload, rule: GoalRule = trueGoal): readonly number[] {
  let goal = firstGoal(work, rule);
  let allocated = work.kept;
  let held = 0;
  const starts: number[] = [];
  work.requests.forEach((size, at) => {
    if (allocated + size > goal) {
      // What the variable still holds survives.
      const live = work.kept + held;
      starts.push(work.collects + 1 + at);
      goal = goalWith(work, rule, live, goal);
      allocated = live;
    }
    allocated += size;
    held = size;
  });
  return starts;
}

export function goalRule(id: MisconceptionId): GoalRule {
  return wrongCollector(id)?.go?.goal ?? trueGoal;
}

export const afterGc = (work: Workload): MomentReference => ({
  before: false,
  point: { kind: 'operation', operation: work.collects },
});
export const atEnd: MomentReference = { before: false, point: { kind: 'end' } };
