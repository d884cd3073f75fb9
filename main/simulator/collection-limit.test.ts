import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bucketAfter } from './go/cpu-limiter.ts';
import { register } from './layout.ts';
import { eventsNamed, play } from './testing/play.ts';

const heapBytes = 1 << 16;
/** Live bytes: 300 objects of 16 bytes in a list. */
const list = `root l nil\n${'alloc t T 8 1\nwrite t 0 l\nroot l t\n'.repeat(300)}root t nil\n`;
const churn = 'alloc g G 8 0\nroot g nil\n'.repeat(10_000);
/** Less than what is live: each allocation would collect. */
const tight = 1024;

/** Ticks of collecting, and of the program, of a run of list and churn. */
function shares(memoryLimit: number | null, gogc: number | null) {
  const { machine } = play(list + churn, { heapBytes, memoryLimit, gogc });
  const { core } = machine;
  return {
    machine,
    collected: core.collectorTicks(),
    ran: core.ticks() - core.collectorTicks(),
    collections: eventsNamed(machine, 'gc-start').length,
  };
}

test('a memory limit below what is live takes half of the time, and no more than a bucket beyond it', () => {
  const { machine, collected, ran, collections } = shares(tight, null);
  const { granules } = machine.heap;
  // One collection may begin just before the bucket is full.
  const longest = 2 * granules;
  expect(collected).toBeLessThanOrEqual(ran + granules + longest);
  expect(collected).toBeGreaterThan(ran / 2);
  expect(collections).toBeGreaterThan(10);
  expect(machine.core.register(register.limitFill)).toBeGreaterThan(0);
});

test('without a memory limit nothing is limited, however often the pacer collects', () => {
  const { machine, collected, ran } = shares(null, 1);
  expect(machine.core.register(register.limitFill)).toBe(0);
  expect(machine.core.register(register.limitTicks)).toBe(0);
  expect(collected).toBeGreaterThan(0);
  expect(ran).toBeGreaterThan(0);
});

test('a limit with room enough is never felt', () => {
  const roomy = shares(48 * 1024, null);
  const before = roomy.collections;
  expect(before).toBeGreaterThan(2);
  expect(roomy.machine.core.register(register.limitFill)).toBeLessThan(roomy.machine.heap.granules);
  expect(eventsNamed(roomy.machine, 'gc-start').every(({ reason }) => reason === 'pacer')).toBe(
    true,
  );
});

test('going back restores the bucket', () => {
  const { machine } = shares(tight, null);
  const { timeline, core } = machine;
  const hash = core.store.hash();
  timeline.seekOperation(2000);
  expect(core.register(register.limitTicks)).toBeLessThan(core.ticks() + 1);
  timeline.seekOperation(core.recording.operations);
  expect(core.store.hash()).toBe(hash);
});

test('the bucket holds what collecting took beyond the program, and is never less than empty', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.nat(500), fc.nat(500), (fill, collecting, running) => {
      const next = bucketAfter(fill, { collecting, running });
      expect(next).toBe(running > fill + collecting ? 0 : fill + collecting - running);
    }),
  );
});
