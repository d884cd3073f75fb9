import type { FreeBlock, WrongCollector } from './misconception.ts';

const totalOf = (blocks: readonly FreeBlock[]): number =>
  blocks.reduce((sum, { size }) => sum + size, 0);

/** M12: an allocation succeeds if and only if the free total is at least the request. */
export const totalFree: WrongCollector = {
  id: 'M12',
  name: { en: 'Enough free in total is enough', 'zh-CN': '空闲总量够就能分配' },
  refutation: {
    en: 'An object lies in *one* block. If the free total were what counts, an object could be cut into pieces and spread over several holes; references and sizes don’t work like that. What counts is the largest hole.',
    'zh-CN':
      '一个对象要放在**一整块**内存里。假如只看空闲总量，对象就得切成几段塞进几个空洞，引用和大小都不是这样工作的。真正起作用的是最大的那个空洞。',
  },
  places: (_, blocks, requests) => {
    let free = totalOf(blocks);
    return requests.map((request) => {
      if (request > free) return null;
      free -= request;
      return blocks[0]?.address ?? 0;
    });
  },
  serves: (blocks, requests) =>
    requests.reduce((sum, request) => sum + request, 0) <= totalOf(blocks)
      ? ['first-fit', 'best-fit']
      : [],
  largestRequest: (blocks) => totalOf(blocks),
};
