import { describe, expect, test } from 'vitest';
import { assistWorkPerByte, triggerRange } from './go/pacer.ts';
import { phase, register } from './layout.ts';
import { goalAfter, heapMinimumShare } from './pacer.ts';
import { eventCode } from './recording.ts';
import { ScriptRun } from './script-run.ts';
import { defaultSettings } from './settings.ts';
import { eventsNamed, extend, play } from './testing/play.ts';

const heapBytes = 64_000;

test('the goal is live + (live + roots) × GOGC / 100, at least the share of the heap', () => {
  const goal = (live: number, roots: number, gogc: number | null): number =>
    goalAfter({ live, roots, gogc, memoryLimit: null, heapBytes });
  expect(goal(10_000, 2000, 100)).toBe(22_000);
  expect(goal(10_000, 2000, 50)).toBe(16_000);
  expect(goal(100, 0, 100)).toBe(heapBytes * heapMinimumShare);
  expect(goal(10_000, 0, null)).toBe(Infinity);
});

test('a memory limit leaves the heap what the roots and three per cent of headroom do not take', () => {
  const goal = (live: number, memoryLimit: number, gogc: number | null): number =>
    goalAfter({ live, roots: 1000, gogc, memoryLimit, heapBytes });
  expect(goal(2000, 11_000, null)).toBe(9700);
  expect(goal(2000, 11_000, 100)).toBe(5000);
  expect(goal(9900, 11_000, null)).toBe(9900);
  expect(goal(12_000, 11_000, null)).toBe(12_000);
});

test('with GOGC off, a memory limit starts cycles when it is reached', () => {
  const garbage = Array.from({ length: 60 }, () => 'alloc x T 56 0').join('\n');
  const started = (memoryLimit: number | null): number =>
    eventsNamed(play(garbage, { heapBytes: 8192, memoryLimit }).machine, 'gc-start').filter(
      ({ reason }) => reason === 'pacer',
    ).length;
  expect(started(null)).toBe(0);
  expect(started(1024)).toBeGreaterThan(2);
});

/** Allocates and drops a list now and then, so that cycles have something to mark and to free. */
const churn = `root l nil\n${Array.from({ length: 2000 }, (_, index) =>
  index % 40 === 39 ? 'root l nil' : `alloc t T ${8 + (index % 5) * 8} 1\nwrite t 0 l\nroot l t`,
).join('\n')}`;

describe.each([0, 1, 3])('an incremental cycle with a budget of %d ticks', (markBudget) => {
  const settings = {
    collector: 'tricolour',
    heapBytes: 1 << 16,
    gogc: 100,
    markBudget,
  } as const;

  test('starts within the range of the trigger, and is done with marking when the goal is reached', () => {
    const run = new ScriptRun({ ...defaultSettings, ...settings });
    const { machine } = run;
    const { core, space } = machine;
    const seen = { starts: 0, marking: 0, closest: Infinity };
    const emit = core.recording.emit.bind(core.recording);
    core.recording.isWatched = true;
    core.recording.emit = (code, ...values) => {
      const goal = core.register(register.goal);
      if (code === eventCode['gc-start']) {
        seen.starts += 1;
        const least = space.heap.granules * heapMinimumShare;
        const { lower, upper } = triggerRange(core.register(register.marked), goal, least);
        expect(core.register(register.trigger)).toBeGreaterThanOrEqual(Math.floor(lower));
        expect(core.register(register.trigger)).toBeLessThanOrEqual(Math.ceil(upper));
        expect(core.register(register.trigger)).toBeLessThan(goal);
      }
      if (code === eventCode.alloc && core.register(register.phase) === phase.mark) {
        seen.marking += 1;
        expect(space.liveHeap).toBeLessThanOrEqual(goal);
        seen.closest = Math.min(seen.closest, goal - space.liveHeap);
      }
      emit(code, ...values);
    };
    extend(run, churn);
    expect(seen.starts).toBeGreaterThan(3);
    expect(seen.marking).toBeGreaterThan(5);
    expect(eventsNamed(machine, 'gc-end').length).toBeGreaterThan(2);
    expect(eventsNamed(machine, 'gc-start').every(({ reason }) => reason === 'pacer')).toBe(true);
  });
});

test('an allocation pays in proportion to what is left to mark and to the room below the goal', () => {
  const settings = {
    collector: 'tricolour',
    heapBytes: 1 << 16,
    gogc: 100,
    markBudget: 0,
  } as const;
  const list = `root l nil\n${'alloc t T 8 1\nwrite t 0 l\nroot l t\n'.repeat(100)}`;
  const run = play(list, settings);
  const { machine } = run;
  const { core, space } = machine;
  machine.beginOperation(0);
  machine.request();
  const goal = core.register(register.goal);
  // 100 fields and the two slots of the frame, none of them scanned yet; the allocation takes 40 granules.
  const owed = Math.ceil(40 * assistWorkPerByte(102, goal, space.liveHeap));
  const before = core.register(register.scannedSlots);
  extend(run, 'alloc big B 312 0');
  // A root job is done whole: both slots of the frame at once.
  expect(core.register(register.scannedSlots) - before).toBeGreaterThanOrEqual(owed);
  expect(core.register(register.scannedSlots) - before).toBeLessThanOrEqual(owed + 2);
  expect(owed).toBeGreaterThan(5);
});

test('what the background has marked is taken first', () => {
  const settings = { collector: 'tricolour', heapBytes: 1 << 16, gogc: 100 } as const;
  const list = `root l nil\n${'alloc t T 8 1\nwrite t 0 l\nroot l t\n'.repeat(100)}`;
  const scanned = (markBudget: number): number[] => {
    const run = play(list, { ...settings, markBudget });
    const { core } = run.machine;
    run.machine.beginOperation(0);
    run.machine.request();
    const before = core.register(register.scannedSlots);
    run.machine.beginOperation(0);
    const background = core.register(register.scannedSlots) - before;
    extend(run, 'alloc small B 8 0');
    return [background, core.register(register.scannedSlots) - before];
  };
  // With a budget of 40 the allocation owes less than the background has done, and marks nothing itself.
  expect(scanned(40)).toEqual([40, 80]);
  expect(scanned(0)[1]).toBeGreaterThan(0);
});

test('a lazy sweep does not make the pacer collect twice: garbage that is known is not live', () => {
  const garbage = Array.from({ length: 400 }, () => 'alloc x T 56 0').join('\n');
  const cycles = (lazySweep: boolean): number =>
    eventsNamed(play(garbage, { heapBytes: 16384, gogc: 100, lazySweep }).machine, 'gc-start')
      .length;
  expect(cycles(false)).toBeGreaterThan(10);
  expect(Math.abs(cycles(true) - cycles(false))).toBeLessThanOrEqual(2);
});
