import { expect, test } from 'vitest';
import { listStep, programStep, runSteps } from './step.ts';

test('what holds and what does not is told and counted', async () => {
  const lines: string[] = [];
  const steps = [
    listStep('good', () => []),
    listStep('bad', () => ['a.ts:1: one', 'a.ts:2: two']),
    listStep('broken', () => Promise.reject(new Error('it cannot be read'))),
    programStep('absent program', 'no-such-package/no-such-file.js', []),
  ];
  const counts = await runSteps(steps, 2, (line) => lines.push(line));
  expect(counts).toEqual({ passed: 1, failed: 3 });
  const text = lines.join('\n');
  expect(text).toMatch(/^ok {6}good/m);
  expect(text).toMatch(/^FAILED {2}bad .*\n {8}a\.ts:1: one\n {8}a\.ts:2: two/m);
  expect(text).toContain('it cannot be read');
  expect(text).toContain('Cannot find module');
});
