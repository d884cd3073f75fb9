/** Scripts of operations: the heap itself, without a language above it. */
import type { Written } from './example.ts';

export const scriptExamples: readonly Written[] = [
  {
    id: 'list',
    kind: 'operations',
    group: 'scripts',
    lesson: 6,
    title: { en: 'A list', 'zh-CN': '链表' },
    about: {
      en: 'Three nodes in a row. When the variable lets go of the first one, all three die, one after another.',
      'zh-CN': '三个结点连成一串。变量放开第一个结点后，三个结点依次死亡。',
    },
    look: {
      en: 'Step back from the end: one write sets the first count to zero, and the counts fall one after another.',
      'zh-CN': '从最后往回退：一次写入让第一个计数归零，计数随后依次下降。',
    },
    settings: { heapBytes: 512, collector: 'refcount' },
    text: `alloc head Node 16 1
alloc next Node 16 1
write head 0 next
alloc last Node 16 1
write next 0 last
root next nil
root last nil
root head nil
`,
  },
  {
    id: 'tree',
    kind: 'operations',
    group: 'scripts',
    lesson: 10,
    title: { en: 'A tree', 'zh-CN': '树' },
    about: {
      en: 'A root with two branches and three leaves. Cutting one branch leaves garbage that only the next collection finds.',
      'zh-CN': '一个根、两个分枝、三片叶子。剪去一个分枝后留下的垃圾，要到下一次回收才会被发现。',
    },
    look: {
      en: 'The left branch turns to garbage when its edge is cut, and stays until gc. The mark order is in the worklist.',
      'zh-CN': '左枝在边被剪断时成为垃圾，一直留到 gc。标记顺序见工作列表。',
    },
    settings: { heapBytes: 1024, collector: 'mark-sweep' },
    text: `alloc tree Node 16 2
push build
alloc left Node 16 2
alloc leaf Node 16 2
write left 0 leaf
alloc leaf Node 16 2
write left 1 leaf
root @left left
pop
write tree 0 @left
root @left nil
push build
alloc right Node 16 2
alloc leaf Node 16 2
write right 0 leaf
root @right right
pop
write tree 1 @right
root @right nil
write tree 0 nil
gc
`,
  },
  {
    id: 'cycle',
    kind: 'operations',
    group: 'scripts',
    lesson: 8,
    title: { en: 'A cycle', 'zh-CN': '环' },
    about: {
      en: 'Two objects that hold each other. Counting never frees them; change the collector to mark-sweep and collect.',
      'zh-CN': '两个互相引用的对象。引用计数永远不会释放它们；把回收器换成标记-清扫再回收一次。',
    },
    look: {
      en: 'Ask “Why is it alive?” of either object after the last line: no path from a root, and yet a count of 1.',
      'zh-CN': '在最后一行之后对任一对象问“它为什么活着？”：没有从根出发的路径，计数却是 1。',
    },
    settings: { heapBytes: 512, collector: 'refcount' },
    text: `alloc a Node 16 1
alloc b Node 16 1
write a 0 b
write b 0 a
root a nil
root b nil
gc
`,
  },
  {
    id: 'fragmentation',
    kind: 'operations',
    group: 'scripts',
    lesson: 5,
    title: { en: 'Fragmentation', 'zh-CN': '碎片' },
    about: {
      en: 'Every other object dies. Half of the heap is free, in holes that are each too small for what comes next.',
      'zh-CN': '每隔一个对象死亡一个。堆有一半空闲，但每个空洞都太小。',
    },
    look: {
      en: 'Compare the largest hole with all that is free in the charts, then try another allocator.',
      'zh-CN': '在图表里比较最大的空洞与全部空闲，再换一种分配器试试。',
    },
    settings: { heapBytes: 256, collector: 'refcount' },
    text: `alloc a Block 24 0
alloc b Block 24 0
alloc c Block 24 0
alloc d Block 24 0
alloc e Block 24 0
alloc f Block 24 0
alloc g Block 24 0
alloc h Block 24 0
root a nil
root c nil
root e nil
root g nil
alloc small Block 24 0
`,
  },
  {
    id: 'fails-though-free',
    kind: 'operations',
    group: 'scripts',
    lesson: 5,
    title: { en: 'An allocation that fails though enough is free', 'zh-CN': '空闲足够却分配失败' },
    about: {
      en: '128 bytes are free, 64 are asked for, and there is no hole of that size: out of memory by fragmentation.',
      'zh-CN': '空闲 128 字节，只申请 64 字节，却没有这么大的空洞：因碎片而内存不足。',
    },
    look: {
      en: 'Choose mark-compact: the same script fits, because the live blocks are moved together.',
      'zh-CN': '改用“标记-整理”：同一脚本放得下，因为存活的块被移到了一起。',
    },
    settings: { heapBytes: 256, collector: 'refcount' },
    text: `alloc a Block 24 0
alloc b Block 24 0
alloc c Block 24 0
alloc d Block 24 0
alloc e Block 24 0
alloc f Block 24 0
alloc g Block 24 0
alloc h Block 24 0
root a nil
root c nil
root e nil
root g nil
alloc large Block 56 0
`,
  },
];
