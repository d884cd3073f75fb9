import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeProblem, formatScript, parseScript } from './script.ts';
import { ScriptRun } from './script-run.ts';
import { defaultSettings } from './settings.ts';
import type { HeapSettings } from './settings.ts';
import { generateOperations } from './testing/generate.ts';
import { eventsOf, play } from './testing/play.ts';

test('a script is read line by line; comments, blank lines, tabs and line ends do not matter', () => {
  const text =
    '\uFEFF# list\r\nalloc a Node 16 2 # the head\r\n\r\n\twrite  a 0 a\nroot @g nil\rgc';
  expect(parseScript(text)).toEqual({
    ok: true,
    lines: [
      { line: 2, operation: { kind: 'alloc', slot: 'a', type: 'Node', bytes: 16, fields: 2 } },
      { line: 4, operation: { kind: 'write', slot: 'a', field: 0, from: 'a' } },
      { line: 5, operation: { kind: 'root', slot: '@g', from: null } },
      { line: 6, operation: { kind: 'gc' } },
    ],
  });
});

test('what is written can be read again', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const operations = generateOperations(seed, { length: 40, frees: 5 });
      const parsed = parseScript(formatScript(operations));
      expect(parsed.ok && parsed.lines.map(({ operation }) => operation)).toEqual(operations);
    }),
    { numRuns: 50, seed: 5 },
  );
});

test('any text is read or refused with a place, never thrown at', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc
          .array(
            fc.constantFrom(
              'alloc',
              'root',
              'gc',
              'pop',
              'a',
              'nil',
              '1',
              '-1',
              '1e3',
              '\n',
              '#',
              '@',
              '__proto__',
              'constructor',
              'toString',
            ),
          )
          .map((words) => words.join(' ')),
      ),
      (text) => {
        const parsed = parseScript(text);
        if (!parsed.ok)
          for (const problem of parsed.problems)
            expect(describeProblem(problem)).toContain('expected');
      },
    ),
    { numRuns: 500, seed: 6 },
  );
});

describe('a mistake names the line, the word and what was expected', () => {
  test.each([
    ['allok a', 'unknown-word', 'allok'],
    ['alloc a Node', 'missing-word', 'Node'],
    ['alloc a Node 16 2 3', 'extra-word', '3'],
    ['alloc nil Node 16 2', 'bad-slot', 'nil'],
    ['alloc a Node -1 2', 'bad-number', '-1'],
    ['alloc a Node 1e3 2', 'bad-number', '1e3'],
    ['root a b! ', 'bad-slot', 'b!'],
    ['read a b', 'missing-word', 'b'],
    ['gc now', 'extra-word', 'now'],
    ['constructor', 'unknown-word', 'constructor'],
  ])('%s', (line, code, word) => {
    expect(parseScript(`gc\n${line}`)).toMatchObject({
      ok: false,
      problems: [{ line: 2, code, word }],
    });
  });

  test.each([
    ['write x 2 nil', 'no-such-field', '2'],
    ['read y x 2', 'no-such-field', '2'],
    ['alloc y T 8 2', 'bad-size', '8'],
    ['pop', 'no-frame', 'pop'],
  ])('while it runs: %s', (script, code, word) => {
    const run = play('alloc x T 16 2');
    const parsed = parseScript(script);
    const performed = run.performAll(parsed.ok ? parsed.lines : []);
    expect(performed).toMatchObject({ status: 'refused', problem: { code, word } });
  });

  test('a refused operation changes nothing', () => {
    const run = play('alloc x T 16 2');
    const before = run.machine.timeline.stateHash();
    run.perform({ line: 9, operation: { kind: 'write', slot: 'x', field: 2, from: 'new' } });
    expect([run.machine.timeline.stateHash(), run.operations.length]).toEqual([before, 1]);
  });
});

test('a slot is made when it is first used, be it only to read nil from it', () => {
  const run = play(
    'alloc x T 16 2\nroot a b\nroot c @g\nwrite x 0 d\nread e x 0\nread f h 0\nfree i',
    {
      collector: 'manual',
    },
  );
  const { core, roots } = run.machine;
  const names = roots
    .frames()
    .map((frame) =>
      [...roots.slots(frame)].map((slot) => core.labels.at(roots.labelAt(slot)).slot),
    );
  expect(names).toEqual([['@g'], ['x', 'a', 'b', 'c', 'd', 'e', 'f', 'h', 'i']]);
  expect(
    eventsOf(run.machine, 0).flatMap((event) => (event.event === 'fault' ? [event.kind] : [])),
  ).toEqual(['nil-dereference', 'free-of-nil']);
});

test('slots of a popped frame are dropped from the last to the first', () => {
  const run = play('push f\nalloc a A 0 0\nalloc b B 0 0\nalloc c C 0 0', {
    collector: 'refcount',
  });
  const before = run.machine.core.recording.length;
  run.perform({ line: 5, operation: { kind: 'pop' } });
  expect(
    eventsOf(run.machine, before).map((event) =>
      event.event === 'root' ? event.slot : event.event,
    ),
  ).toEqual([
    ...['c', 'dec', 'dead', 'free', 'coalesce'],
    ...['b', 'dec', 'dead', 'free', 'coalesce'],
    ...['a', 'dec', 'dead', 'free', 'coalesce'],
    'return',
  ]);
});

test('an allocation that does not fit ends the run with what was asked, what is free and the largest piece', () => {
  const run = new ScriptRun({
    ...defaultSettings,
    heapBytes: 256,
    collector: 'none',
  } satisfies HeapSettings);
  const performed = Array.from(
    { length: 5 },
    (_, index) =>
      run.perform({
        line: index + 1,
        operation: { kind: 'alloc', slot: 'a', type: 'T', bytes: 56, fields: 0 },
      }).status,
  );
  expect(performed).toEqual(['done', 'done', 'done', 'done', 'out-of-memory']);
  expect(eventsOf(run.machine).at(-1)).toMatchObject({
    event: 'oom',
    request: 64,
    free: 0,
    largest: 0,
  });
});
