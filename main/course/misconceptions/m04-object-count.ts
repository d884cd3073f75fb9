import type { ObjectId } from '../../simulator/event.ts';
import { countBy, trueRule } from './counting.ts';
import type { WrongCollector } from './misconception.ts';
import type { Play } from './play.ts';

/** Variables count one each; of several fields of one object only one counts. */
function slotsWithoutRepetition(
  play: Play,
  operation: number,
): ReadonlyMap<ObjectId, readonly string[]> {
  const { slots } = countBy(trueRule, play, operation);
  return new Map(
    [...slots].map(([object, keys]) => {
      const holders = new Set<string>();
      const once = keys.filter((key) => {
        const holder = key.includes('.') ? (key.split('.')[0] ?? key) : key;
        if (holders.has(holder)) return false;
        holders.add(holder);
        return true;
      });
      return [object, once];
    }),
  );
}

/** M4: counts the objects that refer, not the slots; two fields of one object count once. */
export const objectCount: WrongCollector = {
  id: 'M4',
  name: { en: 'An object that refers twice counts once', 'zh-CN': '同一个对象引用两次只算一次' },
  refutation: {
    en: 'If two fields of one object counted once, clearing *one* of them would take the count to zero and free an object that the other field still leads to. A count adds up slots, each with its own reference.',
    'zh-CN':
      '如果同一个对象的两个字段只算一次，那么清空其中**一个**就会让计数归零，把另一个字段还指着的对象释放掉。计数加的是槽位，每个槽位各算各的。',
  },
  counted: (play, operation) => {
    const truth = countBy(trueRule, play, operation);
    const slots = slotsWithoutRepetition(play, operation);
    const counts = new Map(
      [...truth.counts.keys()].map((object) => [object, slots.get(object)?.length ?? 0]),
    );
    return { ...truth, counts, slots };
  },
};
