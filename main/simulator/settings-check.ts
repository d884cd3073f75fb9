import { allocators } from './allocators/table.ts';
import { collectors } from './collectors/table.ts';
import type { HeapSettings } from './settings.ts';
import { effectiveSettings, largestHeap, smallestHeap } from './settings.ts';

/** Cells of the largest heap in the geometry `cells`: each stands for 128 bytes of real memory. */
export const largestHeapInCells = largestHeap / 128;

/** What is wrong with settings, as a value and in an English sentence; `null` if a machine can be built from them. */
export interface SettingsProblem {
  readonly code:
    | 'heap-too-small'
    | 'heap-too-large'
    | 'heap-not-whole-words'
    | 'no-such-allocator'
    | 'no-such-collector'
    | 'not-together';
  readonly message: string;
}

/** Values that the words for a problem of these settings are filled with. */
export function settingsValues(settings: HeapSettings): Readonly<Record<string, string | number>> {
  const { heapBytes, geometry, allocator, collector } = settings;
  const least = leastHeapFor(settings);
  const most = geometry === 'bytes' ? largestHeap : largestHeapInCells;
  return { heapBytes, geometry, allocator, collector, least, most };
}

/** Smallest heap of these settings: what a collector keeps apart needs room for one block in each part. */
function leastHeapFor({ collector, geometry }: HeapSettings): number {
  if (geometry === 'cells') return smallestHeap;
  if (collector === 'semispace') return 2 * smallestHeap;
  return collector === 'generational' ? 3 * smallestHeap : smallestHeap;
}

export function settingsProblem(settings: HeapSettings): SettingsProblem | null {
  const { heapBytes, geometry } = settings;
  const unit = geometry === 'bytes' ? 'bytes' : 'cells';
  const least = leastHeapFor(settings);
  if (!Number.isInteger(heapBytes) || heapBytes < least) {
    return {
      code: 'heap-too-small',
      message: `A heap of ${heapBytes} ${unit} is too small: it needs at least ${least}${least > smallestHeap ? ` for the collector ${settings.collector}` : ''}.`,
    };
  }
  const largest = geometry === 'bytes' ? largestHeap : largestHeapInCells;
  if (heapBytes > largest) {
    return {
      code: 'heap-too-large',
      message: `A heap of ${heapBytes} ${unit} is too large: it may have at most ${largest}${geometry === 'bytes' ? ' (1 GiB)' : ''}.`,
    };
  }
  if (geometry === 'bytes' && effectiveSettings(settings).heapBytes % 8 !== 0) {
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
  return togetherProblem(settings);
}

/** Collectors that move objects by sliding or copying them need a heap that may end anywhere. */
function togetherProblem({ collector, allocator, geometry }: HeapSettings): SettingsProblem | null {
  if (allocator === 'go' && geometry === 'cells')
    return {
      code: 'not-together',
      message: 'The allocator go works in bytes: its size classes mean nothing in cells.',
    };
  if (allocator !== 'go' && allocator !== 'buddy') return null;
  if (collector !== 'mark-compact' && collector !== 'generational') return null;
  return {
    code: 'not-together',
    message: `The collector ${collector} moves objects to any address, which the allocator ${allocator} does not allow: choose first-fit, or another collector.`,
  };
}
