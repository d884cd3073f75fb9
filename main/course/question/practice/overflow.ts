/** A bounded mark stack: what the events tell of it, and what can be foreseen of it without a machine. */
import type { ObjectId } from '../../../simulator/event.ts';
import type { History } from '../../history.ts';
import { childrenIn } from '../../misconceptions/marking-orders.ts';
import { Play } from '../../misconceptions/play.ts';
import type { Graph } from '../marking/graph.ts';

/** Objects that were marked and not pushed, in order. */
export function dropped(history: History): readonly ObjectId[] {
  return history.events.flatMap((event): ObjectId[] => {
    if (event.event !== 'grey') return [];
    const waiting = history.frame(event.seq).worklist?.objects ?? [];
    return waiting.includes(event.object) ? [] : [event.object];
  });
}

export interface Overflow {
  readonly drops: readonly ObjectId[];
  readonly searches: number;
}

/**
 * Knuth’s algorithm C on a graph whose objects lie in the order of their ids: a cheap guess, so that
 * only draws worth asking about are performed.
 */
export function foreseenOverflow(graph: Graph, limit: number): Overflow {
  const play = new Play(graph.operations);
  const world = play.worldAfter(graph.collects);
  const marked = new Set<ObjectId>();
  const scanned = new Set<ObjectId>();
  const stack: ObjectId[] = [];
  const drops: ObjectId[] = [];
  let low = Infinity;
  const shade = (object: ObjectId): void => {
    if (marked.has(object)) return;
    marked.add(object);
    if (stack.length < limit) stack.push(object);
    else {
      drops.push(object);
      low = Math.min(low, object);
    }
  };
  const scan = (object: ObjectId): void => {
    childrenIn(play, world, object).forEach(shade);
    scanned.add(object);
  };
  const drain = (): void => {
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) scan(next);
  };
  for (const { holder, target } of world.values())
    if (holder === null && target !== null) shade(target);
  drain();
  let searches = 0;
  while (low < Infinity) {
    const from = low;
    low = Infinity;
    searches++;
    for (const object of graph.objects) {
      if (object < from || !marked.has(object) || scanned.has(object)) continue;
      scan(object);
      drain();
    }
  }
  return { drops, searches };
}
