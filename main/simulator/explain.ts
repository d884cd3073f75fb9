import { eventAt } from './decode.ts';
import type { HeapEvent } from './event.ts';
import { objectFlag } from './layout.ts';
import type { Lifetimes } from './lifetimes.ts';
import type { Machine } from './machine.ts';
import { isReached, searchReach } from './reach.ts';
import type { Reach } from './reach.ts';

/** One link of a path: from a root slot or a field to an object. */
export interface PathLink {
  readonly holder:
    | { readonly kind: 'root'; readonly frame: string; readonly slot: string }
    | { readonly kind: 'field'; readonly object: number; readonly field: number };
  readonly object: number;
}

/** Why unreachable memory has not been reclaimed. */
export type GarbageReason =
  | 'not-yet-collected'
  | 'counted-by-garbage'
  | 'no-collector'
  | 'floating'
  | 'to-free'
  | 'never-freed';

export type Explanation =
  | { readonly kind: 'alive'; readonly object: number; readonly path: PathLink[] }
  | {
      readonly kind: 'garbage';
      readonly object: number;
      readonly cut: HeapEvent | null;
      readonly since: number;
      readonly because: GarbageReason;
    }
  | {
      readonly kind: 'reclaimed';
      readonly object: number;
      readonly cut: HeapEvent | null;
      readonly since: number | null;
      readonly freed: HeapEvent;
      readonly delayTicks: number;
    }
  | { readonly kind: 'unborn'; readonly object: number };

/**
 * Why an object lives at position `seq`: a shortest path from a root. Or why it is dead: the event
 * that cut its last path, and why it is still there, or when it was reclaimed. The position of the
 * machine stays where it is.
 */
export function explain(
  machine: Machine,
  lifetimes: Lifetimes,
  seq: number,
  object: number,
): Explanation {
  const { timeline } = machine;
  const place = timeline.place();
  const life = lifetimes.lifeOf(object, seq);
  if (life === null) return { kind: 'unborn', object };
  timeline.seek(seq);
  const explanation = explainNow(machine, object, seq, life);
  timeline.goTo(place);
  return explanation;
}

function explainNow(
  machine: Machine,
  object: number,
  seq: number,
  life: { readonly unreachableSince: number | null; readonly reclaimed: number | null },
): Explanation {
  const { core } = machine;
  const since = life.unreachableSince;
  const cut = since === null ? null : eventAt(core, since);
  if (life.reclaimed !== null) {
    const delayTicks =
      since === null ? 0 : ticksAt(machine, life.reclaimed) - ticksAt(machine, since);
    return {
      kind: 'reclaimed',
      object,
      cut,
      since,
      freed: eventAt(core, life.reclaimed),
      delayTicks,
    };
  }
  if (since !== null)
    return { kind: 'garbage', object, cut, since, because: reasonFor(machine, object, since, seq) };
  return { kind: 'alive', object, path: shortestPath(machine, searchReach(machine), object) };
}

function ticksAt(machine: Machine, seq: number): number {
  const { timeline, core } = machine;
  timeline.seek(seq);
  return timeline.operation + core.allocatorTicks() + core.collectorTicks();
}

function reasonFor(machine: Machine, object: number, since: number, seq: number): GarbageReason {
  const { collector, core } = machine;
  if (core.hasFlag(object, objectFlag.dead)) return 'to-free';
  if (collector.manual) return 'never-freed';
  if (collector.counts) return machine.countOf(object) > 0 ? 'counted-by-garbage' : 'to-free';
  if (!collector.paced) return 'no-collector';
  const hasFloated = core.collections.entries.some(
    (collection) => collection.start < since && collection.end > since && collection.end <= seq,
  );
  return hasFloated ? 'floating' : 'not-yet-collected';
}

/** A shortest path from a root to `object` in what a search has found; empty if it was not found. */
export function shortestPath(machine: Machine, reach: Reach, object: number): PathLink[] {
  if (!isReached(reach, object)) return [];
  const { core, roots } = machine;
  const path: PathLink[] = [];
  let at = reach.order.indexOf(object);
  while (at >= 0) {
    const holder = reach.holder[at] as number;
    const placed = reach.place[at] as number;
    const found = reach.order[at] as number;
    if (holder === 0) {
      const label =
        placed === 0
          ? { frame: 'finalizers', slot: 'queue' }
          : core.labels.at(roots.labelAt(placed));
      path.push({ holder: { kind: 'root', ...label }, object: found });
      break;
    }
    path.push({ holder: { kind: 'field', object: holder, field: placed }, object: found });
    at = reach.order.indexOf(holder);
  }
  return path.reverse();
}
