import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ScriptRun } from './script-run.ts';
import { defaultSettings } from './settings.ts';
import recorded from './testing/deaths.json' with { type: 'json' };
import { generateOperations } from './testing/generate.ts';
import { eventsNamed } from './testing/play.ts';

const seeds = Array.from({ length: 100 }, (_, index) => index + 1);
const programs = seeds.map((seed) => generateOperations(seed, { length: 100, collections: 0 }));

/** Ordinals of the objects that die, in order. */
function deathsOf(program: (typeof programs)[number]): number[] {
  const run = new ScriptRun({ ...defaultSettings, collector: 'refcount', heapBytes: 1 << 16 });
  for (const [index, operation] of program.entries()) run.perform({ line: index + 1, operation });
  return eventsNamed(run.machine, 'dead').map(({ object }) => object);
}

test('objects die in the order in which CPython 3.11 lets them die (recorded)', () => {
  const deaths = programs.map(deathsOf);
  expect(deaths.flat().length).toBeGreaterThan(800);
  expect(deaths).toEqual(recorded.deaths);
});

test('where Python is installed, it says the same today', () => {
  const script = fileURLToPath(new URL('./testing/deaths.py', import.meta.url));
  const python = spawnSync('python3', [script], {
    input: JSON.stringify(programs),
    encoding: 'utf8',
  });
  const told: unknown = python.status === 0 ? JSON.parse(python.stdout) : recorded.deaths;
  expect(told).toEqual(programs.map(deathsOf));
});
