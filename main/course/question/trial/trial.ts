/** A trial deletion as the simulator does it, for questions about it. */
import type { ObjectId } from '../../../simulator/event.ts';
import type { Frame } from '../../../simulator/frame.ts';
import type { Operation } from '../../../simulator/operation.ts';
import type { HeapSettings } from '../../../simulator/settings.ts';
import { Play } from '../../misconceptions/play.ts';
import { resolveMoment } from '../../moment.ts';
import type { MomentReference } from '../../moment.ts';
import type { Chance } from '../../random.ts';
import { structure } from '../costs/structure.ts';
import { afterOperation } from '../counting/design.ts';
import type { Level, Perform } from '../type.ts';

export interface Trial {
  readonly operations: readonly Operation[];
  readonly settings: HeapSettings;
  /** Operations that make and tie the objects. */
  readonly made: number;
  /** The heap before the collection, and when all trial decrements are done. */
  readonly before: Frame;
  readonly subtracted: Frame;
  /** Objects in the candidate buffer, those that were tested, and those that were freed. */
  readonly candidates: readonly ObjectId[];
  readonly tested: readonly ObjectId[];
  readonly freed: readonly ObjectId[];
  /** How many trial decrements there were. */
  readonly work: number;
  readonly asks: MomentReference;
  readonly afterTrial: MomentReference;
}

/** Null where nothing is suspected, or where plain counting has left something for the collection to do. */
export function trial(
  chance: Chance,
  level: Level,
  perform: Perform,
  /** Is the script worth performing? Asked before it costs anything. */
  worthWhile: (play: Play) => boolean = () => true,
): Trial | null {
  const {
    operations: tied,
    settings,
    made,
  } = structure(chance, level, {
    collector: 'refcount-cycles',
    edges: 1.1,
    stay: [1, 2],
  });
  const operations: readonly Operation[] = [...tied, { kind: 'gc' }];
  const end = operations.length;
  if (!worthWhile(new Play(operations))) return null;
  const history = perform(operations, settings);
  const asks = afterOperation(end - 1);
  const before = history.frame(resolveMoment(history, asks));
  if (before.objects.some(({ state }) => state === 'dead')) return null;
  const suspects = before.worklist?.objects ?? [];
  const trials = history.events.filter(({ event }) => event === 'trial');
  const last = trials.at(-1);
  if (suspects.length === 0 || last === undefined) return null;
  const freed = history.events.flatMap((event) =>
    event.event === 'free' && event.op === end ? [event.object] : [],
  );
  const tested = new Set([
    ...suspects,
    ...trials.flatMap((event) => (event.event === 'trial' ? [event.object] : [])),
  ]);
  return {
    operations,
    settings,
    made,
    before,
    subtracted: history.frame(last.seq),
    candidates: suspects,
    tested: [...tested].sort((left, right) => left - right),
    freed,
    work: trials.length,
    asks,
    afterTrial: {
      before: false,
      point: { kind: 'event', event: 'trial', object: null, ordinal: trials.length },
    },
  };
}

export const countsIn = (frame: Frame): ReadonlyMap<ObjectId, number> =>
  new Map(frame.objects.map(({ id, count }) => [id, count ?? 0]));

export const objectsIn = (frame: Frame): readonly ObjectId[] => frame.objects.map(({ id }) => id);

/** References that fields of these objects hold. */
export function referencesOf(frame: Frame, holders: (object: ObjectId) => boolean): number {
  return frame.objects.reduce(
    (sum, { id, fields }) =>
      holders(id) ? sum + fields.filter((target) => target !== null).length : sum,
    0,
  );
}

export const garbageIn = (frame: Frame): readonly ObjectId[] =>
  frame.objects.flatMap(({ id, state }) => (state === 'garbage' ? [id] : []));
