/** One object that stays and a stream of others that are dropped when the next one is made. */
import type { Operation } from '../../../simulator/operation.ts';
import type { HeapSettings } from '../../../simulator/settings.ts';
import { defaultSettings } from '../../../simulator/settings.ts';
import type { History } from '../../history.ts';
import type { Chance } from '../../random.ts';
import type { Level, Perform } from '../type.ts';

export interface Births {
  readonly operations: readonly Operation[];
  readonly settings: HeapSettings;
  readonly history: History;
  /** Cells of one half of the nursery. */
  readonly half: number;
  /** Operations that brought on a minor collection, in order. */
  readonly minors: readonly number[];
}

export function minorsOf(history: History): readonly number[] {
  return history.events.flatMap((event) =>
    event.event === 'gc-start' && event.collector === 'generational-minor' ? [event.op] : [],
  );
}

/** Null where memory runs out, or the nursery fills too seldom. */
export function births(
  chance: Chance,
  level: Level,
  perform: Perform,
  promoteAfter: number,
): Births | null {
  const half = chance.between(7, 10 + level);
  const sizes = Array.from({ length: chance.between(6, 7 + level) }, () => chance.between(2, 3));
  const operations: Operation[] = [
    { kind: 'alloc', slot: 's', type: 'A', bytes: 2, fields: 1 },
    ...sizes.map((bytes): Operation => ({ kind: 'alloc', slot: 't', type: 'T', bytes, fields: 0 })),
  ];
  const settings: HeapSettings = {
    ...defaultSettings,
    geometry: 'cells',
    collector: 'generational',
    heapBytes: 2 * half + 32,
    nurseryBytes: 2 * half,
    promoteAfter,
  };
  const history = perform(operations, settings);
  const minors = minorsOf(history);
  if (minors.length < 2 || history.recording.status !== 'finished') return null;
  if (
    history.events.some((event) => event.event === 'gc-start' && event.collector === 'generational')
  )
    return null;
  return { operations, settings, history, half, minors };
}

/** The same program with a nursery whose halves are as large as the whole is now. */
export const inWholeNursery = ({ operations, settings, half }: Births, perform: Perform): History =>
  perform(operations, {
    ...settings,
    nurseryBytes: 4 * half,
    heapBytes: settings.heapBytes + 2 * half,
  });

export const sizesIn = (operations: readonly Operation[]): string =>
  operations
    .flatMap((operation) => (operation.kind === 'alloc' ? [operation.bytes] : []))
    .join(', ');
