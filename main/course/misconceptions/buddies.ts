/** The buddy system without a machine, so that wrong rules about it can be told apart (Knowlton 1965). Sizes in cells. */
import type { FreeBlock } from './misconception.ts';

/** Least power of two that holds this many cells. */
export const powerFor = (cells: number): number => 2 ** Math.ceil(Math.log2(Math.max(1, cells)));

/**
 * Addresses of these requests one after the other, null for one that fails. The smallest free block
 * that is large enough is taken, the lowest of equals, and halved; `half` is the one that is kept.
 */
export function placeBuddies(
  blocks: readonly FreeBlock[],
  requests: readonly number[],
  half: 'low' | 'high' = 'low',
): readonly (number | null)[] {
  const free = [...blocks];
  return requests.map((request) => {
    const wanted = powerFor(request);
    const fitting = free.filter(({ size }) => size >= wanted);
    const chosen = fitting.sort(
      (left, right) => left.size - right.size || left.address - right.address,
    )[0];
    if (chosen === undefined) return null;
    free.splice(free.indexOf(chosen), 1);
    let { address, size } = chosen;
    while (size > wanted) {
      size /= 2;
      free.push({ address: half === 'low' ? address + size : address, size });
      if (half === 'high') address += size;
    }
    return address;
  });
}
