import { describe, expect, test } from 'vitest';
import type { Outcome } from '../program.ts';
import { corpus, runProgram, type Recorded, type Trial } from '../testing/programs.ts';

const programs = corpus();

/** What a run came to, in the words of the record. */
function ending(outcome: Outcome): { exit: number; dying: string } {
  if (outcome.kind === 'finished') return { exit: 0, dying: '' };
  if (outcome.kind === 'panicked' || outcome.kind === 'deadlocked')
    return { exit: 2, dying: outcome.text };
  return { exit: -1, dying: JSON.stringify(outcome) };
}

function expectRecorded(program: Recorded, trial: Trial): void {
  const { outcome, output } = runProgram(program.source, trial);
  expect({ output, ...ending(outcome) }).toEqual({
    output: program.output,
    exit: program.exit,
    dying: program.dying,
  });
}

test('the corpus holds at least 300 programs', () => {
  expect(programs.length).toBeGreaterThanOrEqual(300);
});

describe('under mark-sweep a program prints what Go prints', () => {
  test.each(programs)('$archive: $name', (program) => {
    expectRecorded(program, { settings: { collector: 'mark-sweep' } });
  });
});

/** Programs that watch what is collected print what Go prints only under a tracing collector. */
const blind = programs.filter(({ archive }) => archive !== 'runtime');

describe('and so it does under counting with a search for cycles', () => {
  test.each(blind)('$archive: $name', (program) => {
    expectRecorded(program, { settings: { collector: 'refcount-cycles' } });
  });
});

describe('and under plain counting with everything on the heap and roots to the last use', () => {
  test.each(blind)('$archive: $name', (program) => {
    expectRecorded(program, {
      settings: { collector: 'refcount' },
      escape: 'heap',
      options: { roots: 'liveness' },
    });
  });
});

/** What is borrowed from an object that moves has to follow it. */
const moved = programs.filter(
  ({ archive }) => archive !== 'runtime' && !archive.startsWith('generated'),
);

describe('and where every few allocations move all objects', () => {
  test.each(moved)('$archive: $name', (program) => {
    expectRecorded(program, {
      settings: { collector: 'semispace', gogc: 1, heapBytes: 1024 * 1024 },
    });
  });
});
