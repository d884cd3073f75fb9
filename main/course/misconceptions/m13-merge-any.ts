import type { FreeBlock, WrongCollector } from './misconception.ts';

function allAsOne(blocks: readonly FreeBlock[]): readonly FreeBlock[] {
  const size = blocks.reduce((sum, block) => sum + block.size, 0);
  return size === 0 ? [] : [{ address: blocks[0]?.address ?? 0, size }];
}

/** M13: free blocks merge even where something lies between them. */
export const mergeAny: WrongCollector = {
  id: 'M13',
  name: { en: 'All free blocks become one', 'zh-CN': '所有空闲块都会合成一块' },
  refutation: {
    en: 'Two free blocks merge only where one ends at the address at which the other begins. Were the others to merge too, the live objects between them would have to move, and mark-sweep moves nothing.',
    'zh-CN':
      '只有一块的末尾正好是另一块的开头，两个空闲块才会合并。要让其他的也合并，夹在中间的存活对象就得搬家，而标记-清扫从不移动对象。',
  },
  holes: allAsOne,
  frees: (blocks, freed) => allAsOne([...blocks, freed]),
};
