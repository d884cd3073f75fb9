import type { Space } from '../space.ts';

/** How a tracing collector reaches objects; what it has reached is kept. */
export interface Tracer {
  isReached(object: number): boolean;
  /** Reaches what an object refers to, but not the object, not even through its own field: as Go's `scanobject`. */
  reachTargets(object: number): void;
  reach(object: number): void;
  /** Reaches all that what has been reached leads to. */
  finish(): void;
}

/**
 * Queues the finalizers of objects that were not reached and keeps those objects for one more round.
 * In order of dependency, as Go does it: what an object with a finalizer leads to is kept first, so
 * that of a chain only the first is due, and an object on a cycle with itself never is
 * (runtime/mfinal.go). Only objects that `isConcerned` are looked at; `retain` is told of each
 * before it is queued.
 */
export function queueFinalizers(
  { hooks }: Space,
  tracer: Tracer,
  {
    isConcerned = () => true,
    retain = () => undefined,
  }: {
    readonly isConcerned?: (object: number) => boolean;
    readonly retain?: (object: number) => void;
  } = {},
): void {
  const waiting = hooks
    .finalizable()
    .filter((object) => isConcerned(object) && !tracer.isReached(object));
  for (const object of waiting) tracer.reachTargets(object);
  tracer.finish();
  const due = waiting.filter((object) => !tracer.isReached(object));
  for (const object of due) {
    retain(object);
    hooks.queueFinalizer(object);
  }
  for (const object of due) tracer.reach(object);
  tracer.finish();
}
