/** A heap that is freed by hand, and the errors in a script, by a rule that may be wrong. */
import type { ObjectId } from '../../simulator/event.ts';
import type { Play } from './play.ts';
import { reachableIn } from './play.ts';

export type HandError = 'use-after-free' | 'double-free' | 'leak';

export interface HandRule {
  /** Does `free(x)` leave x leading to what was freed, or is x nil afterwards? */
  readonly freedNameIsNil: boolean;
  /** Is the object freed for every name that leads to it, or for the one in `free(x)` alone? */
  readonly freesForAll: boolean;
  /** What is leaked: what no path leads to; whatever a name lets go of; or nothing ever. */
  readonly leaks: 'unreachable' | 'let-go' | 'never';
}

export const trueHand: HandRule = {
  freedNameIsNil: false,
  freesForAll: true,
  leaks: 'unreachable',
};

/** Objects that are neither freed nor reachable after an operation. */
function lostAfter(
  play: Play,
  operation: number,
  freed: ReadonlySet<ObjectId>,
): ReadonlySet<ObjectId> {
  const world = new Map(
    [...play.worldAfter(operation)].filter(
      ([, { holder, target }]) =>
        (holder === null || !freed.has(holder)) && (target === null || !freed.has(target)),
    ),
  );
  const reached = reachableIn(world);
  return new Set(
    play
      .objectsAfter(operation)
      .flatMap(({ id }) => (reached.has(id) || freed.has(id) ? [] : [id])),
  );
}

/**
 * The errors in a script, one an operation at most. What follows from the first error on a reused
 * block isn't modelled: questions end or stop looking there.
 */
export function errorsBy(
  rule: HandRule,
  play: Play,
): readonly { readonly operation: number; readonly error: HandError }[] {
  const freed = new Set<ObjectId>();
  /** Names through which an object is freed, for a rule that frees by name. */
  const freedNames = new Set<string>();
  const errors: { readonly operation: number; readonly error: HandError }[] = [];
  let lost: ReadonlySet<ObjectId> = new Set();
  play.operations.forEach((operation, at) => {
    const ordinal = at + 1;
    const world = play.worldAfter(at);
    const heldBy = (name: string): ObjectId | null => world.get(name)?.target ?? null;
    const isFreed = (name: string): boolean => {
      const object = heldBy(name);
      if (object === null || !freed.has(object)) return false;
      const here = freedNames.has(`${name} ${object}`);
      return rule.freesForAll ? !(rule.freedNameIsNil && here) : here;
    };
    const add = (error: HandError): void => {
      errors.push({ operation: ordinal, error });
    };
    switch (operation.kind) {
      case 'free': {
        const object = heldBy(operation.slot);
        if (object === null) break;
        if (isFreed(operation.slot)) add('double-free');
        freed.add(object);
        freedNames.add(`${operation.slot} ${object}`);
        break;
      }
      case 'write':
        if (isFreed(operation.slot)) add('use-after-free');
        break;
      case 'read':
        if (isFreed(operation.from)) add('use-after-free');
        break;
      default:
        break;
    }
    const now = lostAfter(play, ordinal, freed);
    if (errors.at(-1)?.operation !== ordinal && rule.leaks !== 'never') {
      const letsGo =
        operation.kind === 'root' &&
        operation.from === null &&
        heldBy(operation.slot) !== null &&
        !freed.has(heldBy(operation.slot) ?? 0);
      if (rule.leaks === 'let-go' ? letsGo : [...now].some((object) => !lost.has(object)))
        add('leak');
    }
    lost = now;
  });
  return errors;
}
