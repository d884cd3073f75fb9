import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Pause } from './utilisation.ts';
import { meanUtilisation, minimumUtilisation } from './utilisation.ts';

/** Pauses that ascend and do not overlap, in a run of whole ticks. */
const runs = fc
  .array(fc.record({ gap: fc.nat(9), length: fc.integer({ min: 1, max: 9 }) }), { maxLength: 8 })
  .chain((pieces) => fc.nat(9).map((rest) => ({ pieces, rest })))
  .map(({ pieces, rest }) => {
    const pauses: Pause[] = [];
    let at = 0;
    for (const { gap, length } of pieces) {
      pauses.push({ from: at + gap, to: at + gap + length });
      at += gap + length;
    }
    return { pauses, total: at + rest };
  })
  .filter(({ total }) => total > 0);

test('law: the minimum utilisation is the least of all windows, tried tick by tick', () => {
  fc.assert(
    fc.property(runs, ({ pauses, total }) => {
      const isPaused = Array.from({ length: total }, (_, tick) =>
        pauses.some(({ from, to }) => from <= tick && tick < to),
      );
      for (let window = 1; window <= total; window += 1) {
        let least = 1;
        // Pauses begin and end at whole ticks, so the least is found at a whole tick.
        for (let start = 0; start + window <= total; start += 1) {
          const paused = isPaused.slice(start, start + window).filter(Boolean).length;
          least = Math.min(least, 1 - paused / window);
        }
        expect(minimumUtilisation(total, pauses, window)).toBeCloseTo(least, 12);
      }
      expect(minimumUtilisation(total, pauses, total)).toBeCloseTo(
        meanUtilisation(total, pauses),
        12,
      );
      const longest = Math.max(0, ...pauses.map(({ from, to }) => to - from));
      if (longest > 0) expect(minimumUtilisation(total, pauses, longest)).toBeCloseTo(0, 12);
    }),
    { numRuns: 300, seed: 5 },
  );
});
