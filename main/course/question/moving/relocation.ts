/** A collection that moves objects: where each lay before it, and where it lies after. */
import type { ObjectId } from '../../../simulator/event.ts';
import type { HeapSettings } from '../../../simulator/settings.ts';
import { heldReferences } from '../../expression/scope.ts';
import type { History } from '../../history.ts';
import type { Chance } from '../../random.ts';
import type { Graph } from '../marking/graph.ts';
import { randomGraph } from '../marking/graph.ts';
import type { Level, Perform } from '../type.ts';

export interface Placed {
  readonly id: ObjectId;
  readonly address: number;
  readonly size: number;
}

export interface Relocation {
  readonly graph: Graph;
  readonly history: History;
  /** Live objects by address, before and after. */
  readonly before: readonly Placed[];
  readonly after: readonly Placed[];
  /** Ids in the order of their `move` events. */
  readonly moved: readonly ObjectId[];
}

const byAddress = (left: Placed, right: Placed): number => left.address - right.address;

/** Null where the draw has nothing to ask about. */
export function relocation(
  chance: Chance,
  level: Level,
  perform: Perform,
  changes: Partial<HeapSettings>,
): Relocation | null {
  const drawn = randomGraph(chance, level, changes);
  if (drawn === null) return null;
  const { heapBytes } = drawn.settings;
  // Two halves, each as large as the heap was.
  const settings: HeapSettings =
    changes.collector === 'semispace'
      ? { ...drawn.settings, heapBytes: 2 * heapBytes }
      : drawn.settings;
  const graph = { ...drawn, settings };
  const history = perform(graph.operations, settings);
  const start = history.events.find(({ event }) => event === 'gc-start')?.seq ?? 0;
  const placed = (seq: number): readonly Placed[] =>
    history
      .frame(seq)
      .objects.filter(({ id }) => graph.live.has(id))
      .map(({ id, address, size }) => ({ id, address, size }))
      .sort(byAddress);
  const moved = history.events.flatMap((event): ObjectId[] =>
    event.event === 'move' ? [event.object] : [],
  );
  const after = placed(history.recording.length);
  if (moved.length === 0 || after.length !== graph.live.size) return null;
  return { graph, history, before: placed(start), after, moved };
}

export const totalSize = (objects: readonly Placed[]): number =>
  objects.reduce((sum, { size }) => sum + size, 0);

export const addressOf = (objects: readonly Placed[], object: ObjectId): number =>
  objects.find(({ id }) => id === object)?.address ?? -1;

/** References of what is live after the collection: the slot, and whether its target lies elsewhere now. */
export function mended({
  history,
  before,
  after,
}: Relocation): readonly { readonly slot: string; readonly changed: boolean }[] {
  return heldReferences(history, history.frame(history.recording.length)).map(
    ({ slot, target }) => ({
      slot,
      changed: addressOf(before, target) !== addressOf(after, target),
    }),
  );
}
