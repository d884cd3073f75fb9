/** Wrong ideas about marking and sweeping as they are really done (the reference, L11). */
import type { WrongCollector } from './misconception.ts';

export const overflowLoses: WrongCollector = {
  id: 'overflow-loses',
  name: {
    en: 'What finds the mark stack full is lost',
    'zh-CN': '标记栈满了，放不下的就丢了',
  },
  refutation: {
    en: 'It is *marked*, only not pushed. Its mark says “alive”, and that its fields were never looked at can be found out: some child of it has no mark. One walk over the heap finds every such object.',
    'zh-CN':
      '它已经**标记**了，只是没有压栈。标记说明它活着；字段还没查看这一点也查得出来：它还有没标记的子对象。走一遍堆，这样的对象个个都能找到。',
  },
};

export const searchPerDrop: WrongCollector = {
  id: 'search-per-drop',
  name: {
    en: 'Each overflow costs a search of the heap',
    'zh-CN': '每溢出一次就要搜一遍堆',
  },
  refutation: {
    en: 'One walk over the heap finds *all* that had been dropped by then above its beginning. A further search is due only if something was dropped while the walk went on.',
    'zh-CN':
      '走一遍堆，从起点往上**所有**被漏下的都能找到。只有在走的过程中又有对象没能压栈，才需要再搜一遍。',
  },
};

export const fieldsStay: WrongCollector = {
  id: 'fields-stay',
  name: { en: 'Marking leaves fields as they are', 'zh-CN': '标记不会改动字段' },
  refutation: {
    en: 'With a stack it does. But here there is none, and the way back must stand somewhere: the field that was followed down holds the object it was entered *from*, until marking comes back up and restores it.',
    'zh-CN':
      '用栈时是这样。这里没有栈，归路总得记在某处：沿着走下去的那个字段里，暂时存的是**从哪里**来的；等标记回来，再恢复原样。',
  },
};

export const backToRoot: WrongCollector = {
  id: 'back-to-root',
  name: {
    en: 'A reversed field leads straight to the root',
    'zh-CN': '反转的字段直接指回根对象',
  },
  refutation: {
    en: 'It leads *one* step back. If it led to the root, the fields between could never be restored: nobody would know where they are.',
    'zh-CN':
      '它只往回指**一步**。要是直接指回根对象，中间那些字段就再也恢复不了：没人知道它们在哪里。',
  },
};

export const visitedIsPath: WrongCollector = {
  id: 'visited-is-path',
  name: {
    en: 'All marked objects have a reversed field',
    'zh-CN': '标记过的对象都有反转的字段',
  },
  refutation: {
    en: 'Only those on the way back have. What marking has done with and climbed out of has all its fields as they were.',
    'zh-CN': '只有归路上的才有。处理完、已经从那里爬回来的对象，字段都已恢复原样。',
  },
};

export const sweepAtOnce: WrongCollector = {
  id: 'sweep-at-once',
  name: { en: 'A sweep goes through the heap at once', 'zh-CN': '清扫总是一口气扫完整个堆' },
  refutation: {
    en: 'Here it is put off. Each allocation sweeps on until it has found room, and no further; what lies beyond is untouched, garbage included.',
    'zh-CN': '这里是推迟的。每次分配往前扫，找到地方就停；再往后的一概不动，垃圾也还占着。',
  },
  replay: (operations, settings) => ({ operations, settings: { ...settings, lazySweep: false } }),
};

export const oneBlock: WrongCollector = {
  id: 'one-block',
  name: { en: 'An allocation sweeps one block', 'zh-CN': '一次分配清扫一个块' },
  refutation: {
    en: 'One block may be alive, or too small. The allocation sweeps on until a hole is large enough, or the heap ends.',
    'zh-CN': '那个块也许活着，也许太小。分配要一直往前扫，直到有够大的空洞，或者扫到堆的末尾。',
  },
};

export const bitPerObject: WrongCollector = {
  id: 'bit-per-object',
  name: { en: 'The bits are numbered by objects', 'zh-CN': '标记位按对象编号' },
  refutation: {
    en: 'Then one would have to count the objects before it to find an object’s bit. The number of a bit follows from the *address* alone: distance from the base, divided by the granule. (Go’s spans can number objects, because all in a span are of one size.)',
    'zh-CN':
      '那样要找一个对象的位，先得数清它前面有几个对象。位的编号只由**地址**决定：离起点的距离除以粒度。（Go 的跨度可以按对象编号，因为同一跨度里的对象一样大。）',
  },
};

export const bitPerByte: WrongCollector = {
  id: 'bit-per-byte',
  name: { en: 'There is a bit for every byte', 'zh-CN': '每个字节有一位' },
  refutation: {
    en: 'No object begins in the middle of a granule, so seven of eight such bits would never be used. One bit a granule is enough.',
    'zh-CN': '对象不会从粒度中间开始，那样的位八个里有七个永远用不上。每个粒度一位就够了。',
  },
};

export const unmarkedIsFreed: WrongCollector = {
  id: 'unmarked-is-freed',
  name: { en: 'Every block without a mark is freed', 'zh-CN': '没有标记的块都要释放' },
  refutation: {
    en: 'A *free* block has no mark either. Freed a second time it would stand on the free list twice. What is to be freed is allocated *and* unmarked.',
    'zh-CN':
      '**空闲**的块也没有标记。再释放一次，它就会在空闲链表里出现两回。要释放的是已分配**而且**没有标记的块。',
  },
};

export const markedIsFreed: WrongCollector = {
  id: 'marked-is-freed',
  name: { en: 'The mark says what is to go', 'zh-CN': '有标记的就是要清掉的' },
  refutation: {
    en: 'A mark says that an object was reached: it stays. In fact the marks are just what will be allocated after the sweep.',
    'zh-CN': '有标记说明走得到，要留下。其实清扫之后，仍在用的正好就是有标记的那些。',
  },
};
