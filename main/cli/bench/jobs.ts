import { againstList } from './block-rows.ts';
import { againstGo, againstMaps, againstPython, againstV8, loggedMarking } from './graph-rows.ts';
import { graphNames } from './graphs.ts';
import { againstStepper, compiling, singleSteps } from './program-rows.ts';
import type { Row } from './row.ts';
import { againstMapWrites, seeking } from './run-rows.ts';

/** How large everything is that is measured. */
interface Sizes {
  readonly graphs: readonly number[];
  readonly maps: number;
  readonly cycles: number;
  readonly marking: number;
  readonly writes: readonly number[];
  readonly blocks: number;
  readonly operations: number;
  /** Rounds in turn, of which the median counts. */
  readonly rounds: number;
}

/** Sizes of a whole run and of a quick one. */
export const whole: Sizes = {
  graphs: [1e6, 1e7],
  maps: 1e6,
  cycles: 1e6,
  marking: 1e6,
  writes: [1e4, 1e5, 1e6],
  blocks: 1e5,
  operations: 1e6,
  rounds: 5,
};
export const quick: Sizes = {
  graphs: [1e5],
  maps: 1e5,
  cycles: 1e5,
  marking: 1e5,
  writes: [1e4],
  blocks: 2e4,
  operations: 1e5,
  rounds: 5,
};

/** Names of what can be measured alone, in the order of the table. */
export const jobNames = [
  'v8',
  'go',
  'maps',
  'log',
  'writes',
  'fits',
  'cycles',
  'seek',
  'programs',
] as const;
export type JobName = (typeof jobNames)[number];

/** One measurement: one row of the table, or a few. */
type Job = () => Row | readonly Row[] | Promise<Row | readonly Row[]>;

/** Everything that is measured, by name. */
export function jobsOf(sizes: Sizes): { readonly [N in JobName]: readonly Job[] } {
  const { rounds, graphs } = sizes;
  return {
    v8: graphs.flatMap((count) => graphNames.map((name) => () => againstV8(name, count, rounds))),
    go: [
      ...graphs.map((count) => () => againstGo('random', count, 2, rounds)),
      // For orientation: in allocation order Go's margin is thin, and no goal was set.
      ...graphNames
        .filter((name) => name !== 'random')
        .map((name) => () => againstGo(name, graphs[0] ?? 1e5, null, rounds)),
    ],
    maps: [() => againstMaps(sizes.maps, rounds)],
    log: [() => loggedMarking(sizes.marking, rounds + 2)],
    writes: sizes.writes.map((count) => () => againstMapWrites(count, rounds)),
    fits: [
      () => againstList('first-fit', sizes.blocks, 100, rounds),
      () => againstList('best-fit', sizes.blocks, 10, rounds),
    ],
    cycles: [() => againstPython(sizes.cycles, rounds)],
    seek: [() => seeking(sizes.operations)],
    programs: [() => againstStepper(rounds), () => singleSteps(rounds), () => compiling(rounds)],
  };
}
