/** Wrong ideas about memory that is freed by hand (L3 of the reference). */
import type { WrongCollector } from './misconception.ts';
import { trueHand } from './by-hand.ts';

export const freedIsNil: WrongCollector = {
  id: 'freed-is-nil',
  name: { en: 'After `free(p)` the pointer is nil', 'zh-CN': '`free(p)` 之后指针就是 nil' },
  refutation: {
    en: '`free` is handed the *address*; it can’t change the variable it came from. If it made `p` nil, the next use of `p` would fail at once and everybody would notice. In truth `p` goes on leading to the place, and nobody notices until somebody else has moved in.',
    'zh-CN':
      '交给 `free` 的是**地址**，它改不了地址是从哪个变量来的。要是它把 `p` 变成 nil，下次用 `p` 马上就会出错，谁都看得到。事实上 `p` 还通向那个地方，要等别人搬进去以后，才会有人察觉。',
  },
  byHand: { ...trueHand, freedNameIsNil: true },
};

export const otherNamesLive: WrongCollector = {
  id: 'other-names-live',
  name: {
    en: 'An object that is freed by one name lives on for the others',
    'zh-CN': '用一个名字释放了，别的名字还能用',
  },
  refutation: {
    en: 'That would need a copy of the object for each name. There is one object at one place; `free` gives the place back, whatever name it was called with. Every other name dangles from then on.',
    'zh-CN':
      '那得每个名字都有一份对象才行。对象只有一个，地方只有一处；`free` 把这个地方还回去，用哪个名字都一样。从此别的名字全都悬空。',
  },
  byHand: { ...trueHand, freesForAll: false },
};

export const goneWithVariable: WrongCollector = {
  id: 'gone-with-variable',
  name: {
    en: 'When the last variable lets go, the memory is given back',
    'zh-CN': '最后一个变量松手，内存就还回去了',
  },
  refutation: {
    en: 'If it were so, nobody would need `free`. A pointer that is overwritten is just a number that is overwritten: nothing watches how many there are. That is a service, reference counting for one, and it has its price.',
    'zh-CN':
      '要是这样，就没有人需要 `free` 了。指针被覆盖，不过是一个数字被覆盖，没有谁在看还剩几个指针。要有人看着，那是一种服务（比如引用计数），而且要付代价。',
  },
  byHand: { ...trueHand, leaks: 'never' },
  survivors: (play, operation) => {
    const kept = new Set<number>();
    for (const { target } of play.worldAfter(operation).values())
      if (target !== null) kept.add(target);
    return kept;
  },
  replay: (script, settings) => ({
    operations: script.filter(({ kind }) => kind !== 'free'),
    settings: { ...settings, collector: 'refcount' },
  }),
};

export const everyNilLeaks: WrongCollector = {
  id: 'every-nil-leaks',
  name: { en: 'Letting go without `free` is always a leak', 'zh-CN': '没 `free` 就松手，总是泄漏' },
  refutation: {
    en: 'Then every function that hands an object on and forgets its own pointer would leak. Memory is leaked only when *nobody* can free it any more. As long as one way leads there, it can still be given back.',
    'zh-CN':
      '那样的话，凡是把对象交给别人、自己忘掉指针的函数，就都泄漏了。只有当**谁也**没法再释放它时，内存才算泄漏。只要还有一条路通到那里，就还能还回去。',
  },
  byHand: { ...trueHand, leaks: 'let-go' },
};

export const nextTakesIt: WrongCollector = {
  id: 'next-takes-it',
  name: {
    en: 'The next object moves into the freed place',
    'zh-CN': '下一个新对象就住进刚释放的地方',
  },
  refutation: {
    en: 'If it did, a large object would have to squeeze into a small hole. The allocator looks for the first hole that is *large enough*; who ends up in the freed place depends on the sizes. That is why such bugs come and go with the slightest change of a program.',
    'zh-CN':
      '要是这样，大对象就得挤进小空洞了。分配器找的是第一个**够大**的空洞，谁会住进释放掉的地方，要看大小。所以这类错误，程序稍微一改，就时有时无。',
  },
};

export const memoryOrder: WrongCollector = {
  id: 'memory-order',
  name: { en: 'Objects lie in the order in which they were made', 'zh-CN': '对象按创建的先后排列' },
  refutation: {
    en: 'Only as long as nothing is freed. A later object may lie in an earlier hole. What stands behind the end of a block is whatever the allocator put there, not what was made next.',
    'zh-CN':
      '只有在什么都没释放过时才是这样。后来的对象可能住进前面的空洞。块的末尾后面是什么，要看分配器把什么放在了那里，而不是接下来创建了什么。',
  },
};

export const collectorFreesUnused: WrongCollector = {
  id: 'collector-frees-unused',
  name: { en: 'A collector frees what isn’t used any more', 'zh-CN': '回收器会释放不再使用的对象' },
  refutation: {
    en: 'For that it would have to know the future. A collector knows only what the program *can* come to. An object that a variable leads to stays, even if no line ever looks at it again: that is a leak a collector doesn’t cure.',
    'zh-CN':
      '那它就得预知未来。回收器只知道程序**能走到**什么。有变量通向的对象就会留下，哪怕再没有一行代码会看它：这种泄漏，回收器治不了。',
  },
};
