import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { eventAt } from '../../simulator/decode.ts';
import type { Machine } from '../../simulator/machine.ts';
import { runProgram } from '../testing/programs.ts';

/** Programs that build and cut graphs, and the order of deaths that CPython recorded. */
const cases = readFileSync(join(import.meta.dirname, 'deaths.txtar'), 'utf8')
  .split(/^-- seed-/m)
  .slice(1)
  .reduce<{ seed: string; source: string; deaths: string }[]>((found, part) => {
    const end = part.indexOf(' --\n');
    const [seed = '', kind = ''] = part.slice(0, end).split('.');
    const body = part.slice(end + 4);
    if (kind === 'go') return [...found, { seed, source: body, deaths: '' }];
    return found.map((known) => (known.seed === seed ? { ...known, deaths: body.trim() } : known));
  }, []);

function deaths(machine: Machine): string {
  const dead: number[] = [];
  for (let seq = 1; seq <= machine.core.recording.length; seq++) {
    const event = eventAt(machine.core, seq);
    if (event.event === 'dead') dead.push(event.object);
  }
  return dead.join(' ');
}

describe('objects die in the order in which they die in CPython', () => {
  test.each(cases)('seed $seed', ({ source, deaths: expected }) => {
    const { machine, outcome } = runProgram(source, {
      settings: { collector: 'refcount', heapBytes: 65536 },
      escape: 'heap',
      recording: true,
    });
    expect(outcome).toEqual({ kind: 'finished' });
    expect(deaths(machine)).toBe(expected);
  });

  test('the programs do let many objects die, in cascades too', () => {
    expect(cases.length).toBeGreaterThanOrEqual(100);
    const total = cases.reduce((sum, { deaths: text }) => sum + text.split(' ').length, 0);
    expect(total).toBeGreaterThan(1000);
  });
});
