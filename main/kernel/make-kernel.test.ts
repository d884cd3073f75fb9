import { describe, expect, test } from 'vitest';
import {
  leastTold,
  scanQueue,
  scanState,
  scanStateLength,
} from '../simulator/collectors/scan-queue.ts';
import type { ScanWords } from '../simulator/collectors/scan-queue.ts';
import { register } from '../simulator/layout.ts';
import type { Kernel, KernelMaker } from '../simulator/kernel.ts';
import type { MachineOptions } from '../simulator/machine.ts';
import { ScriptRun } from '../simulator/script-run.ts';
import { settingsProblem } from '../simulator/settings-check.ts';
import { allocatorNames, defaultSettings, effectiveSettings } from '../simulator/settings.ts';
import type { CollectorName, HeapSettings } from '../simulator/settings.ts';
import { chance, generateOperations } from '../simulator/testing/generate.ts';
import { eventsOf } from '../simulator/testing/play.ts';
import { brokenWorld } from '../simulator/testing/world.ts';
import { noWorldCoverage } from '../simulator/testing/world-model.ts';
import { kernelMaker, makeKernel } from './make-kernel.ts';
import { binary } from './kernel.wat';
import { plantedKernel } from './testing/planted-kernel.ts';

const { head, length, deepest, slots, told, enough, sink } = scanState;

/** Kernels for heaps of any size. */
const makeSmall = kernelMaker(binary, 0);

function kernelOf(make: KernelMaker, heapWords: number): Kernel {
  const kernel = make(heapWords, 0);
  if (kernel === null) throw new Error('there is no memory for a kernel');
  return kernel;
}

// --- The code against the script, on words that no machine has made

const heapWords = 4096;

/** Lays out objects of 0 to 7 fields at random, and greys a few of them. */
function fillAtRandom(kernel: Kernel, seed: number): void {
  const choose = chance(seed);
  const { heap, marks, queue, state } = kernel;
  for (const words of [heap, marks, queue, kernel.told, state]) words.fill(0);
  const addresses = [0];
  const mostFields = 1 + choose(8);
  for (let at = 0; ;) {
    const count = choose(mostFields);
    const words = 2 + count + choose(2);
    if (at + words * 2 > heap.length) break;
    heap[at] = (words << 4) | (choose(2) << 3) | count;
    heap[at + 1] = addresses.length;
    addresses.push(at / 2 + 1);
    at += words * 2;
  }
  const spread = 1 + choose(addresses.length);
  for (const [object, address] of addresses.entries()) {
    if (object === 0) continue;
    const count = (heap[address * 2 - 2] ?? 0) & 7;
    for (let field = 0; field < count; field += 1) {
      const near = object + choose(2 * spread) - spread;
      const target = choose(5) === 0 || near < 0 || near >= addresses.length ? 0 : near;
      heap[(address + field) * 2] = addresses[target] ?? 0;
      heap[(address + field) * 2 + 1] = target;
    }
  }
  const roots = 1 + choose(200);
  for (let root = 0; root < roots; root += 1) {
    const object = 1 + choose(addresses.length - 1);
    if ((((marks[object >>> 5] ?? 0) >>> object) & 1) === 1) continue;
    marks[object >>> 5] = (marks[object >>> 5] ?? 0) | (1 << object);
    queue[state[length] ?? 0] = addresses[object] ?? 0;
    state[length] = (state[length] ?? 0) + 1;
  }
  state[deepest] = choose(300);
  state[enough] = choose(2) === 0 ? 1 + choose(200) : kernel.told.length - leastTold;
}

function copyOf(words: ScanWords): ScanWords {
  return {
    heap: words.heap.slice(),
    queue: words.queue.slice(),
    marks: words.marks.slice(),
    told: words.told.slice(),
    state: words.state.slice(),
  };
}

/** What matters of the words: neither what lies behind the ends nor what was touched. */
function resultOf({ heap, queue, marks, told: words, state }: ScanWords): unknown {
  const kept = Array.from(state);
  kept[sink] = 0;
  return {
    heap: Array.from(heap),
    queue: Array.from(queue.subarray(0, state[length])),
    marks: Array.from(marks),
    told: Array.from(words.subarray(0, state[told])),
    state: kept,
  };
}

/** What the code does otherwise than the script, over many heaps; `null` if nothing. */
function difference(make: KernelMaker, seeds: number, coverage = { stops: 0, opaque: 0 }) {
  const kernel = kernelOf(make, heapWords);
  for (let seed = 1; seed <= seeds; seed += 1) {
    fillAtRandom(kernel, seed);
    const script = copyOf(kernel);
    // An object that does not tell its fields is passed over: the next one is scanned.
    for (let calls = 0; calls < 400; calls += 1) {
      kernel.scan();
      scanQueue(script);
      const [one, other] = [resultOf(kernel), resultOf(script)];
      if (JSON.stringify(one) !== JSON.stringify(other)) return { seed, calls };
      if (kernel.state[head] === kernel.state[length]) break;
      const next = kernel.queue[kernel.state[head] ?? 0] ?? 0;
      if (((kernel.heap[next * 2 - 2] ?? 0) & 7) === 7) {
        coverage.opaque += 1;
        for (const { state } of [kernel, script]) state[head] = (state[head] ?? 0) + 1;
      } else coverage.stops += 1;
    }
  }
  return null;
}

test('law: the kernel scans the queue as the script does, word for word', () => {
  const coverage = { stops: 0, opaque: 0 };
  expect(difference(makeSmall, 300, coverage)).toBeNull();
  expect(coverage.stops).toBeGreaterThan(50);
  expect(coverage.opaque).toBeGreaterThan(50);
});

test('a queue of one object, a batch that is just full, and an empty queue', () => {
  const kernel = kernelOf(makeSmall, heapWords);
  for (const objects of [0, 1, 4, 5, 127, 128, 129, 300]) {
    for (const words of [kernel.heap, kernel.marks, kernel.queue, kernel.state]) words.fill(0);
    kernel.state[enough] = 8000;
    for (let index = 0; index < objects; index += 1) {
      kernel.heap[index * 4] = 2 << 4;
      kernel.heap[index * 4 + 1] = index + 1;
      kernel.queue[index] = index * 2 + 1;
    }
    kernel.state[length] = objects;
    const script = copyOf(kernel);
    kernel.scan();
    scanQueue(script);
    expect(resultOf(kernel)).toEqual(resultOf(script));
    expect(kernel.state[head]).toBe(objects);
    expect(kernel.state[slots]).toBe(0);
  }
  expect(kernel.state).toHaveLength(scanStateLength);
});

/** Wrong kernels: what stands in the source, and what is put in its place. */
const bugs: readonly { readonly bug: string; readonly from: string; readonly to: string }[] = [
  {
    bug: 'nil is not marked meanwhile',
    from: '(i32.const 1)))\n\n    (block',
    to: '(i32.const 0)))\n\n    (block',
  },
  {
    bug: 'the mark of nil stays',
    from: '(i32.load (local.get $marks)) (i32.const -2)',
    to: '(i32.load (local.get $marks)) (i32.const -1)',
  },
  {
    bug: 'an object that does not tell its fields is scanned',
    from: '(i32.eq (local.get $count) (i32.const 7))',
    to: '(i32.eq (local.get $count) (i32.const 8))',
  },
  {
    bug: 'what was marked is greyed again',
    from: '(i32.shr_u (local.get $mark) (local.get $target)) (i32.const 1))',
    to: '(i32.shr_u (local.get $mark) (local.get $target)) (i32.const 0))',
  },
  {
    bug: 'the deepest queue is not kept',
    from: 'i32.gt_s (local.get $entry)',
    to: 'i32.lt_s (local.get $entry)',
  },
  {
    bug: 'a batch begins though enough was told',
    from: '(local.get $offset)) (local.get $enough))',
    to: '(local.get $offset)) (i32.const -1))',
  },
  {
    bug: 'fields are counted but for the first',
    from: '(local.set $field (local.get $object))',
    to: '(local.set $field (i32.add (local.get $object) (i32.const 8)))',
  },
  {
    bug: 'a black object is told before its fields',
    from: 'i32.load offset=1049660',
    to: 'i32.load offset=1049656',
  },
];

test.each(bugs)('a planted bug is found: $bug', async ({ from, to }) => {
  const make = await plantedKernel(from, to);
  // It may also leave its memory.
  expect(() => {
    if (difference(make, 40) !== null) throw new Error('they differ');
  }).toThrow();
});

// --- Machines with a kernel, with none, and watched after every event

const collectors: readonly CollectorName[] = [
  'mark-sweep',
  'mark-compact',
  'refcount-backup',
  'generational',
];

interface Way {
  readonly options: MachineOptions;
  readonly isWatched?: boolean;
}

function performed(settings: HeapSettings, seed: number, { options, isWatched = false }: Way) {
  const run = new ScriptRun(settings, options);
  run.machine.core.recording.isWatched = isWatched;
  const operations = generateOperations(seed, { length: 150, collections: 10, payload: 16 });
  for (const [index, operation] of operations.entries())
    run.perform({ line: index + 1, operation });
  const { core } = run.machine;
  return {
    events: eventsOf(run.machine),
    hash: core.store.hash(),
    registers: Array.from(core.store.registers),
    greys: core.register(register.greys),
  };
}

/** Counts what is scanned by kernels. */
function countingMaker(counts: { scans: number }): KernelMaker {
  return (words, shift) => {
    const kernel = makeSmall(words, shift);
    if (kernel === null) return null;
    return {
      ...kernel,
      scan: () => {
        counts.scans += 1;
        kernel.scan();
      },
    };
  };
}

describe.each(collectors)('%s', (collector) => {
  test('law: the same happens with a kernel, with none, and one object after the other', () => {
    const counts = { scans: 0 };
    let greys = 0;
    for (let seed = 1; seed <= 12; seed += 1) {
      const settings = effectiveSettings({
        ...defaultSettings,
        collector,
        allocator: allocatorNames[seed % allocatorNames.length] ?? 'first-fit',
        heapBytes: [4096, 8192, 65536][seed % 3] ?? 4096,
        markOrder: 'breadth',
        candidateLimit: 4,
      });
      if (settingsProblem(settings) !== null) continue;
      const script = performed(settings, seed, { options: {} });
      const kernel = performed(settings, seed, { options: { kernel: countingMaker(counts) } });
      const watched = performed(settings, seed, { options: {}, isWatched: true });
      expect([seed, kernel]).toEqual([seed, script]);
      expect([seed, watched]).toEqual([seed, script]);
      greys += script.greys;
    }
    expect(counts.scans).toBeGreaterThan(20);
    expect(greys).toBeGreaterThan(200);
  });

  // Where pointers to the inside of objects are met the script does the work, on the kernel's words.
  test('interior pointers, fields of all kinds, weak references and finalizers keep every law', () => {
    const coverage = noWorldCoverage();
    for (let seed = 1; seed <= 6; seed += 1) {
      const settings: HeapSettings = {
        ...defaultSettings,
        collector,
        heapBytes: 4096,
        markOrder: 'breadth',
        candidateLimit: 3,
      };
      const options = { kernel: makeSmall };
      expect([seed, brokenWorld(settings, seed, 260, options, coverage)]).toEqual([seed, null]);
    }
    expect(coverage.interior).toBeGreaterThan(5);
    expect(coverage.freed).toBeGreaterThan(50);
  });
});

// --- Where there is none

test('a small heap has no kernel, and one that no memory can hold has none either', () => {
  expect(makeKernel(2 ** 16 - 1, 0)).toBeNull();
  expect(makeKernel(2 ** 31, 0)).toBeNull();
  expect(makeKernel(2 ** 16, 0)?.heap).toHaveLength(2 ** 16);
});

test('a heap stands at the beginning of a cache line and is empty', () => {
  const kernel = kernelOf(makeKernel, 2 ** 18);
  expect(kernel.heap.byteOffset % 64).toBe(0);
  expect(kernel.heap.every((word) => word === 0)).toBe(true);
});
