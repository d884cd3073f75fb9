/** Wrong ideas about size classes and buddies (the reference, L5). */
import type { WrongCollector } from './misconception.ts';

export const roundingIsFree: WrongCollector = {
  id: 'rounding-is-free',
  name: { en: 'Rounding up costs nothing', 'zh-CN': '向上取整不花代价' },
  refutation: {
    en: 'A block that is larger than the request is given out *whole*. The difference belongs to nobody until the object goes: internal fragmentation.',
    'zh-CN':
      '比请求大的块是**整个**交出去的。多出来的部分在对象离开之前谁也用不上：这就是内部碎片。',
  },
};

export const alwaysDoubles: WrongCollector = {
  id: 'always-doubles',
  name: { en: 'Every request goes to the next power of two', 'zh-CN': '请求总要取到下一个二的幂' },
  refutation: {
    en: 'It goes to the *smallest* power of two that is large enough. A request that is one already fits exactly and wastes nothing.',
    'zh-CN': '取的是够大的二的幂中**最小**的。请求本身就是二的幂时正好放满，一点不浪费。',
  },
};

export const powersOnly: WrongCollector = {
  id: 'powers-only',
  name: { en: 'Size classes are the powers of two', 'zh-CN': '尺寸级别就是二的各次幂' },
  refutation: {
    en: 'That is the buddy system. Size classes may stand as close as their designer likes; between two powers of two Go has several, so that less is wasted.',
    'zh-CN': '那是伙伴系统。尺寸级别可以定得多密都行；Go 在两个二的幂之间还有好几级，浪费就少些。',
  },
};

export const nearestClass: WrongCollector = {
  id: 'nearest-class',
  name: { en: 'The nearest class is taken', 'zh-CN': '取最接近的级别' },
  refutation: {
    en: 'The nearest may be *smaller* than the object, which would then reach into its neighbour. It must be the smallest class that is not below the request.',
    'zh-CN': '最接近的可能比对象**小**，对象就会伸进邻居的地盘。必须是不小于请求的级别中最小的。',
  },
};

export const exactBlocks: WrongCollector = {
  id: 'exact-blocks',
  name: { en: 'The next object lies right behind the last', 'zh-CN': '下一个对象紧跟在上一个后面' },
  refutation: {
    en: 'So it would be if blocks were cut to measure. A buddy has a power of two for its size and a multiple of that for its address, whatever was asked.',
    'zh-CN':
      '按需裁剪的块才这样。伙伴系统里，不管请求多大，块的大小都是二的幂，地址都是大小的整数倍。',
  },
  replay: (operations, settings) => ({
    operations,
    settings: { ...settings, allocator: 'first-fit' },
  }),
};

export const buddyAbove: WrongCollector = {
  id: 'buddy-above',
  name: { en: 'The buddy is the block above', 'zh-CN': '伙伴就是后面那一块' },
  refutation: {
    en: 'Then every block would have a buddy above, and pairs would overlap. Two buddies are the halves of *one* block: for the high half the buddy lies below. The bit of the address that stands for the size tells which half it is.',
    'zh-CN':
      '那样每一块的伙伴都在后面，一对一对就会交叠。两个伙伴是**同一个**块的两半：高的一半，伙伴在前面。地址中与大小对应的那一位，说明它是哪一半。',
  },
};

export const buddyBelow: WrongCollector = {
  id: 'buddy-below',
  name: { en: 'The buddy is the block below', 'zh-CN': '伙伴就是前面那一块' },
  refutation: {
    en: 'For the *low* half of a pair the buddy lies above. If the address divided by the size is even, the block is the low half.',
    'zh-CN': '一对里**低**的一半，伙伴在后面。地址除以大小得偶数，就是低的一半。',
  },
};

export const touchingMerges: WrongCollector = {
  id: 'touching-merges',
  name: { en: 'Free blocks that touch merge', 'zh-CN': '紧挨着的空闲块就会合并' },
  refutation: {
    en: 'So it is with boundary tags. Buddies merge only with *their* other half, and only when it is free as a whole: two that touch may be halves of different blocks.',
    'zh-CN':
      '用边界标记时是这样。伙伴系统只与**自己的**另一半合并，还得另一半整个空闲：挨在一起的两块，可能是不同块的一半。',
  },
};

export const mergesOnce: WrongCollector = {
  id: 'merges-once',
  name: { en: 'A block merges at most once', 'zh-CN': '一个块至多合并一次' },
  refutation: {
    en: 'What comes of a merge is a buddy again, of twice the size. If its other half is free too, they merge, and so on upwards.',
    'zh-CN': '合并得到的又是一个伙伴，大小翻倍。它的另一半若也空闲，就再合并，一层层往上。',
  },
};
