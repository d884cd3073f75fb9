import { chanceOf } from './chance.ts';

/** Writes of a sequence. */
export const writesEach = 100_000;
/** How often a round goes through it: the caches that it finds are what the other side's round left. */
export const passesEach = 25;

/** A repeatable sequence of pointer writes between `count` objects, by index. */
export function writesOf(count: number): {
  readonly owners: Int32Array;
  readonly targets: Int32Array;
} {
  const choose = chanceOf(count);
  return {
    owners: Int32Array.from({ length: writesEach }, () => choose(count)),
    targets: Int32Array.from({ length: writesEach }, () => choose(count)),
  };
}
