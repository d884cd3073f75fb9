/** Wrong ideas about collectors that move objects (the reference, L12). */
import type { WrongCollector } from './misconception.ts';

export const objectsStay: WrongCollector = {
  id: 'objects-stay',
  name: { en: 'An object stays where it was made', 'zh-CN': '对象在哪里产生就一直在哪里' },
  refutation: {
    en: 'Under mark-sweep it does, and the holes stay, too. A moving collector gives objects new addresses and mends every reference to them; the program can’t tell the difference.',
    'zh-CN':
      '标记-清扫是这样，空洞也就一直在。移动式回收器会给对象新的地址，再改好所有指着它的引用；程序看不出区别。',
  },
  replay: (operations, settings) => ({
    operations,
    settings: { ...settings, collector: 'mark-sweep' },
  }),
};

export const firstGap: WrongCollector = {
  id: 'first-gap',
  name: { en: 'An object moves into the first gap it fits', 'zh-CN': '对象搬进第一个放得下的空洞' },
  refutation: {
    en: 'Then large gaps would be left where only large objects were, and order would be lost. Sliding goes by address: each live object moves down to where the one before it *ends*.',
    'zh-CN':
      '那样会留下填不上的大空洞，次序也乱了。滑动整理按地址来：每个存活对象都往下挪，紧挨着前一个的**末尾**。',
  },
};

export const allMove: WrongCollector = {
  id: 'all-move',
  name: { en: 'Compaction moves every live object', 'zh-CN': '整理会移动所有存活对象' },
  refutation: {
    en: 'An object with nothing dead below it is in its place already. Only what lies *above* the first gap moves.',
    'zh-CN': '下面没有死对象的，本来就在该在的地方。只有第一个空洞**以上**的才移动。',
  },
};

export const variablesMended: WrongCollector = {
  id: 'variables-mended',
  name: { en: 'Only variables are mended', 'zh-CN': '只需改好变量' },
  refutation: {
    en: 'A field that still held the old address would lead into whatever lies there now. Every slot is looked at, roots and fields of live objects alike.',
    'zh-CN':
      '字段里要是还留着旧地址，就会通到现在放在那里的别的东西。每个槽位都要看，根和存活对象的字段一视同仁。',
  },
};

export const everyReference: WrongCollector = {
  id: 'every-reference',
  name: { en: 'Every reference gets a new value', 'zh-CN': '每个引用的值都会变' },
  refutation: {
    en: 'Every reference is *looked at*. It changes only if its target has moved.',
    'zh-CN': '每个引用都要**看一遍**，但只有目标移动了，值才会变。',
  },
};

export const staysSplit: WrongCollector = {
  id: 'stays-split',
  name: { en: 'The holes stay where garbage was', 'zh-CN': '垃圾在哪里，空洞就在哪里' },
  refutation: {
    en: 'That is the sweep. After compaction the live objects stand together, and all that is free is one block behind them.',
    'zh-CN': '那是清扫。整理之后，存活对象挤在一起，空闲的全部连成一块，跟在它们后面。',
  },
  replay: (operations, settings) => ({
    operations,
    settings: { ...settings, collector: 'mark-sweep' },
  }),
};

export const wholeHeap: WrongCollector = {
  id: 'whole-heap',
  name: {
    en: 'A copying collector allocates in both halves',
    'zh-CN': '复制式回收器在两半里都分配',
  },
  refutation: {
    en: 'One half is kept empty for the next collection: whatever lives must have a place to be copied to. Half of the heap is the price.',
    'zh-CN': '有一半要空着，留给下一次回收：存活的总得有地方可搬。代价就是半个堆。',
  },
};

export const addressOrder: WrongCollector = {
  id: 'address-order',
  name: { en: 'Copying keeps the order of addresses', 'zh-CN': '复制会保持地址的次序' },
  refutation: {
    en: 'Sliding does. Copying never walks the old half: it meets objects by following references, and puts them down in the order in which it meets them.',
    'zh-CN': '滑动整理才保持。复制从不走遍旧的那一半：它沿着引用遇到谁，就按遇到的先后放下谁。',
  },
};

export const copiesDepthFirst: WrongCollector = {
  id: 'copies-depth-first',
  name: { en: 'Copying goes depth first', 'zh-CN': '复制是深度优先的' },
  refutation: {
    en: 'That would take a stack. Cheney’s scan goes through the copies in address order, so it is a queue: all children of an object are copied before any grandchild.',
    'zh-CN':
      '那就要用栈了。Cheney 的扫描按地址顺序走过那些副本，等于一个队列：一个对象的子对象都复制完了，才轮到孙辈。',
  },
};

export const scanIsFree: WrongCollector = {
  id: 'scan-is-free',
  name: { en: 'An object is copied when it is scanned', 'zh-CN': '对象扫描到时才复制' },
  refutation: {
    en: 'It must have been copied *before*, for it is scanned in its new place. Scanning an object copies its children; so `free` runs ahead of `scan`, and between them lies what waits.',
    'zh-CN':
      '它得**先**复制过来，因为扫描的是它的副本。扫描一个对象，复制的是它的子对象；所以 `free` 跑在 `scan` 前面，两者之间就是还在等的。',
  },
};

export const keepsOrder: WrongCollector = {
  id: 'keeps-order',
  name: { en: 'Two fingers keep the order', 'zh-CN': '双指针会保持次序' },
  refutation: {
    en: 'Sliding does. The two fingers take the *highest* live object and put it into the *lowest* free slot: the order is turned about, and that is why they need no extra field.',
    'zh-CN':
      '滑动整理才保持。双指针取地址**最高**的存活对象，放进**最低**的空格：次序就乱了，也正因如此才不需要额外的字段。',
  },
};

export const lowestFirst: WrongCollector = {
  id: 'lowest-first',
  name: { en: 'The lowest object moves first', 'zh-CN': '地址最低的先搬' },
  refutation: {
    en: 'Then it would move down by a slot or two, and everything behind it as well: that is sliding. The second finger comes from the *top*, so that as few objects as possible move.',
    'zh-CN':
      '那样每个都往下挪一两格，后面的也都得挪：那就是滑动。第二根手指从**高端**开始，好让移动的对象最少。',
  },
};
