import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { canKeep, operationNames } from '../compile/opcodes.ts';

test('the cases of the inner loop are the codes of the instructions that they name', () => {
  const source = readFileSync(join(import.meta.dirname, 'fast-loop.ts'), 'utf8');
  const cases = [...source.matchAll(/case (\d+): (?:\{\s+)?\/\/ (\w+)/g)];
  expect(cases.length).toBe([...source.matchAll(/\bcase /g)].length);
  for (const [, code, name] of cases)
    expect([code, operationNames[Number(code)]]).toEqual([code, name]);
  const done = cases.map(([, code]) => Number(code)).sort((one, other) => one - other);
  expect(done).toEqual([...done.keys()]);
  // What may be kept for the next instruction is what the loop makes, and nothing else.
  const keeping = operationNames.map((_, code) => code).filter(canKeep);
  expect(keeping).toEqual(done.slice(-keeping.length));
});
