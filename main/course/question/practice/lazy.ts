/** A collection that leaves its sweep to the allocations after it. */
import type { Operation } from '../../../simulator/operation.ts';
import type { History } from '../../history.ts';
import type { Chance } from '../../random.ts';
import type { Graph } from '../marking/graph.ts';
import { randomGraph } from '../marking/graph.ts';
import type { Level, Perform } from '../type.ts';

export interface LazySweep {
  readonly graph: Graph;
  /** The graph, its collection, and the allocations. */
  readonly operations: readonly Operation[];
  readonly sizes: readonly number[];
  readonly history: History;
}

/** Null where the draw leaves no room, or never needs the sweep. */
export function lazySweep(chance: Chance, level: Level, perform: Perform): LazySweep | null {
  const graph = randomGraph(chance, level, { lazySweep: true });
  if (graph === null) return null;
  const sizes = Array.from({ length: level }, () => chance.between(2, 5));
  const operations = [
    ...graph.operations,
    ...sizes.map((bytes, at): Operation => ({
      kind: 'alloc',
      slot: `n${at + 1}`,
      type: `N${at + 1}`,
      bytes,
      fields: 0,
    })),
  ];
  const history = perform(operations, graph.settings);
  if (history.events.some(({ event }) => event === 'oom')) return null;
  // No second collection: the sweep of the first must be enough.
  if (history.events.filter(({ event }) => event === 'gc-start').length > 1) return null;
  return { graph, operations, sizes, history };
}
