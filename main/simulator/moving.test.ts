import { expect, test } from 'vitest';
import golden from './golden/golden.json' with { type: 'json' };
import { register } from './layout.ts';
import { eventCode } from './recording.ts';
import { Machine } from './machine.ts';
import { settingsProblem } from './settings-check.ts';
import { defaultSettings } from './settings.ts';
import type { CollectorName } from './settings.ts';
import { eventsNamed, holesOf, nameOf, play } from './testing/play.ts';
import { twoFinger } from './two-finger.ts';

// A3 g1·2 B2 g2·3 C2 D1 g3·3 in 16 words; A→C, B→A, C→D and B; the root holds B.
const scene = `
alloc a A 3 1
alloc g1 g1 2 0
alloc root B 2 1
alloc g2 g2 3 0
alloc c C 2 2
alloc d D 1 0
alloc g3 g3 3 0
write a 0 c
write root 0 a
write c 0 d
write c 1 root
root a nil
root g1 nil
root g2 nil
root c nil
root d nil
root g3 nil
`;

function addresses(machine: ReturnType<typeof play>['machine']): Record<string, number> {
  const result: Record<string, number> = {};
  for (let object = 1; object <= machine.core.register(register.objects); object += 1) {
    if (machine.isAllocated(object))
      result[nameOf(machine, object)] = machine.core.object(object, 0);
  }
  return result;
}

test('sliding keeps the order and makes one block of what is free (L12_lisp2)', () => {
  const row = golden.L12_lisp2[0];
  const run = play(scene, {
    collector: 'mark-compact',
    geometry: 'cells',
    heapBytes: row?.heap ?? 0,
  });
  const { machine } = run;
  expect(addresses(machine)).toEqual(row?.addr);
  machine.beginOperation(0);
  machine.collect();
  expect(addresses(machine)).toEqual(row?.forward);
  expect(holesOf(machine)).toEqual([[row?.free, 8]]);
  expect(machine.core.register(register.copied)).toBe(row?.moved);
  for (const [from, field, to] of [
    [1, 0, 5],
    [3, 0, 1],
    [5, 0, 6],
    [5, 1, 3],
  ] as const) {
    expect(machine.wordLow(machine.space.fieldAddress(from, field))).toBe(machine.addressOf(to));
  }
});

test('copying goes breadth first, scan behind free (L12_cheney)', () => {
  const { machine } = play(scene, { collector: 'semispace', geometry: 'cells', heapBytes: 32 });
  machine.beginOperation(0);
  machine.collect();
  const to: Record<string, number> = {};
  let free = 16;
  const steps: { step: string; scan: number; free: number; to: Record<string, number> }[] = [];
  const moves = eventsNamed(machine, 'move');
  // Replays the events: a move fills the queue, a black object is a step of the scan.
  let scan = 16;
  let isRoots = true;
  const snapshot = (step: string): void =>
    void steps.push({ step, scan: scan - 16, free: free - 16, to: { ...to } });
  for (let seq = 1; seq <= machine.timeline.length; seq += 1) {
    const name = machine.core.recording.codeOf(seq);
    const object = machine.core.recording.valueOf(seq, 1);
    if (name === 23) {
      const move = moves.find((candidate) => candidate.object === object);
      to[nameOf(machine, object)] = (move?.to ?? 0) - 16;
      free += machine.core.shapeOf(object).granules;
    } else if (name === 15) {
      if (isRoots) {
        const seen = { ...to };
        const first = nameOf(machine, object);
        steps.push({
          step: 'roots',
          scan: 0,
          free: machine.core.shapeOf(object).granules,
          to: { [first]: seen[first] ?? -1 },
        });
        isRoots = false;
      }
      scan += machine.core.shapeOf(object).granules;
      snapshot(`scan ${nameOf(machine, object)}`);
    }
  }
  expect(steps).toEqual(golden.L12_cheney);
});

test('two fingers meet (L12_twofinger)', () => {
  const row = golden.L12_twofinger[0];
  const run = twoFinger([...'1011001011'].map((bit) => bit === '1'));
  const names = [...'ABCDEFGHIJ'];
  expect(run.moves.map(({ from, to }) => [names[from], from, to])).toEqual(row?.moves);
  expect(run.freeFrom).toBe(row?.free_from);
  expect(row?.live).toBe(run.freeFrom);
});

test('interior pointers and weak references follow what they refer to', () => {
  for (const collector of ['mark-compact', 'semispace'] as const) {
    const { machine } = play('alloc gap G 8 0\nalloc a A 16 0\nalloc w W 16 0\nroot gap nil', {
      collector,
      heapBytes: 512,
    });
    const [a, w] = [2, 3];
    const slot = machine.roots.list()[1] ?? 0;
    machine.beginOperation(0);
    machine.setWeak(w, machine.addressOf(w), machine.addressOf(a), a);
    machine.setSlot(slot, machine.addressOf(a) + 1, a);
    const before = machine.addressOf(a);
    machine.collect();
    expect(machine.addressOf(a)).not.toBe(before);
    expect(machine.slotLow(slot)).toBe(machine.addressOf(a) + 1);
    expect(machine.wordLow(machine.addressOf(w))).toBe(machine.addressOf(a));
    machine.setSlot(slot, 0, 0);
    machine.collect();
    expect(machine.wordHigh(machine.addressOf(w))).toBe(0);
  }
});

test('at every position of a moving collection the blocks tile the heap and hold each object once', () => {
  // P leaves a gap that is smaller than C and D, which slide over themselves.
  const sliding = `
alloc a A 2 0
alloc p P 1 0
alloc c C 4 2
alloc d D 3 2
write c 0 d
write c 1 c
write d 0 c
write d 1 d
root p nil
gc`;
  for (const collector of ['mark-compact', 'semispace', 'generational'] as const) {
    const { machine } = play(sliding, { collector, geometry: 'cells', heapBytes: 32 });
    let moves = 0;
    for (let seq = 1; seq <= machine.timeline.length; seq += 1) {
      if (machine.core.recording.codeOf(seq) === eventCode.move) moves += 1;
      machine.timeline.seek(seq);
      const found: number[] = [];
      let start = 0;
      while (start < machine.heap.granules) {
        const size = machine.heap.sizeOf(start);
        expect(size).toBeGreaterThan(0);
        if (machine.heap.objectAt(start) !== 0) found.push(machine.heap.objectAt(start));
        start += size;
      }
      expect(start).toBe(machine.heap.granules);
      expect(new Set(found).size).toBe(found.length);
    }
    expect(moves).toBeGreaterThan(0);
  }
});
test('two halves are equal, whatever size the heap has, so that all of one fits into the other', () => {
  for (const [geometry, heapBytes, each] of [
    ['bytes', 280, 136],
    ['cells', 19, 9],
  ] as const) {
    const settings = { ...defaultSettings, collector: 'semispace', geometry, heapBytes } as const;
    const { heap, core } = new Machine(settings);
    expect([heap.sizeOf(0), heap.granules]).toEqual([
      each / core.geometry.unit,
      (2 * each) / core.geometry.unit,
    ]);
  }
});

test('a heap too small for the parts that a collector keeps is refused', () => {
  const problem = (collector: CollectorName, heapBytes: number): string | undefined =>
    settingsProblem({ ...defaultSettings, collector, heapBytes })?.message;
  expect(problem('semispace', 24)).toMatch(/needs at least 32 for the collector semispace/);
  expect(problem('generational', 40)).toMatch(/needs at least 48 for the collector generational/);
  expect([
    problem('semispace', 32),
    problem('generational', 48),
    problem('mark-sweep', 16),
  ]).toEqual([undefined, undefined, undefined]);
});

test('the largest free block of a new generational heap may be a half of its nursery', () => {
  const { core } = new Machine({
    ...defaultSettings,
    collector: 'generational',
    geometry: 'cells',
    heapBytes: 519,
    nurseryBytes: 355,
  });
  expect(core.register(register.largestFree)).toBe(177);
});
