import { allocators } from './allocators/table.ts';
import { collectors } from './collectors/table.ts';
import type { HeapSettings } from './settings.ts';
import { largestHeap, smallestHeap } from './settings.ts';

/** Cells of the largest heap in the geometry `cells`: each stands for 128 bytes of real memory. */
export const largestHeapInCells = largestHeap / 128;

/** What is wrong with settings, as a value and in an English sentence; `null` if a machine can be built from them. */
export interface SettingsProblem {
  readonly code:
    | 'heap-too-small'
    | 'heap-too-large'
    | 'heap-not-whole-words'
    | 'no-such-allocator'
    | 'no-such-collector';
  readonly message: string;
}

export function settingsProblem(settings: HeapSettings): SettingsProblem | null {
  const { heapBytes, geometry } = settings;
  const unit = geometry === 'bytes' ? 'bytes' : 'cells';
  if (!Number.isInteger(heapBytes) || heapBytes < smallestHeap) {
    return {
      code: 'heap-too-small',
      message: `A heap of ${heapBytes} ${unit} is too small: it needs at least ${smallestHeap}.`,
    };
  }
  const largest = geometry === 'bytes' ? largestHeap : largestHeapInCells;
  if (heapBytes > largest) {
    return {
      code: 'heap-too-large',
      message: `A heap of ${heapBytes} ${unit} is too large: it may have at most ${largest}${geometry === 'bytes' ? ' (1 GiB)' : ''}.`,
    };
  }
  if (geometry === 'bytes' && heapBytes % 8 !== 0) {
    return {
      code: 'heap-not-whole-words',
      message: `A heap of ${heapBytes} bytes does not consist of whole words: use a multiple of 8.`,
    };
  }
  if (allocators[settings.allocator] === undefined)
    return {
      code: 'no-such-allocator',
      message: `There is no allocator ${settings.allocator}; there are ${Object.keys(allocators).join(', ')}.`,
    };
  if (collectors[settings.collector] === undefined)
    return {
      code: 'no-such-collector',
      message: `There is no collector ${settings.collector}; there are ${Object.keys(collectors).join(', ')}.`,
    };
  return null;
}
