/** A collection that marks by turning pointers round, stopped somewhere in the middle. */
import type { ObjectId } from '../../../simulator/event.ts';
import type { History } from '../../history.ts';
import type { MomentReference } from '../../moment.ts';
import type { Chance } from '../../random.ts';
import type { Graph } from '../marking/graph.ts';
import { randomGraph } from '../marking/graph.ts';
import type { Level, Perform } from '../type.ts';

export interface Reversed {
  readonly object: ObjectId;
  readonly field: number;
  readonly before: ObjectId | null;
  readonly now: ObjectId | null;
}

export interface StoppedMarking {
  readonly graph: Graph;
  readonly history: History;
  /** Just after marking went down to this object. */
  readonly current: ObjectId;
  readonly moment: MomentReference;
  /** Marked so far, the current object last. */
  readonly marked: readonly ObjectId[];
  /** Fields that are turned round now. */
  readonly reversed: readonly Reversed[];
}

/** Null where the draw never goes down far enough to ask about. */
export function stoppedMarking(
  chance: Chance,
  level: Level,
  perform: Perform,
): StoppedMarking | null {
  const graph = randomGraph(chance, level, { pointerReversal: true });
  if (graph === null) return null;
  const history = perform(graph.operations, graph.settings);
  const greys = history.events.flatMap((event) => (event.event === 'grey' ? [event] : []));
  const chosen = chance.pick(greys.slice(2));
  const start = history.events.find(({ event }) => event === 'gc-start');
  if (chosen === undefined || start === undefined) return null;
  const original = new Map(history.frame(start.seq).objects.map(({ id, fields }) => [id, fields]));
  const reversed = history.frame(chosen.seq).objects.flatMap(({ id, fields }) =>
    fields.flatMap((now, field): Reversed[] => {
      const before = original.get(id)?.[field] ?? null;
      return before === now ? [] : [{ object: id, field, before, now }];
    }),
  );
  if (reversed.length < 2) return null;
  return {
    graph,
    history,
    current: chosen.object,
    moment: {
      before: false,
      point: { kind: 'event', event: 'grey', object: `#${chosen.object}`, ordinal: 1 },
    },
    marked: greys.filter(({ seq }) => seq <= chosen.seq).map(({ object }) => object),
    reversed,
  };
}
