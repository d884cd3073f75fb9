import { describe, expect, test } from 'vitest';
import { defaultSettings, type HeapSettings } from '../../simulator/settings.ts';
import { runRecord } from '../testing/sessions.ts';
import { checkSource } from './check.ts';
import { compareRuns } from './compare.ts';
import { openRun, restoreRun } from './open.ts';
import { replayRun } from './replay.ts';
import { finish, type Done, type Run } from './run.ts';
import { scriptChange } from '../fold.ts';

const never = (): boolean => false;

function opened(text: string, settings: Partial<HeapSettings> = {}): Run {
  const source = { kind: 'operations', name: 'test', text } as const;
  return take(
    finish(openRun('r1', source, { ...defaultSettings, heapBytes: 512, ...settings }, null)),
  );
}

function take<T>(done: Done<T>): T {
  if ('fault' in done) throw new Error(JSON.stringify(done.fault));
  return done.ok;
}

const perform = (run: Run, text: string) => finish(run.perform(text, never));

describe('a script', () => {
  test('is performed when it is opened, line by line', () => {
    const run = opened('# two names\nalloc a Node 16 1\n\nroot b a\n', { collector: 'refcount' });
    expect(run.state()).toEqual({
      run: 'r1',
      status: 'ready',
      length: 5,
      operations: 2,
      line: 4,
      script: '# two names\nalloc a Node 16 1\n\nroot b a\n',
      message: null,
      simulatorOnly: null,
    });
    expect(run.event(5)).toMatchObject({ event: 'root', slot: 'b', to: 1, op: 2, line: 4 });
  });

  test('grows by hand, with its lines where they stand in the whole', () => {
    const run = opened('alloc a Node 16 1');
    expect(take(perform(run, 'alloc b Node 16 1\nwrite a 0 b\n'))).toMatchObject({
      operations: 3,
      line: 3,
      script: 'alloc a Node 16 1\nalloc b Node 16 1\nwrite a 0 b\n',
    });
  });

  test('opened anew from its text is the same run', () => {
    const run = opened('alloc a Node 16 1\n# comment');
    perform(run, 'push f\nalloc b Node 24 0\npop');
    perform(run, 'gc');
    const again = opened(run.state().script ?? '');
    expect(again.state()).toEqual(run.state());
    expect(again.hashAfter(5)).toBe(run.hashAfter(5));
  });

  test('with a mistake anywhere performs nothing and says where', () => {
    const run = opened('alloc a Node 16 1\n');
    const before = run.state();
    expect(perform(run, 'root b a\n  write a 7 b\n')).toEqual({
      fault: {
        code: 'source-problems',
        detail: { count: 1 },
        problems: [
          {
            line: 3,
            column: 11,
            message: expect.stringContaining('no field 7') as string,
            code: 'no-such-field',
            detail: { word: '7', type: 'Node', fields: 1 },
          },
        ],
      },
    });
    expect(perform(run, 'root b a\nallocate\nroot c\n')).toMatchObject({
      fault: { detail: { count: 2 }, problems: [{ line: 3 }, { line: 4 }] },
    });
    expect(run.state()).toEqual(before);
    expect(take(perform(run, 'root b a\n')).operations).toBe(2);
  });

  test('takes back one operation at a time, and goes on from there as if it had never been', () => {
    const run = opened('alloc a Node 16 1\nalloc b Node 16 1\nroot b nil\n', {
      collector: 'refcount',
    });
    const undone = take(finish(run.undo()));
    expect(undone).toMatchObject({
      operations: 2,
      script: 'alloc a Node 16 1\nalloc b Node 16 1\n',
    });
    expect(run.hashAfter(2)).toBe(
      opened('alloc a Node 16 1\nalloc b Node 16 1\n', { collector: 'refcount' }).hashAfter(2),
    );
    finish(run.undo());
    finish(run.undo());
    expect(run.state()).toMatchObject({ operations: 0, script: '', length: 0 });
    expect(finish(run.undo())).toEqual({
      fault: { code: 'nothing-to-undo', detail: { run: 'r1' } },
    });
  });

  test('out of memory stands where it ended, refuses more, and can take it back', () => {
    const run = opened('alloc a Block 500 0\nalloc b Block 500 0\nroot a nil\n');
    expect(run.state()).toMatchObject({ status: 'out-of-memory', operations: 2 });
    expect(perform(run, 'gc')).toEqual({
      fault: { code: 'run-ended', detail: { run: 'r1', status: 'out-of-memory' } },
    });
    expect(take(finish(run.undo()))).toMatchObject({
      status: 'ready',
      operations: 1,
      script: 'alloc a Block 500 0\n',
    });
  });

  test('stopped in the middle keeps what was performed, and no more of the text', () => {
    const run = opened('');
    let asked = 0;
    const state = take(
      finish(run.perform('alloc a Node 16 1\nroot b a\nroot c a\nroot d a\n', () => ++asked === 2)),
    );
    expect(state).toMatchObject({
      status: 'stopped',
      operations: 2,
      script: 'alloc a Node 16 1\nroot b a\n',
    });
    expect(take(perform(run, 'root c a\n'))).toMatchObject({ status: 'ready', operations: 3 });
  });

  test('is no program', () => {
    expect(finish(opened('gc').control({ kind: 'run' }, [], never))).toMatchObject({
      fault: { code: 'not-a-program' },
    });
  });
});

test('settings that go together with nothing are refused with a sentence', () => {
  const source = { kind: 'operations', name: 'test', text: '' } as const;
  expect(finish(openRun('r1', source, { ...defaultSettings, heapBytes: 17 }, null))).toMatchObject({
    fault: { code: 'bad-settings' },
  });
});

describe('moments', () => {
  const run = opened(
    'alloc a Node 16 1\nalloc b Node 16 1\nwrite a 0 b\nroot b nil\ngc\nroot a nil\ngc\n',
  );
  const { length } = run.state();
  const ends = [1, 2, 3, 4, 5, 6, 7].map(
    (operation) => run.find(0, { kind: 'at-operation', operation }) ?? -1,
  );

  test('operations are visited in both directions, from wherever one stands', () => {
    const forward: number[] = [];
    for (
      let seq: number | null = 0;
      seq !== null;
      seq = run.find(seq, { kind: 'operation', step: 1 })
    )
      forward.push(seq);
    expect(forward).toEqual([0, ...ends]);
    const back: number[] = [];
    for (
      let seq: number | null = length;
      seq !== null;
      seq = run.find(seq, { kind: 'operation', step: -1 })
    )
      back.push(seq);
    expect(back).toEqual([...forward].reverse());
    expect(run.find((ends[1] ?? 0) - 1, { kind: 'operation', step: 1 })).toBe(ends[1]);
    expect(run.find((ends[1] ?? 0) - 1, { kind: 'operation', step: -1 })).toBe(ends[0]);
  });

  test('events, collections, lines and facts are found', () => {
    expect(run.find(0, { kind: 'event', step: -1 })).toBeNull();
    expect(run.find(length, { kind: 'event', step: 1 })).toBeNull();
    expect(run.find(3, { kind: 'event', step: 1 })).toBe(4);
    const first = run.find(0, { kind: 'collection', step: 1 }) ?? 0;
    const second = run.find(first, { kind: 'collection', step: 1 }) ?? 0;
    expect(run.event(first)).toMatchObject({ event: 'gc-start', op: 5 });
    expect(run.event(second)).toMatchObject({ event: 'gc-start', op: 7 });
    expect(run.find(second, { kind: 'collection', step: 1 })).toBeNull();
    expect(run.find(second, { kind: 'collection', step: -1 })).toBe(first);
    expect(run.find(0, { kind: 'line', line: 4 })).toBe(ends[3]);
    expect(run.find(length, { kind: 'line', line: 4 })).toBeNull();
    expect(run.event(run.find(0, { kind: 'fact', event: 'free', object: 2 }) ?? 0)).toMatchObject({
      event: 'free',
      object: 2,
    });
    expect(run.find(0, { kind: 'fact', event: 'free', object: 9 })).toBeNull();
    expect(run.find(0, { kind: 'fact', event: 'oom', object: null })).toBeNull();
    expect(run.find(0, { kind: 'end' })).toBe(length);
  });

  test('a position outside is a RangeError', () => {
    expect(() => run.find(length + 1, { kind: 'end' })).toThrow(RangeError);
    expect(() => run.event(0)).toThrow(RangeError);
    expect(() => run.frame(length + 1, { blockLimit: 10, cells: null })).toThrow(RangeError);
  });
});

test('looking at the past changes nothing of what comes', () => {
  const run = opened('alloc a Node 16 1\nalloc b Node 16 1\n', { collector: 'refcount' });
  run.frame(1, { blockLimit: 100, cells: null });
  run.explain(2, 1);
  run.series(0, run.state().length, 10);
  run.hashAfter(1);
  perform(run, 'root a nil\n');
  const plain = opened(run.state().script ?? '', { collector: 'refcount' });
  expect(run.hashAfter(3)).toBe(plain.hashAfter(3));
  expect(run.frame(run.state().length, { blockLimit: 100, cells: null })).toEqual(
    plain.frame(plain.state().length, { blockLimit: 100, cells: null }),
  );
});

describe('comparing', () => {
  const script =
    'alloc a Node 16 1\nalloc b Node 16 1\nwrite a 0 b\nwrite b 0 a\nroot a nil\nroot b nil\ngc\n';
  const compare = (left: Run, right: Run) => finish(compareRuns(left, right));

  test('counting and tracing differ where the cycle is collected', () => {
    expect(
      compare(
        opened(script, { collector: 'refcount' }),
        opened(script, { collector: 'mark-sweep' }),
      ),
    ).toEqual({ operation: 7, operations: 7 });
  });

  test('a run equals itself, and one that ended earlier differs just after its end', () => {
    expect(compare(opened(script), opened(script))).toEqual({ operation: null, operations: 7 });
    expect(compare(opened('alloc a Node 16 1\n'), opened('alloc a Node 16 1\nroot b a\n'))).toEqual(
      { operation: 2, operations: 2 },
    );
  });
});

describe('a record', () => {
  test('is opened again as it stood, by hand and all', () => {
    const record = { ...runRecord('r4'), script: 'alloc a Node 16 1\nroot b a\n' };
    const run = take(finish(restoreRun(record)));
    expect(run.id).toBe('r4');
    expect(run.state()).toMatchObject({ operations: 2, script: record.script });
    expect(run.source.text).toBe('alloc a Node 16 1\n');
  });

  test('whose source has a mistake does not agree, and nothing fails', () => {
    expect(finish(replayRun({ ...runRecord('r1'), script: 'nonsense\n' }))).toMatchObject({
      agrees: false,
      found: { operations: 0, hash: null },
    });
  });

  test('says what changed of a script in as little as it takes', () => {
    expect(scriptChange('a\nb\n', 'a\nb\nc\n')).toEqual({ keep: 4, add: 'c\n' });
    expect(scriptChange('a\nb\n', 'a\n')).toEqual({ keep: 2, add: '' });
    expect(scriptChange('a\n', 'a\n')).toBeNull();
  });
});

test('a source is checked without being opened', () => {
  const check = (text: string) =>
    checkSource({ kind: 'operations', name: 'x', text }, 'go').problems;
  expect(check('alloc a Node 16 1\nroot a nil\n')).toEqual([]);
  expect(check('alloc a Node 16 1\nwrite a 1 nil\n')).toMatchObject([
    { line: 2, column: 9, code: 'no-such-field' },
  ]);
  expect(check('fly\n')).toMatchObject([{ line: 1, column: 1, code: 'unknown-word' }]);
});
