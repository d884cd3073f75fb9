import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Pauses } from './pauses.ts';
import { play } from './testing/play.ts';

/** Ticks of mutator and of pause, in turn. */
const turns = fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 9 })), { maxLength: 30 });

test('what the pauses come to at any moment is what counting tick by tick gives', () => {
  fc.assert(
    fc.property(turns, fc.nat(30), (lengths, kept) => {
      const pauses = new Pauses();
      const isPaused: boolean[] = [];
      const ends: number[] = [];
      for (const [run, pause] of lengths) {
        for (let tick = 0; tick < run; tick += 1) isPaused.push(false);
        const from = isPaused.length;
        for (let tick = 0; tick < pause; tick += 1) isPaused.push(true);
        pauses.append({ from, to: isPaused.length }, ends.length);
        ends.push(isPaused.length);
      }
      pauses.truncate(kept);
      for (const end of ends.slice(0, kept + 1)) {
        let longest = 0;
        let length = 0;
        let total = 0;
        for (const paused of isPaused.slice(0, end)) {
          length = paused ? length + 1 : 0;
          longest = Math.max(longest, length);
          total += paused ? 1 : 0;
        }
        expect(pauses.until(end)).toEqual({ longest, total });
      }
      expect(pauses.entries).toHaveLength(Math.min(lengths.length, kept + 1));
    }),
  );
});

test('the pauses of an incremental cycle count while it goes on', () => {
  const { machine } = play(
    `root l nil\n${'alloc t T 8 1\nwrite t 0 l\nroot l t\n'.repeat(40)}gc\n${'write l 0 nil\nwrite l 0 nil\n'.repeat(2)}`,
    { collector: 'tricolour', markBudget: 3 },
  );
  const { core } = machine;
  expect(core.collections.entries.at(-1)?.end).toBe(0);
  const { longest, total } = core.pauses.until(core.ticks());
  expect(total).toBeGreaterThan(longest);
  expect(longest).toBeGreaterThan(0);
});
