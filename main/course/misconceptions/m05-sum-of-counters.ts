import type { ObjectId } from '../../simulator/event.ts';
import { countBy, trueRule } from './counting.ts';
import type { WrongCollector } from './misconception.ts';

/**
 * M5: an object's counter is the sum of its referrers' counters; a root counts one. Null on a cycle,
 * where such a sum has no definite value.
 */
export const sumOfCounters: WrongCollector = {
  id: 'M5',
  name: {
    en: 'The counter is the sum of the referrers’ counters',
    'zh-CN': '计数等于各引用者的计数之和',
  },
  refutation: {
    en: 'A referrer gives *one* reference for each slot, however often it is referred to itself. If its own counter were added, one more variable on the referrer would raise a count that no slot holds, and on a cycle the sum has no definite value at all.',
    'zh-CN':
      '引用者的每个槽位只贡献**一个**引用，与它自己被引用多少次无关。若把它的计数加进来，那么引用者多一个变量，就会凭空抬高一个没有任何槽位支持的计数；在环上，这样的和甚至没有确定的值。',
  },
  counted: (play, operation) => {
    const truth = countBy(trueRule, play, operation);
    const sums = new Map<ObjectId, number>();
    const open = new Set<ObjectId>();
    const sumOf = (object: ObjectId): number | null => {
      const known = sums.get(object);
      if (known !== undefined) return known;
      if (open.has(object)) return null;
      open.add(object);
      let sum = 0;
      for (const key of truth.slots.get(object) ?? []) {
        const holder = key.includes('.') ? Number(key.split('.')[0]) : null;
        const added = holder === null ? 1 : sumOf(holder);
        if (added === null) return null;
        sum += added;
      }
      open.delete(object);
      sums.set(object, sum);
      return sum;
    };
    for (const object of truth.counts.keys()) if (sumOf(object) === null) return null;
    return { ...truth, counts: sums };
  },
};
