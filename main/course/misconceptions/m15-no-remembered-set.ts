import type { ObjectId } from '../../simulator/event.ts';
import type { Operation } from '../../simulator/operation.ts';
import type { WrongCollector } from './misconception.ts';
import { Play, reachableIn } from './play.ts';

/**
 * The script without the stores of a young object into an old one: what nobody remembers, a minor
 * collection doesn't see. Old is here what was made before a collection that was asked for.
 */
function withoutStoresIntoOld(operations: readonly Operation[]): readonly Operation[] {
  const play = new Play(operations);
  const born = new Map(play.objects.map(({ id, operation }) => [id, operation]));
  const isOld = (object: ObjectId, at: number): boolean =>
    play.collections.some((collects) => collects > (born.get(object) ?? 0) && collects < at);
  const unseen = new Set(
    play.stores.flatMap(({ operation, slot, to }) =>
      slot.holder !== null && to !== null && isOld(slot.holder, operation) && !isOld(to, operation)
        ? [operation]
        : [],
    ),
  );
  return operations.filter((_, at) => !unseen.has(at + 1));
}

/** M15: a minor collection ignores references from old objects to young ones. */
export const noRememberedSet: WrongCollector = {
  id: 'M15',
  name: {
    en: 'A minor collection begins at the roots alone',
    'zh-CN': '小回收只从根出发',
  },
  refutation: {
    en: 'It doesn’t look into old objects, so a young one that only an old one leads to would be freed, though the program can read it. Hence the remembered set: every reference from old to young is noted when it is stored, and is a root of the next minor collection.',
    'zh-CN':
      '小回收不看老对象的里面，所以只有老对象通到的年轻对象会被释放，而程序还能读到它。记忆集就是为此而设的：从老到年轻的引用，存入时都要记下来，到下一次小回收就当作根。',
  },
  minor: (play, operation, young) => {
    const world = play.worldAfter(operation);
    const seen = new Map(
      [...world].filter(([, { holder }]) => holder === null || young.has(holder)),
    );
    return new Set([...reachableIn(seen)].filter((object) => young.has(object)));
  },
  replay: (operations, settings) => ({ operations: withoutStoresIntoOld(operations), settings }),
};
