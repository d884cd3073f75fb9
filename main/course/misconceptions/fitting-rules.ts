/** Wrong ideas about free lists that the reference names in words (L4). */
import type { WrongCollector } from './misconception.ts';
import { giveBack, placeAll } from './placing.ts';

export const highEnd: WrongCollector = {
  id: 'high-end',
  name: { en: 'The block is cut from the top of the hole', 'zh-CN': '从空洞的高端切下' },
  refutation: {
    en: 'Then the address of a block would depend on how large its hole happens to be. This allocator gives out the *low* end: the object lies where the hole began, and the rest stays behind it.',
    'zh-CN':
      '那样的话，块的地址就要看空洞碰巧有多大。这个分配器交出的是**低端**：对象就放在空洞原来的起点，剩余部分留在它后面。',
  },
  places: (rule, blocks, requests) => placeAll(rule, blocks, requests, 'high'),
};

export const noSplit: WrongCollector = {
  id: 'no-split',
  name: { en: 'A hole is given out whole', 'zh-CN': '空洞总是整个给出去' },
  refutation: {
    en: 'Then a request for one cell could use up the largest hole. A hole that is larger than the request is *split*: the low part is given out, and the rest is a hole as before, only smaller.',
    'zh-CN':
      '那样的话，只要一个单元的请求也能用掉最大的空洞。空洞比请求大时要**拆分**：低端交出去，剩下的仍是空洞，只是小了些。',
  },
  places: (rule, blocks, requests) => placeAll(rule, blocks, requests, 'whole'),
};

export const firstAnyway: WrongCollector = {
  id: 'first-anyway',
  name: { en: 'The first hole that fits is always taken', 'zh-CN': '总是取第一个放得下的空洞' },
  refutation: {
    en: 'That is the rule of first fit alone. Next fit begins where it left off; best and worst fit look at *all* holes before they choose.',
    'zh-CN':
      '只有首次适应才这样。循环首次适应从上次停下的地方找起；最佳适应和最差适应要看过**全部**空洞才作选择。',
  },
  places: (_, blocks, requests) => placeAll('first-fit', blocks, requests),
  replay: (operations, settings) => ({
    operations,
    settings: { ...settings, allocator: 'first-fit' },
  }),
};

export const roomiest: WrongCollector = {
  id: 'roomiest',
  name: { en: 'The roomiest hole is taken', 'zh-CN': '总是取最宽敞的空洞' },
  refutation: {
    en: 'That is worst fit. It leaves the largest rest, and pays with the largest hole: the next large request may find none.',
    'zh-CN':
      '那是最差适应。它留下的剩余最大，代价却是先动用最大的空洞：下一个大请求也许就没有地方了。',
  },
  places: (_, blocks, requests) => placeAll('worst-fit', blocks, requests),
  replay: (operations, settings) => ({
    operations,
    settings: { ...settings, allocator: 'worst-fit' },
  }),
};

export const aboveOnly: WrongCollector = {
  id: 'above-only',
  name: {
    en: 'A freed block merges only with the block above',
    'zh-CN': '释放的块只与后面的块合并',
  },
  refutation: {
    en: 'The header tells where the block *above* begins, so that neighbour is easy. But the block *below* wrote its size at its own end, just under the freed one: the boundary tag. Both neighbours are looked at.',
    'zh-CN':
      '有了块头里的大小，**后面**那块从哪里开始很容易知道。可**前面**那块也把大小写在自己的末尾，正好挨着被释放的块，这就是边界标记。两边的邻居都要看。',
  },
  frees: (blocks, freed) => giveBack(blocks, freed, { below: false, above: true }),
};

export const neverMerges: WrongCollector = {
  id: 'never-merges',
  name: { en: 'Freed blocks stay as they were cut', 'zh-CN': '释放的块保持原来的大小' },
  refutation: {
    en: 'Then memory would only ever be cut smaller, until no request larger than the smallest block could be met. Here a freed block is merged with its free neighbours at once.',
    'zh-CN': '那样内存只会越切越碎，最后只放得下最小的块。在这里，块一释放就立刻与空闲的邻居合并。',
  },
  frees: (blocks, freed) => giveBack(blocks, freed, { below: false, above: false }),
};

export const bestIsBest: WrongCollector = {
  id: 'best-is-best',
  name: { en: 'Best fit is best', 'zh-CN': '最佳适应总是最好' },
  refutation: {
    en: 'Best fit is best for *one* request. Its rests are the smallest there are, and a later request may need exactly what a larger rest would have offered. No rule is best for every order of requests.',
    'zh-CN':
      '最佳适应只对**眼前这一个**请求最佳。它留下的剩余最小，后面的请求也许正好需要大一点的剩余。没有哪条规则对所有的请求顺序都最好。',
  },
  serves: (blocks, requests) =>
    placeAll('first-fit', blocks, requests).includes(null)
      ? ['best-fit']
      : ['first-fit', 'best-fit'],
};
