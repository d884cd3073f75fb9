/** How Go finalizes: collection by collection, the rule and what stays for ever. */
import type { FinalizerRound, FinalizerWorld } from './go-rules.ts';

/** All that is reached from these objects by one field or more. */
function reachedFrom(
  fields: FinalizerWorld['fields'],
  from: Iterable<string>,
): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [...from].flatMap((object) => fields.get(object) ?? []);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    waiting.push(...(fields.get(next) ?? []));
  }
  return reached;
}

/**
 * Go's rule (`runtime/mfinal.go`, `runtime/mgcmark.go`): what a finalizable object's fields lead to
 * is kept, for its finalizer may use it. A finalizable object that is not kept so is due: its
 * finalizer runs, and it is an ordinary object from then on. Ends when a collection changes nothing.
 */
export function finalizerRounds({
  objects,
  fields,
  finalizable,
}: FinalizerWorld): readonly FinalizerRound[] {
  const rounds: FinalizerRound[] = [];
  const waiting = new Set(finalizable);
  let there = [...objects];
  for (;;) {
    const kept = reachedFrom(fields, waiting);
    const due = there.filter((object) => waiting.has(object) && !kept.has(object));
    const freed = there.filter((object) => !waiting.has(object) && !kept.has(object));
    if (due.length === 0 && freed.length === 0) return rounds;
    for (const object of due) waiting.delete(object);
    there = there.filter((object) => !freed.includes(object));
    rounds.push({ finalized: due, freed });
  }
}

/** Finalizable objects whose finalizers never run. */
export function neverFinalized(world: FinalizerWorld): readonly string[] {
  const run = new Set(finalizerRounds(world).flatMap(({ finalized }) => finalized));
  return world.objects.filter((object) => world.finalizable.has(object) && !run.has(object));
}

/** Objects from which fields lead round to themselves. */
export function onCycles({ objects, fields }: FinalizerWorld): ReadonlySet<string> {
  return new Set(objects.filter((object) => reachedFrom(fields, [object]).has(object)));
}
