import { describe, expect, test } from 'vitest';
import { checkProgram } from '../../minigo/check/program.ts';
import { placementsOf } from '../../minigo/escape/placements.ts';
import { madeAt } from '../../minigo/testing/programs.ts';
import { exampleList } from './examples.ts';

/** Made by the run time and the library inside what a line calls, or for a map that grows. */
const ofRuntime = /^(?:string|defer|entries of .*|\[\d+\](?:string|uint8)|weak reference)$/u;

describe('the stage tells the same story', () => {
  const programs = exampleList('en').filter(({ source }) => source.kind === 'program');
  test.each(programs.map(({ id, source }) => [id, source.text] as const))('%s', (_, source) => {
    const checked = checkProgram(source, 'main.go', { escape: 'go' });
    if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
    const { file } = checked.program;
    const heapLines = new Set(
      placementsOf(checked.program)
        .filter(({ isOnHeap }) => isOnHeap)
        .map(({ position }) => file.lineOf(position)),
    );
    const lines = source.split('\n');
    for (const [line, types] of madeAt(source)) {
      // What follows a call in a statement is told at the last line of what was called.
      if (heapLines.has(line) || /^\s*return nil/u.test(lines[line - 1] ?? '')) continue;
      expect(
        types.filter((type) => !ofRuntime.test(type)).map((type) => `${line}: ${type}`),
      ).toEqual([]);
    }
  });
});
