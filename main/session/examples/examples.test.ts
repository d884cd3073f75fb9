import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Language } from '../../contract/course.ts';
import { recordedIn } from '../../minigo/testing/programs.ts';
import type { RunState } from '../../contract/run.ts';
import type { HeapSettings } from '../../simulator/settings.ts';
import { openRun } from '../runs/open.ts';
import type { Done, Run, Work } from '../runs/run.ts';
import type { Example } from './example.ts';
import { exampleList } from './examples.ts';

const languages = ['en', 'zh-CN'] as const satisfies readonly Language[];
const records = new Map(
  recordedIn(join(import.meta.dirname, 'recorded.txtar')).map((record) => [record.name, record]),
);
const never = (): boolean => false;

function finish<T>(work: Work<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

function take<T>(done: Done<T>): T {
  if ('fault' in done) throw new Error(JSON.stringify(done.fault));
  return done.ok;
}

/** The example run to its end, with the settings it comes with. */
function played({ source, settings }: Example): { readonly run: Run; readonly end: RunState } {
  const run = take(finish(openRun('r1', source, settings, null)));
  if (source.kind === 'operations') return { run, end: run.state() };
  return { run, end: take(finish(run.control({ kind: 'run' }, [], never))) };
}

function named(language: Language): [string, Example][] {
  return exampleList(language).map((example) => [example.id, example]);
}

function exampleOf(id: string): Example {
  const example = exampleList('en').find((one) => one.id === id);
  if (example === undefined) throw new Error(`There is no example ${id}.`);
  return example;
}

function metricsOf(id: string) {
  const { run, end } = played(exampleOf(id));
  return run.frame(end.length, { blockLimit: 100, cells: null }).metrics;
}

test('there are at least 28 programs, each recorded with a real Go as it stands', () => {
  const programs = exampleList('en').filter(({ source }) => source.kind === 'program');
  expect(programs.length).toBeGreaterThanOrEqual(28);
  expect(new Map(programs.map(({ id, source }) => [id, source.text]))).toEqual(
    new Map([...records].map(([id, record]) => [id, record.source])),
  );
});

describe.each(languages)('in %s', (language) => {
  test.each(named(language))('%s runs as Go does', (id, example) => {
    const { run, end } = played(example);
    const record = records.get(id);
    if (record === undefined) {
      expect(end.status).toBe(id === 'fails-though-free' ? 'out-of-memory' : 'ready');
      return;
    }
    const { output } = run.frame(end.length, { blockLimit: 0, cells: null });
    expect({ output, simulatorOnly: end.simulatorOnly, status: end.status }).toEqual({
      output: record.output,
      simulatorOnly: null,
      status: record.exit === 0 ? 'finished' : 'deadlock',
    });
    expect(record.dying).toBe(end.message ?? '');
  });

  test.each(named(language))('%s is told in that language', (_, { title, about, look, source }) => {
    const comments = source.text
      .split('\n')
      .filter((line) => /^\s*\/\/ /u.test(line))
      .join();
    expect(/\p{Script=Han}/u.test(about)).toBe(language === 'zh-CN');
    expect(/\p{Script=Han}/u.test(look)).toBe(language === 'zh-CN');
    expect(/\p{Script=Han}/u.test(title) && language === 'en').toBe(false);
    expect(source.text).not.toContain('¦');
    expect(/\p{Script=Han}/u.test(comments)).toBe(comments !== '' && language === 'zh-CN');
  });
});

describe('the heap shows what the words promise', () => {
  test.each<[string, object]>([
    ['cycle', { allocated: 2, garbage: 2 }],
    ['list', { freed: 3, live: 0, garbage: 0 }],
    ['tree', { freed: 3, live: 3, garbage: 0 }],
    ['go-list', { live: 0, garbage: 0 }],
    ['go-cycle', { garbage: 6 }],
    ['go-doubly-linked', { garbage: 4, freed: 0 }],
    ['go-doubly-linked-weak', { garbage: 0 }],
  ])('%s', (id, objects) => {
    expect(metricsOf(id).objects).toMatchObject(objects);
  });

  test('half of the heap is free, in holes', () => {
    expect(metricsOf('fragmentation')).toMatchObject({ holes: 3, free: 96, largestFree: 32 });
  });

  test('enough is free, but not in one piece', () => {
    const { run, end } = played(exampleOf('fails-though-free'));
    expect(run.event(end.length)).toMatchObject({
      event: 'oom',
      request: 64,
      free: 128,
      largest: 32,
    });
  });

  test('only moving gets the long record into a heap full of holes', () => {
    const { source, settings } = exampleOf('go-fragmentation');
    const statusUnder = (change: Partial<HeapSettings>): string =>
      played({ ...exampleOf('go-fragmentation'), source, settings: { ...settings, ...change } }).end
        .status;
    expect(statusUnder({})).toBe('finished');
    expect(statusUnder({ heapBytes: 2000 })).toBe('out-of-memory');
    expect(statusUnder({ heapBytes: 2000, collector: 'mark-sweep' })).toBe('out-of-memory');
    expect(statusUnder({ heapBytes: 2000, collector: 'mark-compact' })).toBe('finished');
  });

  test('without a barrier the hidden box is lost', () => {
    const example = exampleOf('go-incremental');
    const { run, end } = played({ ...example, settings: { ...example.settings, barrier: 'none' } });
    const { output } = run.frame(end.length, { blockLimit: 0, cells: null });
    expect(output).toMatch(/^\d+ true$/mu);
    expect(output).not.toContain('42');
  });

  test.each([
    ['go-young', 5],
    ['go-copying', 3],
    ['go-incremental', 3],
  ])('%s collects', (id, times) => {
    expect(metricsOf(id).collections).toBeGreaterThanOrEqual(times);
  });
});
