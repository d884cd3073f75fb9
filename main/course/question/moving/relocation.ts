/** A collection that moves objects: where each lay before it, and where it lies after. */
import type { ObjectId } from '../../../simulator/event.ts';
import type { CollectorName } from '../../../simulator/settings.ts';
import type { History } from '../../history.ts';
import { Play } from '../../misconceptions/play.ts';
import type { Chance } from '../../random.ts';
import type { Graph } from '../marking/graph.ts';
import { randomGraph } from '../marking/graph.ts';
import type { Level, Perform } from '../type.ts';

export interface Placed {
  readonly id: ObjectId;
  readonly address: number;
  readonly size: number;
}

/** Live objects by address, before and after; ids of those that move, in the order in which they do. */
export interface Relocation {
  readonly before: readonly Placed[];
  readonly after: readonly Placed[];
  readonly moved: readonly ObjectId[];
}

export interface Relocated extends Relocation {
  readonly history: History;
}

/** A graph under a collector that moves; null where the draw has nothing to ask about. */
export function movingGraph(chance: Chance, level: Level, collector: CollectorName): Graph | null {
  const graph = randomGraph(chance, level, { collector });
  if (graph === null || collector !== 'semispace') return graph;
  // Two halves, each as large as the heap was.
  return { ...graph, settings: { ...graph.settings, heapBytes: 2 * graph.settings.heapBytes } };
}

/** What sliding should do, reckoned without a machine: cheap, to see whether a draw is worth performing. */
export function foreseenSlide(graph: Graph): Relocation {
  const before: Placed[] = [];
  const after: Placed[] = [];
  let from = 0;
  let to = 0;
  for (const { id, bytes } of new Play(graph.operations).objects) {
    if (graph.live.has(id)) {
      before.push({ id, address: from, size: bytes });
      after.push({ id, address: to, size: bytes });
      to += bytes;
    }
    from += bytes;
  }
  return {
    before,
    after,
    moved: before.filter(({ id, address }) => addressOf(after, id) !== address).map(({ id }) => id),
  };
}

/** What the machine did. Null where nothing moved. */
export function relocate(graph: Graph, perform: Perform): Relocated | null {
  const history = perform(graph.operations, graph.settings);
  const start = history.events.find(({ event }) => event === 'gc-start')?.seq ?? 0;
  const placed = (seq: number): readonly Placed[] =>
    history
      .frame(seq)
      .objects.filter(({ id }) => graph.live.has(id))
      .map(({ id, address, size }) => ({ id, address, size }))
      .sort((left, right) => left.address - right.address);
  const moved = history.events.flatMap((event): ObjectId[] =>
    event.event === 'move' ? [event.object] : [],
  );
  const after = placed(history.recording.length);
  if (moved.length === 0 || after.length !== graph.live.size) return null;
  return { history, before: placed(start), after, moved };
}

export const totalSize = (objects: readonly Placed[]): number =>
  objects.reduce((sum, { size }) => sum + size, 0);

export const addressOf = (objects: readonly Placed[], object: ObjectId): number =>
  objects.find(({ id }) => id === object)?.address ?? -1;
