import { advance, beginningOf, runnable } from './program.ts';
import type { Shared, ThreadedProgram, ThreadedState } from './program.ts';

/** Which thread went at each step. Recorded, it repeats a run. */
export type Schedule = readonly number[];

export interface ThreadedRun {
  readonly schedule: Schedule;
  readonly shared: Shared;
}

/** Repeatable whole numbers from 0 to below a bound (mulberry32). */
function chanceOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** Runs a program to its end; which thread goes next is a matter of chance, of the same chance for the same seed. */
export function runSeeded(program: ThreadedProgram, seed: number): ThreadedRun {
  const choose = chanceOf(seed);
  const schedule: number[] = [];
  let state = beginningOf(program);
  for (let ready = runnable(program, state); ready.length > 0; ready = runnable(program, state)) {
    const thread = ready[choose(ready.length)] ?? 0;
    schedule.push(thread);
    state = advance(program, state, thread);
  }
  return { schedule, shared: state.shared };
}

/** Runs a program by a recorded schedule. Throws a RangeError where it names a thread that is done. */
export function runScheduled(program: ThreadedProgram, schedule: Schedule): ThreadedRun {
  let state = beginningOf(program);
  for (const [step, thread] of schedule.entries()) {
    if (!runnable(program, state).includes(thread))
      throw new RangeError(`Thread ${thread} has nothing left to do at step ${step + 1}.`);
    state = advance(program, state, thread);
  }
  return { schedule, shared: state.shared };
}

/** What a search over all interleavings came to. */
export interface Interleavings {
  /** Schedules there are: (Σ steps)! / Π steps!. Exact up to 2⁵³. */
  readonly schedules: number;
  /** Those of them after which the wanted does not hold. */
  readonly broken: number;
  /** The first of them in lexical order; `null` if none is: then the program is right. */
  readonly example: Schedule | null;
  /** Different states that were met: what was really searched. */
  readonly states: number;
}

/** Tries all interleavings; equal states are searched once, and counted as often as they come. */
export function searchInterleavings(
  program: ThreadedProgram,
  isRight: (shared: Shared) => boolean,
): Interleavings {
  const seen = new Map<string, { readonly all: number; readonly broken: number }>();
  const explore = (state: ThreadedState): { readonly all: number; readonly broken: number } => {
    const key = JSON.stringify([state.at, state.registers, state.shared]);
    const known = seen.get(key);
    if (known !== undefined) return known;
    const ready = runnable(program, state);
    let all = ready.length === 0 ? 1 : 0;
    let broken = ready.length === 0 && !isRight(state.shared) ? 1 : 0;
    for (const thread of ready) {
      const below = explore(advance(program, state, thread));
      all += below.all;
      broken += below.broken;
    }
    seen.set(key, { all, broken });
    return { all, broken };
  };
  const { all, broken } = explore(beginningOf(program));
  return {
    schedules: all,
    broken,
    states: seen.size,
    example: broken === 0 ? null : firstBroken(program, explore),
  };
}

/** Walks down to the first ending that is broken. */
function firstBroken(
  program: ThreadedProgram,
  explore: (state: ThreadedState) => { readonly broken: number },
): Schedule {
  const schedule: number[] = [];
  let state = beginningOf(program);
  for (let ready = runnable(program, state); ready.length > 0; ready = runnable(program, state)) {
    const from = state;
    const thread = ready.find((candidate) => explore(advance(program, from, candidate)).broken > 0);
    if (thread === undefined) break;
    schedule.push(thread);
    state = advance(program, state, thread);
  }
  return schedule;
}
