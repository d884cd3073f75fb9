import { countBy, trueRule } from './counting.ts';
import { truePointing } from './pointing.ts';
import type { WrongCollector } from './misconception.ts';

/** M1: assignment copies the object, so nobody but the first variable ever refers to it. */
export const copy: WrongCollector = {
  id: 'M1',
  name: { en: 'Assignment copies the object', 'zh-CN': '赋值会复制对象' },
  refutation: {
    en: 'If an assignment made a copy, a change through one name would stay invisible through the other, and the heap would hold one more object. No `alloc` happened: the assignment copied the *reference*, and both slots now lead to the same object.',
    'zh-CN':
      '如果赋值会复制对象，那么通过一个名字做的修改，从另一个名字就看不到，堆里也会多出一个对象。可这里没有发生任何 `alloc`：被复制的只是**引用**，两个槽位指向的是同一个对象。',
  },
  counted: (play, operation) => countBy({ ...trueRule, sharesOnStore: false }, play, operation),
  pointing: { ...truePointing, assignsPointer: 'leads-to-copy' },
  replay: (script, settings) => ({
    settings,
    // Where a reference was shared, a new object of its own takes its place.
    operations: script.map((operation) =>
      operation.kind === 'root' && operation.from !== null
        ? { kind: 'alloc', slot: operation.slot, type: 'Copy', bytes: 16, fields: 2 }
        : operation,
    ),
  }),
};
