import type { Allocator } from './allocators/allocator.ts';
import type { Collector } from './collectors/collector.ts';
import type { Heap } from './heap.ts';
import type { KernelMaker } from './kernel.ts';
import type { Space } from './space.ts';
import type { SpareChunks } from './spare-chunks.ts';

/** How a machine is put together; all of it is optional. */
export interface MachineOptions {
  /** False: nothing is recorded and nothing can be visited again. The same things happen. */
  readonly recording?: boolean;
  /** Bytes that checkpoints may occupy. */
  readonly checkpointBytes?: number;
  /** Makes what scans a large heap in place of a script. The same things happen. */
  readonly kernel?: KernelMaker;
  /** Where what a run is kept in comes from, and goes to when it is retired. */
  readonly spare?: SpareChunks;
  /** In place of the allocator and the collector that the settings name: for tests of the laws. */
  readonly allocator?: (heap: Heap) => Allocator;
  readonly collector?: (space: Space) => Collector;
}
