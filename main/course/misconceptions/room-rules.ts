/** Wrong ideas about free memory and its pieces (the reference, L5). */
import type { FreeBlock, WrongCollector } from './misconception.ts';

const totalOf = (blocks: readonly FreeBlock[]): number =>
  blocks.reduce((sum, { size }) => sum + size, 0);

export const freeShare: WrongCollector = {
  id: 'free-share',
  name: {
    en: 'The free share tells how fragmented the heap is',
    'zh-CN': '空闲比例就说明了碎片的程度',
  },
  refutation: {
    en: 'A heap that is half free may have all of it in one hole, or in a hundred. External fragmentation asks only how the *free* memory is cut: how much of it lies outside the largest hole.',
    'zh-CN':
      '一半空闲的堆，空闲部分可以是一整块，也可以是一百块。外部碎片只问**空闲**内存切得多碎：有多少落在最大的空洞之外。',
  },
};

export const equalHoles: WrongCollector = {
  id: 'equal-holes',
  name: { en: 'Only the number of holes matters', 'zh-CN': '只看空洞的个数' },
  refutation: {
    en: 'If all holes were of one size, the number would do. But one large hole beside many splinters serves nearly every request, and the measure knows it: it compares the *largest* hole with all that is free.',
    'zh-CN':
      '假如空洞都一样大，数个数就够了。可是一个大空洞加一堆碎屑，几乎什么请求都满足得了；这个指标正是拿**最大的**空洞与全部空闲相比。',
  },
};

export const onePerHole: WrongCollector = {
  id: 'one-per-hole',
  name: { en: 'A hole takes one object', 'zh-CN': '一个空洞只放一个对象' },
  refutation: {
    en: 'What is left of a hole is a hole. It takes the next object, and the next, until the rest is too small.',
    'zh-CN': '空洞剩下的部分仍是空洞，还能再放一个、又一个，直到剩余太小为止。',
  },
};

export const averageHole: WrongCollector = {
  id: 'average-hole',
  name: { en: 'What counts is the average hole', 'zh-CN': '起作用的是空洞的平均大小' },
  refutation: {
    en: 'No object is ever put into an average. It goes into *one* hole, and if the largest holds it, it matters little how small the others are.',
    'zh-CN':
      '没有哪个对象会放进“平均值”里。它只放进**一个**空洞；最大的那个放得下，别的再小也无妨。',
  },
};

export const blameHoles: WrongCollector = {
  id: 'blame-holes',
  name: {
    en: 'When a request fails, fragmentation is to blame',
    'zh-CN': '请求失败，就是碎片造成的',
  },
  refutation: {
    en: 'First compare the request with *all* that is free. If even that is too little, memory is exhausted: pushing the holes together would win nothing.',
    'zh-CN':
      '先把请求与**全部**空闲相比。要是连总量都不够，那是内存耗尽：把空洞推到一起也无济于事。',
  },
};

export const largestGoes: WrongCollector = {
  id: 'largest-goes',
  name: {
    en: 'The largest block makes the largest hole',
    'zh-CN': '释放最大的块，得到最大的空洞',
  },
  refutation: {
    en: 'What counts is the hole that *comes of it*. A small block between two holes joins both; a large one between neighbours that stay brings only itself.',
    'zh-CN':
      '要看释放**之后**的空洞。夹在两个空洞之间的小块，会把两边连起来；左右都有人的大块，只带来它自己。',
  },
};

/** Objects of one size that each rule finds room for. */
export const fittingBy = {
  M12: (blocks: readonly FreeBlock[], size: number): number => Math.floor(totalOf(blocks) / size),
  'one-per-hole': (blocks: readonly FreeBlock[], size: number): number =>
    blocks.filter((block) => block.size >= size).length,
} as const;

/** External fragmentation of a heap of this size as each rule reckons it, 0 … 1. */
export const fragmentationBy = {
  'free-share': (blocks: readonly FreeBlock[], heap: number): number => totalOf(blocks) / heap,
  'equal-holes': (blocks: readonly FreeBlock[]): number =>
    blocks.length === 0 ? 0 : 1 - 1 / blocks.length,
} as const;
