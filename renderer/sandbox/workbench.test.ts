import { describe, expect, test } from 'vitest';
import type { RunState } from '../../main/contract/run.ts';
import type { Answers, FakeBridge } from '../bridge/fake-bridge.ts';
import { shellFor } from '../testing/place.ts';
import { Workbench } from './workbench.svelte.ts';

const state = (run: string, more: Partial<RunState> = {}): RunState => ({
  run,
  status: 'ready',
  length: 0,
  operations: 0,
  line: null,
  script: '',
  message: null,
  simulatorOnly: null,
  ...more,
});

/** A host that opens run after run and performs lines by writing them down. */
function benchOn(answers: Answers = {}): { bench: Workbench; bridge: FakeBridge } {
  let opened = 0;
  let script = '';
  const { bridge, shell } = shellFor({
    'run/open': ({ source }) => {
      opened += 1;
      script = source.text;
      return state(`r${opened}`, { script, length: 3 });
    },
    'run/perform': ({ run, text }) => {
      script += text;
      return state(run, { script, operations: 1, length: 5 });
    },
    'run/undo': ({ run }) => {
      script = script.replace(/[^\n]*\n$/u, '');
      return state(run, { script, length: 3 });
    },
    'run/control': ({ run }) => state(run, { status: 'finished', length: 9, script: null }),
    'run/close': () => null,
    'sandbox/set': () => null,
    'run/check': () => ({ problems: [], escapes: [] }),
    ...answers,
  });
  return { bench: new Workbench(shell), bridge };
}

describe('the workbench', () => {
  test('every action by hand is a line of the script, and is taken back as one', async () => {
    const { bench, bridge } = benchOn();
    await bench.perform('alloc a Node 16 1');
    await bench.perform('root a nil');
    expect(bench.source.text).toBe('alloc a Node 16 1\nroot a nil\n');
    expect(bench.changed).toBe(false);
    await bench.undo();
    expect(bench.source.text).toBe('alloc a Node 16 1\n');
    expect(bridge.askedFor('run/open')).toHaveLength(1);
    bench.dispose();
  });

  test('what was typed is run before something is done to it by hand', async () => {
    const { bench, bridge } = benchOn();
    await bench.run();
    bench.type('alloc x Node 8 0\n');
    expect(bench.changed).toBe(true);
    await bench.perform('gc');
    expect(bridge.askedFor('run/open').at(-1)?.source.text).toBe('alloc x Node 8 0\n');
    expect(bench.source.text).toBe('alloc x Node 8 0\ngc\n');
    bench.dispose();
  });

  test('a new run takes the place of the old one, which is closed, and is kept with the session', async () => {
    const { bench, bridge } = benchOn();
    await bench.run();
    await bench.run();
    expect(bridge.askedFor('run/close')).toEqual([{ run: 'r1' }]);
    expect(bridge.askedFor('sandbox/set')).toEqual([{ run: 'r1' }, { run: 'r2' }]);
    bench.dispose();
  });

  test('Run pressed while another run is being opened is not lost', async () => {
    const { bench, bridge } = benchOn();
    const started = bench.start('program');
    bench.type('package main\n\nfunc main() { println(1) }\n');
    await Promise.all([started, bench.run()]);
    await expect.poll(() => bench.state?.status).toBe('finished');
    expect(bridge.askedFor('run/open').at(-1)?.source.text).toContain('println(1)');
    expect(bridge.askedFor('run/control')).toHaveLength(1);
    bench.dispose();
  });

  test('settings chosen one after the other, before the first are in force, hold together', async () => {
    const { bench, bridge } = benchOn();
    await bench.run();
    const first = bench.change({ collector: 'semispace' });
    const second = bench.change({ heapBytes: 4096 });
    expect(await Promise.all([first, second])).toEqual([true, true]);
    expect(bench.settings).toMatchObject({ collector: 'semispace', heapBytes: 4096 });
    expect(bridge.askedFor('run/open').at(-1)?.settings).toMatchObject({
      collector: 'semispace',
      heapBytes: 4096,
    });
    bench.dispose();
  });

  test('a program with nothing to do has ended when it is opened: nothing more is asked of it', async () => {
    const { bench, bridge } = benchOn({ 'run/open': () => state('r1', { status: 'finished' }) });
    await bench.start('program');
    expect(bridge.askedFor('run/control')).toEqual([]);
    bench.dispose();
  });

  test('settings chosen while the source has a mistake hold for the next run', async () => {
    const { bench } = benchOn({
      'run/open': ({ source }) =>
        source.text.includes('hello')
          ? { fault: { code: 'source-problems', detail: { count: 1 }, problems: [] } }
          : state('r1'),
    });
    await bench.run();
    bench.type('hello\n');
    expect(await bench.change({ collector: 'none' })).toBe(true);
    expect(bench.settings.collector).toBe('none');
    bench.dispose();
  });

  test('settings that do not go together leave those before in force', async () => {
    const { bench } = benchOn();
    await bench.run();
    const refusing = benchOn({
      'run/open': () => ({ fault: { code: 'bad-settings', detail: { problem: 'no bump' } } }),
    });
    refusing.bench.state = state('r1');
    expect(await refusing.bench.change({ allocator: 'bump' })).toBe(false);
    expect(refusing.bench.settings.allocator).toBe('first-fit');
    expect(await bench.change({ allocator: 'best-fit' })).toBe(true);
    expect(bench.settings.allocator).toBe('best-fit');
    bench.dispose();
    refusing.bench.dispose();
  });

  test('mistakes of a source are placed, and nothing else’s heap stands beside it', async () => {
    const problem = { line: 2, column: 3, message: 'expected a size', code: 'syntax' };
    const { bench } = benchOn({
      'run/open': () => ({
        fault: { code: 'source-problems', detail: { count: 1 }, problems: [problem] },
      }),
    });
    await bench.take({ kind: 'operations', name: 'a.ops', text: 'gc\nalloc\n' });
    expect([bench.problems, bench.view, bench.state]).toEqual([[problem], null, null]);
    bench.dispose();
  });

  test('a program that has ended begins anew with the next step', async () => {
    const { bench, bridge } = benchOn();
    await bench.start('program');
    expect(bench.state?.status).toBe('finished');
    await bench.control({ kind: 'step-over' });
    expect(bridge.askedFor('run/open')).toHaveLength(2);
    expect(bridge.askedFor('run/control').map((asked) => asked.control.kind)).toEqual([
      'run',
      'step-over',
    ]);
    bench.dispose();
  });

  test('steps are taken one after the other, a few of them waiting, and none beyond the end', async () => {
    let done = 0;
    const { bench, bridge } = benchOn({
      'run/open': () => state('r1', { script: null, length: 3 }),
      'run/control': ({ run }) => {
        done += 1;
        return state(run, { status: done < 12 ? 'ready' : 'finished', length: 9, script: null });
      },
    });
    await bench.start('program');
    const held = Array.from({ length: 20 }, () => bench.control({ kind: 'step-into' }));
    expect(bridge.askedFor('run/control')).toHaveLength(1);
    await Promise.all(held);
    expect(done).toBe(1 + 8);
    await Promise.all(Array.from({ length: 6 }, () => bench.control({ kind: 'step-into' })));
    expect([done, bench.state?.status]).toEqual([12, 'finished']);
    expect(bridge.askedFor('run/open')).toHaveLength(1);
    bench.dispose();
  });

  test('a step asked for while a run begins, or waiting when one does, is given up', async () => {
    const { bench, bridge } = benchOn();
    await bench.start('program');
    const before = bridge.askedFor('run/control').length;
    const waiting = [bench.control({ kind: 'step-into' }), bench.control({ kind: 'step-into' })];
    const ran = bench.run();
    await Promise.all([...waiting, ran, bench.control({ kind: 'step-over' })]);
    const asked = bridge.askedFor('run/control').slice(before);
    expect(asked.map((one) => one.control.kind)).toEqual(['run']);
    await bench.control({ kind: 'step-over' });
    expect(bridge.askedFor('run/control').at(-1)?.control.kind).toBe('step-over');
    bench.dispose();
  });

  test('turning to a program and back keeps the script', async () => {
    const { bench } = benchOn();
    bench.type('alloc a Node 16 1\n');
    await bench.start('program');
    expect(bench.source.text).toContain('package main');
    await bench.start('operations');
    expect(bench.source.text).toBe('alloc a Node 16 1\n');
    bench.dispose();
  });

  test('after a start the run of the session is taken up, with its source and settings', async () => {
    const { bench } = benchOn({
      'sandbox/get': () => ({ run: 'r7' }),
      'run/get': ({ run }) => ({
        state: state(run, { script: 'gc\n', length: 2 }),
        source: { kind: 'operations', name: 'mine.ops', text: '' },
        settings: { ...new Workbench(shellFor({}).shell).settings, heapBytes: 1024 },
        program: null,
      }),
    });
    await bench.restore();
    expect([bench.source.text, bench.settings.heapBytes, bench.view?.run, bench.changed]).toEqual([
      'gc\n',
      1024,
      'r7',
      false,
    ]);
    bench.dispose();
  });
});
