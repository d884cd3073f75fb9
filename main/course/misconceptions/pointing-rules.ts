/** Wrong ideas about pointers and values that research on first courses names (Ma et al. 2007; Sorva 2012). */
import type { WrongCollector } from './misconception.ts';
import { truePointing } from './pointing.ts';

export const valuesStayTied: WrongCollector = {
  id: 'values-stay-tied',
  name: { en: 'After `x = y` the two stay tied', 'zh-CN': '`x = y` 之后两者就绑在一起' },
  refutation: {
    en: 'If `x = y` tied the two together, no program could keep an old value in a second variable. It reads what stands in `y` *now* and puts it into `x`. Two places, and whatever happens to one afterwards leaves the other alone. Only a pointer makes two names for one place.',
    'zh-CN':
      '如果 `x = y` 会把两者绑在一起，程序就没法用第二个变量保存旧值了。它只是读出 `y` **此刻**的值，放进 `x`。地方仍是两个，之后改了一个，另一个不受影响。要让两个名字通向同一个地方，得用指针。',
  },
  pointing: { ...truePointing, copiesValues: false },
};

export const assignsThrough: WrongCollector = {
  id: 'assigns-through',
  name: {
    en: 'Assigning to a pointer changes what it points at',
    'zh-CN': '给指针赋值，改的是它所指的东西',
  },
  refutation: {
    en: 'If `p = q` wrote into what `p` points at, no pointer could ever be turned to another place. Without a star, the pointer itself is the target of the assignment: it leads elsewhere afterwards, and the place it led to before keeps its value. `*p = …` is what writes there.',
    'zh-CN':
      '如果 `p = q` 会改写 `p` 所指的东西，指针就永远没法改指别处了。没有星号时，被赋值的是指针自己：它从此通向别处，原来所指的地方保持原值。要写进所指之处，得用 `*p = …`。',
  },
  pointing: { ...truePointing, assignsPointer: 'overwrites-target' },
};

export const starIgnored: WrongCollector = {
  id: 'star-ignored',
  name: { en: '`*p = *q` is the same as `p = q`', 'zh-CN': '`*p = *q` 和 `p = q` 是一回事' },
  refutation: {
    en: 'If the stars made no difference, one of the two forms would be useless. `*p = *q` follows both pointers and copies a *value* from one place to the other; both pointers go on leading where they led. `p = q` copies the *pointer*.',
    'zh-CN':
      '如果星号无关紧要，两种写法就有一种是多余的。`*p = *q` 沿着两个指针走过去，把**值**从一处抄到另一处，两个指针仍指着原处。`p = q` 抄的是**指针**。',
  },
  pointing: { ...truePointing, seesStar: false },
};
