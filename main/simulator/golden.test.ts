import { describe, expect, test } from 'vitest';
import golden from './golden/golden.json' with { type: 'json' };
import { objectColumn, objectFlag, register } from './layout.ts';
import { Machine } from './machine.ts';
import { reportOf } from './report.ts';
import { ScriptRun } from './script-run.ts';
import { defaultSettings } from './settings.ts';
import type { AllocatorName, HeapSettings } from './settings.ts';
import { chance } from './testing/generate.ts';
import { countsOf, eventsNamed, eventsOf, extend, holesOf, nameOf, play } from './testing/play.ts';
import { minimumUtilisation } from './utilisation.ts';
import { heapGoal } from './go/pacer.ts';

// Numbers: an independent reference simulator's, by the name of the scenario.

const cells = { geometry: 'cells' } as const;

describe('L3_manual: leak, dangling pointer, double free', () => {
  const run = play('alloc p P 16 1\nalloc q Q 16 1', {
    ...cells,
    heapBytes: 64,
    collector: 'manual',
  });

  test('every step leaves the holes of the reference', () => {
    const addresses = (): number[] =>
      eventsNamed(run.machine, 'alloc').map(({ address }) => address);
    expect([addresses(), holesOf(run.machine)]).toEqual([[0, 16], [[32, 32]]]);
    extend(run, 'free p');
    expect(holesOf(run.machine)).toEqual([
      [0, 16],
      [32, 32],
    ]);
    extend(run, 'alloc r R 8 1\nalloc s S 24 1');
    expect([addresses(), holesOf(run.machine)]).toEqual([
      [0, 16, 0, 32],
      [
        [8, 8],
        [56, 8],
      ],
    ]);
    extend(run, 'root q nil');
    const { bytes } = reportOf(run.machine);
    expect([bytes.allocated, bytes.live, bytes.allocated - bytes.live]).toEqual([48, 32, 16]);
  });

  test('a write through the dangling pointer changes what stands there now, and a second free frees it', () => {
    extend(run, 'write p 0 s');
    expect(eventsNamed(run.machine, 'fault')).toMatchObject([
      { kind: 'use-after-free', object: 1 },
    ]);
    expect(run.machine.space.target(3, 0)).toBe(4);
    extend(run, 'free p');
    expect(eventsNamed(run.machine, 'fault')).toMatchObject([
      { kind: 'use-after-free' },
      { kind: 'double-free', object: 1 },
    ]);
    expect(run.machine.isAllocated(3)).toBe(false);
  });
});

describe('L4_fits: the same holes and requests under each rule', () => {
  const prepare = ['h1 40', 'w1 20', 'h2 24', 'w2 16', 'h3 64', 'w3 26', 'h4 16', 'w4 4'];
  const expected: Partial<Record<AllocatorName, [(number | null)[], [number, number][], number]>> =
    {
      'first-fit': [
        [0, 100, 20, null],
        [
          [34, 6],
          [60, 24],
          [130, 34],
          [190, 16],
        ],
        0.575,
      ],
      'best-fit': [
        [60, 0, 190, 100],
        [
          [30, 10],
          [80, 4],
          [160, 4],
          [204, 2],
        ],
        0.5,
      ],
    };

  test.each(Object.entries(expected))('%s', (allocator, [addresses, holes, external]) => {
    const script = [
      ...prepare.map((block) => `alloc ${block.replace(' ', ' B ')} 0`),
      ...['h1', 'h2', 'h3', 'h4'].map((name) => `free ${name}`),
    ].join('\n');
    const run = play(script, {
      ...cells,
      heapBytes: 210,
      collector: 'manual',
      allocator: allocator as AllocatorName,
    });
    expect(holesOf(run.machine)).toEqual([
      [0, 40],
      [60, 24],
      [100, 64],
      [190, 16],
    ]);
    const before = run.machine.core.recording.length;
    extend(run, [20, 30, 14, 60].map((size, index) => `alloc r${index} R ${size} 0`).join('\n'));
    const given: (number | null)[] = eventsNamed(run.machine, 'alloc', before).map(
      ({ address }) => address,
    );
    if (eventsNamed(run.machine, 'oom').length > 0) given.push(null);
    expect(given).toEqual(addresses);
    expect(holesOf(run.machine)).toEqual(holes);
    expect(reportOf(run.machine).fragmentation.external).toBeCloseTo(external, 10);
  });
});

test('L4_coalesce: six blocks freed in the order 16, 48, 32, 0, 80, 64', () => {
  const names = [0, 16, 32, 48, 64, 80];
  const run = play(names.map((at) => `alloc b${at} B 16 0`).join('\n'), {
    ...cells,
    heapBytes: 96,
    collector: 'manual',
  });
  const seen = [16, 48, 32, 0, 80, 64].map((at) => {
    extend(run, `free b${at}`);
    const { bytes, fragmentation } = reportOf(run.machine);
    return [
      holesOf(run.machine),
      bytes.free,
      bytes.largestFree,
      Number(fragmentation.external.toFixed(4)),
    ];
  });
  expect(seen).toEqual([
    [[[16, 16]], 16, 16, 0],
    [
      [
        [16, 16],
        [48, 16],
      ],
      32,
      16,
      0.5,
    ],
    [[[16, 48]], 48, 48, 0],
    [[[0, 64]], 64, 64, 0],
    [
      [
        [0, 64],
        [80, 16],
      ],
      80,
      64,
      0.2,
    ],
    [[[0, 96]], 96, 96, 0],
  ]);
});

test('L5_ext: external fragmentation of 64 units in eight blocks', () => {
  const run = play(Array.from({ length: 8 }, (_, index) => `alloc b${index} B 8 0`).join('\n'), {
    ...cells,
    heapBytes: 64,
    collector: 'manual',
  });
  const seen = [
    () => undefined,
    ...[0, 2, 4, 6].map((index) => () => extend(run, `free b${index}`)),
  ].map((step) => {
    step();
    const { bytes, fragmentation } = reportOf(run.machine);
    return [
      bytes.free,
      bytes.largestFree,
      holesOf(run.machine).length,
      Number(fragmentation.external.toFixed(4)),
    ];
  });
  expect(seen).toEqual([
    [0, 0, 0, 0],
    [8, 8, 1, 0],
    [16, 8, 2, 0.5],
    [24, 8, 3, 0.6667],
    [32, 8, 4, 0.75],
  ]);
  extend(run, 'alloc big B 16 0');
  expect(eventsNamed(run.machine, 'oom')).toMatchObject([{ request: 16, free: 32, largest: 8 }]);
});

test('L6_rc: counts, increments, decrements and deaths of each step', () => {
  const run = new ScriptRun({ ...defaultSettings, collector: 'refcount' });
  const { machine } = run;
  const steps = [
    'alloc a A 8 1',
    'root b a',
    'alloc c C 8 1',
    'write c 0 a',
    'root a nil',
    'root b nil',
    'self',
    'root c nil',
  ];
  const seen = steps.map((step) => {
    const before = machine.core.recording.length;
    if (step === 'self') {
      // c.f = c.f: read and stored by a program that holds no other reference.
      machine.beginOperation(0);
      const address = machine.space.fieldAddress(2, 0);
      machine.setPointer(2, address, machine.wordLow(address), machine.wordHigh(address));
    } else {
      extend(run, step);
    }
    return [
      countsOf(machine),
      machine.core.register(register.increments),
      machine.core.register(register.decrements),
      eventsNamed(machine, 'dead', before).map(({ object }) => nameOf(machine, object)),
    ];
  });
  expect(seen).toEqual([
    [{ A: 1 }, 0, 0, []],
    [{ A: 2 }, 1, 0, []],
    [{ A: 2, C: 1 }, 1, 0, []],
    [{ A: 3, C: 1 }, 2, 0, []],
    [{ A: 2, C: 1 }, 2, 1, []],
    [{ A: 1, C: 1 }, 2, 2, []],
    [{ A: 1, C: 1 }, 3, 3, []],
    [{}, 3, 5, ['C', 'A']],
  ]);
});

test('L7_chain: five nodes die in one operation, parents first, and are freed children first', () => {
  const run = play(
    'alloc n5 n5 8 1\nalloc n4 n4 8 1\nwrite n4 0 n5\nroot n5 nil\nalloc n3 n3 8 1\nwrite n3 0 n4\nroot n4 nil\nalloc n2 n2 8 1\nwrite n2 0 n3\nroot n3 nil\nalloc head n1 8 1\nwrite head 0 n2\nroot n2 nil',
    {
      collector: 'refcount',
    },
  );
  const { machine } = run;
  const { length } = machine.core.recording;
  const [inc, dec] = [
    machine.core.register(register.increments),
    machine.core.register(register.decrements),
  ];
  extend(run, 'root head nil');
  expect([
    machine.core.register(register.increments) - inc,
    machine.core.register(register.decrements) - dec,
  ]).toEqual([0, 5]);
  expect(eventsNamed(machine, 'dead', length).map(({ object }) => nameOf(machine, object))).toEqual(
    ['n1', 'n2', 'n3', 'n4', 'n5'],
  );
  expect(eventsNamed(machine, 'free', length).map(({ object }) => nameOf(machine, object))).toEqual(
    ['n5', 'n4', 'n3', 'n2', 'n1'],
  );
  expect(machine.core.register(register.longestCascade)).toBe(5);
});

test('L8_cycle: a strong back pointer leaks parent and child, a weak one does not', () => {
  const strong = play('alloc p P 16 2\nalloc c C 16 2\nwrite p 0 c\nwrite c 0 p', {
    collector: 'refcount',
  });
  expect(countsOf(strong.machine)).toEqual({ P: 2, C: 2 });
  extend(strong, 'root c nil');
  expect(countsOf(strong.machine)).toEqual({ P: 2, C: 1 });
  extend(strong, 'root p nil');
  expect(countsOf(strong.machine)).toEqual({ P: 1, C: 1 });
  expect(reportOf(strong.machine).objects).toEqual({ allocated: 2, freed: 0, live: 0, garbage: 2 });
});

test('L8_cycle, weak: the same with a weak back pointer frees P, then C', () => {
  const machine = new Machine({ ...defaultSettings, collector: 'refcount' });
  const shape = (type: string): number =>
    machine.defineShape(type, 16, { kind: 'prefix', count: 1 });
  const base = machine.frameBase(
    machine.pushFrame(
      machine.defineFrame('main', [
        { name: 'p', pointer: true },
        { name: 'c', pointer: true },
      ]),
    ),
  );
  const counts = (): number[] => [
    machine.core.register(register.increments),
    machine.core.register(register.decrements),
  ];
  machine.beginOperation(1);
  const parent = machine.allocate(shape('P'), base);
  const child = machine.allocate(shape('C'), base + 1);
  machine.setPointer(parent, machine.addressOf(parent), machine.addressOf(child), child);
  machine.setWeak(child, machine.addressOf(child) + 1, machine.addressOf(parent), parent);
  expect([countsOf(machine), counts()]).toEqual([{ P: 1, C: 2 }, [1, 0]]);
  machine.setSlot(base + 1, 0, 0);
  expect([countsOf(machine), counts()]).toEqual([{ P: 1, C: 1 }, [1, 1]]);
  machine.setSlot(base, 0, 0);
  expect([countsOf(machine), counts()]).toEqual([{}, [1, 3]]);
  expect(eventsNamed(machine, 'dead').map(({ object }) => nameOf(machine, object))).toEqual([
    'P',
    'C',
  ]);
});

test('L9_bacon_rajan: counts and colours after each phase, and the order of freeing', () => {
  const machine = new Machine({ ...defaultSettings, collector: 'refcount-cycles' });
  const { core } = machine;
  const names = ['a', 'd', 'x', 'y', 't'];
  const base = machine.frameBase(
    machine.pushFrame(
      machine.defineFrame(
        'main',
        names.map((name) => ({ name, pointer: true })),
      ),
    ),
  );
  const [a, d, x, y, t] = names.map((_, index) => base + index) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const make = (type: string, slot: number): number =>
    machine.allocate(machine.defineShape(type, 16, { kind: 'prefix', count: 2 }), slot);
  const link = (from: number, field: number, to: number): void =>
    machine.setPointer(from, machine.addressOf(from) + field, machine.addressOf(to), to);
  const hand = (from: number, field: number): void =>
    machine.movePointer(from, machine.addressOf(from) + field, t);
  machine.beginOperation(1);
  const A = make('A', a);
  const B = make('B', t);
  hand(A, 0);
  const C = make('C', t);
  hand(B, 0);
  link(C, 0, A);
  const D = make('D', d);
  link(C, 1, D);
  const X = make('X', x);
  const Y = make('Y', t);
  hand(X, 0);
  link(Y, 0, X);
  machine.setSlot(y, machine.addressOf(Y), Y);
  // What was handed from slots to fields is tested, and leaves the buffer.
  machine.collect();
  const built = core.recording.length;
  machine.setSlot(a, 0, 0);
  machine.setSlot(y, 0, 0);
  expect(countsOf(machine)).toEqual({ A: 1, B: 1, C: 1, D: 2, X: 2, Y: 1 });
  expect(eventsNamed(machine, 'candidate', built).map(({ object }) => object)).toEqual([A, Y]);

  const before = core.recording.length;
  machine.beginOperation(2);
  machine.collect();
  const last = (name: string): number =>
    eventsOf(machine, before).findLast((event) => event.event === name)?.seq ?? 0;
  const colours = (): number[] =>
    [A, B, C, D, X, Y].map(
      (object) => core.object(object, objectColumn.flags) & objectFlag.trialMask,
    );
  const { trialGrey, trialWhite } = objectFlag;
  machine.timeline.seek(last('trial'));
  expect([countsOf(machine), colours()]).toEqual([
    { A: 0, B: 0, C: 0, D: 1, X: 1, Y: 0 },
    [trialGrey, trialGrey, trialGrey, trialGrey, trialGrey, trialGrey],
  ]);
  machine.timeline.seek(last('restore'));
  expect([countsOf(machine), colours()]).toEqual([
    { A: 0, B: 0, C: 0, D: 1, X: 2, Y: 1 },
    [trialWhite, trialWhite, trialWhite, 0, 0, 0],
  ]);
  machine.timeline.seekEnd();
  expect([countsOf(machine), colours()]).toEqual([{ D: 1, X: 2, Y: 1 }, [0, 0, 0, 0, 0, 0]]);
  expect([
    eventsNamed(machine, 'trial', built).length,
    eventsNamed(machine, 'restore', built).length,
  ]).toEqual([6, 2]);
  expect(eventsNamed(machine, 'cycle').map(({ object }) => object)).toEqual([A, B, C]);
  expect(eventsNamed(machine, 'free').map(({ object }) => object)).toEqual([C, B, A]);
});

describe('L10_marksweep', () => {
  const script = [
    'alloc a 1 2 1\nalloc b 2 3 1\nalloc c 3 3 1\nalloc d 4 2 1\nalloc e 5 4 1\nalloc f 6 2 1\nalloc g 7 3 1\nalloc h 8 5 1',
    'write a 0 b\nwrite b 0 d\nwrite c 0 d\nwrite d 0 a\nwrite e 0 f\nwrite f 0 e\nwrite g 0 h',
    'push p\npop\nroot b nil\nroot d nil\nroot e nil\nroot f nil\nroot g nil\nroot h nil\ngc',
  ].join('\n');
  const { machine } = play(script, { ...cells, heapBytes: 24, collector: 'mark-sweep' });

  test('pushes 1 3 4 2, scans 3 4 1 2, follows four edges', () => {
    expect(eventsNamed(machine, 'grey').map(({ object }) => object)).toEqual([1, 3, 4, 2]);
    expect(eventsNamed(machine, 'black').map(({ object }) => object)).toEqual([3, 4, 1, 2]);
  });

  test('frees 5 … 8, 14 of 24 units, and leaves one hole', () => {
    expect(eventsNamed(machine, 'free').map(({ object }) => object)).toEqual([5, 6, 7, 8]);
    expect(eventsNamed(machine, 'gc-end')).toMatchObject([{ marked: 4, freed: 4, freedBytes: 14 }]);
    expect(holesOf(machine)).toEqual([[10, 14]]);
    expect(reportOf(machine).bytes).toMatchObject({ live: 10, allocated: 10, free: 14 });
  });

  test('L10_cost: (L + M) / (M − L) for this heap and for one twice as large', () => {
    const cost = (heap: number, live: number): number => (live + heap) / (heap - live);
    const { live, heap } = reportOf(machine).bytes;
    expect(Number(cost(heap, live).toFixed(3))).toBe(2.429);
    expect(Number(cost(heap * 2, live).toFixed(3))).toBe(1.526);
  });
});

test('E_formula: A has two references, B one; the sum of its referrer’s counts would be 2', () => {
  const run = play('alloc r1 A 8 1\nroot r2 r1\nalloc b B 8 1\nwrite r1 0 b\nroot b nil', {
    collector: 'refcount',
  });
  expect(countsOf(run.machine)).toEqual({ A: 2, B: 1 });
});

test('L16_target: the formula of the pacer', () => {
  expect([
    heapGoal({ live: 8, roots: 2, gogc: 100, least: 0 }),
    heapGoal({ live: 8, roots: 2, gogc: 50, least: 0 }),
    heapGoal({ live: 8, roots: 2, gogc: 200, least: 0 }),
    heapGoal({ live: 40, roots: 8, gogc: 150, least: 0 }),
    heapGoal({ live: 100, roots: 0, gogc: 100, least: 0 }),
  ]).toEqual([18, 13, 28, 112, 200]);
});

test('L18_mmu: a run of 100 ticks with pauses [10, 14) and [50, 58)', () => {
  const pauses = [
    { from: 10, to: 14 },
    { from: 50, to: 58 },
  ];
  const values = [4, 8, 10, 20, 48, 50, 100].map((window) =>
    Number(minimumUtilisation(100, pauses, window).toFixed(10)),
  );
  expect(values).toEqual([0, 0, 0.2, 0.6, 0.75, 0.76, 0.88]);
});

test('L5_int: internal fragmentation of powers of two and of Go’s size classes', () => {
  for (const row of golden.L5_int) {
    const isGo = row.scheme === 'Go size classes';
    const settings: Partial<HeapSettings> = isGo
      ? { allocator: 'go', heapBytes: 1 << 16 }
      : { allocator: 'buddy', geometry: 'cells', heapBytes: 256 };
    const run = play(
      row.req.map((bytes, index) => `alloc s${index} R ${bytes} 0`).join('\n'),
      settings,
    );
    expect(eventsNamed(run.machine, 'alloc').map(({ size }) => size)).toEqual(row.block);
    const { bytes, fragmentation } = reportOf(run.machine);
    expect([bytes.allocated, Number(fragmentation.internal.toFixed(4))]).toEqual([
      row.total,
      row.internal,
    ]);
    expect(bytes.allocated - run.machine.core.register(register.payload)).toBe(row.waste);
  }
});

test('L9_cpython: references from inside are subtracted as CPython subtracts them', () => {
  const row = golden.L9_cpython[0];
  // A→B→C→A and C→D, X⇄Y; roots D and X.
  const run = play(
    'alloc a A 8 1\nalloc b B 8 1\nwrite a 0 b\nalloc c C 16 2\nwrite b 0 c\nwrite c 0 a\nalloc d D 0 0\nwrite c 1 d\nalloc x X 8 1\nalloc y Y 8 1\nwrite x 0 y\nwrite y 0 x\nroot b nil\nroot c nil\nroot a nil\nroot y nil',
    { collector: 'refcount-cycles' },
  );
  const { machine } = run;
  expect(countsOf(machine)).toEqual(row?.refcount);
  const before = machine.core.recording.length;
  extend(run, 'gc');
  const trials = eventsOf(machine, before).filter(({ event }) => event === 'trial');
  machine.timeline.seek(trials[trials.length - 1]?.seq ?? 0);
  expect(countsOf(machine)).toEqual(row?.gc_refs);
  machine.timeline.seekEnd();
  expect(Object.keys(countsOf(machine)).sort()).toEqual(row?.reachable);
  expect(
    eventsNamed(machine, 'cycle', before)
      .map(({ object }) => nameOf(machine, object))
      .sort(),
  ).toEqual(row?.unreachable);
});

test('L5_fifty: in equilibrium there are about p/2 holes for each reserved block', () => {
  const row = golden.L5_fifty[0];
  const slots = 1200;
  const machine = new Machine(
    { ...defaultSettings, collector: 'manual', geometry: 'cells', heapBytes: 30_000 },
    { recording: false },
  );
  const words = Array.from({ length: slots }, (_, index) => ({ name: `s${index}`, pointer: true }));
  const base = machine.frameBase(machine.pushFrame(machine.defineFrame('f', words)));
  const choose = chance(1);
  const sums = { holes: 0, blocks: 0, splits: 0, taken: 0 };
  for (let step = 0; step < 40_000; step += 1) {
    machine.beginOperation(0);
    // Half of the places are in use on average, and each of them is as likely to change.
    const slot = base + choose(slots);
    const held = machine.slotHigh(slot);
    if (held !== 0) {
      machine.release(held);
      machine.setSlot(slot, 0, 0);
    } else {
      const size = 1 + choose(32);
      const before = machine.core.register(register.holes);
      machine.allocate(machine.defineShape(`B${size}`, size, { kind: 'prefix', count: 0 }), slot);
      if (step < 10_000) continue;
      sums.taken += 1;
      // An exact fit takes a hole away; any other leaves one.
      if (machine.core.register(register.holes) === before) sums.splits += 1;
    }
    if (step < 10_000) continue;
    sums.holes += machine.core.register(register.holes);
    sums.blocks +=
      machine.core.register(register.objects) - machine.core.register(register.freedObjects);
  }
  const split = sums.splits / sums.taken;
  const perBlock = sums.holes / sums.blocks;
  expect(machine.halted).toBeNull();
  expect(split).toBeCloseTo(row?.p_split ?? 0, 1);
  expect(Math.abs(perBlock - split / 2)).toBeLessThan(0.02);
  expect(Math.abs(perBlock - (row?.holes_per_block ?? 0))).toBeLessThan(0.03);
});
