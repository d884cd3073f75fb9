import { describe, expect, test, vi } from 'vitest';
import type { Params, Reply, RequestName } from '../../main/contract/contract.ts';
import type { Frame } from './frame.ts';
import type { Bridge } from '../bridge/bridge.ts';
import { startingSettings } from '../sandbox/starting-point.ts';
import { RunView } from './run-view.svelte.ts';

const metrics = {} as Frame['metrics'];
function frameAt(seq: number, length: number): Frame {
  return {
    seq,
    length,
    op: seq,
    line: null,
    event: null,
    heapBytes: 64,
    blocks: [],
    objects: [],
    cells: null,
    roots: [],
    worklist: null,
    collection: null,
    output: '',
    metrics,
    goroutinesLeftOut: 0,
    outputIsCut: false,
    spans: null,
    regions: [],
  };
}

/** A host whose frames are answered when the test says so. */
function heldHost(length: number) {
  const asked: number[] = [];
  const release: (() => void)[] = [];
  const bridge = {
    request: (name: RequestName, params: unknown) => {
      if (name === 'run/events') return Promise.resolve({ ok: [] });
      if (name === 'run/get')
        return Promise.resolve({ ok: { settings: { ...startingSettings, geometry: 'cells' } } });
      if (name === 'run/find') {
        const { seq, moment } = params as Params<'run/find'>;
        const step = moment.kind === 'operation' || moment.kind === 'collection' ? moment.step : 0;
        return Promise.resolve({ ok: { seq: seq + 10 * step } });
      }
      const { seq } = params as Params<'run/frame'>;
      asked.push(seq);
      return new Promise((resolve) => {
        release.push(() => {
          resolve({ ok: frameAt(seq, length) });
        });
      });
    },
    on: () => () => undefined,
  } as unknown as Bridge;
  const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  return {
    bridge,
    asked,
    settle,
    answer: async () => {
      release.shift()?.();
      await settle();
    },
  };
}

describe('a run in the window', () => {
  test('asks the host for the settings it was not given', async () => {
    const host = heldHost(3);
    const view = new RunView(host.bridge, { run: 'r', length: 3 });
    await host.settle();
    expect(view.geometry).toBe('cells');
    view.dispose();
  });

  test('asks for one frame at a time, and the latest wish wins', async () => {
    const host = heldHost(100);
    const view = new RunView(host.bridge, { run: 'r', length: 100, seq: 0 });
    await host.settle();
    for (let seq = 1; seq <= 50; seq += 1) view.seek(seq);
    expect(host.asked).toEqual([0]);
    await host.answer();
    expect(host.asked).toEqual([0, 50]);
    await host.answer();
    expect(view.frame?.seq).toBe(50);
    expect(host.asked).toEqual([0, 50]);
    view.dispose();
  });

  test('follows the end of a run that grows, and stays where the person went back', async () => {
    const host = heldHost(20);
    const view = new RunView(host.bridge, { run: 'r', length: 10 });
    await host.settle();
    await host.answer();
    const state = {
      run: 'r',
      status: 'running',
      operations: 1,
      line: null,
      script: null,
      message: null,
      simulatorOnly: null,
    } as const;
    view.onAdvanced({ ...state, length: 20 });
    expect(view.seq).toBe(20);
    await host.settle();
    await host.answer();
    view.seek(3);
    await host.answer();
    view.onAdvanced({ ...state, length: 30 });
    await host.settle();
    expect([view.seq, view.length]).toEqual([3, 30]);
    view.dispose();
  });

  test('goes back when an undo makes the run shorter than the moment on screen', async () => {
    const host = heldHost(6);
    const view = new RunView(host.bridge, { run: 'r', length: 10 });
    await host.settle();
    await host.answer();
    view.onAdvanced({
      run: 'r',
      status: 'ready',
      length: 6,
      operations: 1,
      line: null,
      script: '',
      message: null,
      simulatorOnly: null,
    });
    expect(view.seq).toBe(6);
    await host.settle();
    await host.answer();
    expect([view.frame?.seq, view.length]).toEqual([6, 6]);
    view.dispose();
  });

  test('steps by operation to where the host finds it, within the run', async () => {
    const host = heldHost(25);
    const view = new RunView(host.bridge, { run: 'r', length: 25, seq: 0 });
    await host.settle();
    await host.answer();
    view.stepOperation(1);
    await host.settle();
    expect(view.seq).toBe(10);
    view.collection(1);
    await host.settle();
    view.collection(1);
    await host.settle();
    expect(view.seq).toBe(25);
    view.dispose();
  });

  test('plays to the end and stops there, and stops at once when told to', async () => {
    vi.useFakeTimers();
    const bridge = {
      request: (name: RequestName, params: unknown) =>
        Promise.resolve(
          name === 'run/frame'
            ? { ok: frameAt((params as Params<'run/frame'>).seq, 3) }
            : { ok: [] },
        ) as Promise<Reply<RequestName>>,
      on: () => () => undefined,
    } as unknown as Bridge;
    const view = new RunView(bridge, { run: 'r', length: 3, seq: 0 });
    await vi.advanceTimersByTimeAsync(0);
    view.play();
    await vi.advanceTimersByTimeAsync(250);
    expect(view.seq).toBe(1);
    view.pause();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(view.seq).toBe(1);
    view.play();
    await vi.advanceTimersByTimeAsync(5_000);
    expect([view.seq, view.playing]).toEqual([3, false]);
    expect(vi.getTimerCount()).toBe(0);
    view.dispose();
    vi.useRealTimers();
  });

  test('a fault is kept for the stage to say, and the last frame stays', async () => {
    let failing = false;
    const bridge = {
      request: (name: RequestName, params: unknown) =>
        Promise.resolve(
          name !== 'run/frame'
            ? { ok: [] }
            : failing
              ? { fault: { code: 'no-such-run', detail: {} } }
              : { ok: frameAt((params as Params<'run/frame'>).seq, 5) },
        ) as Promise<Reply<RequestName>>,
      on: () => () => undefined,
    } as unknown as Bridge;
    const view = new RunView(bridge, { run: 'r', length: 5, seq: 2 });
    await vi.waitFor(() => {
      expect(view.frame?.seq).toBe(2);
    });
    failing = true;
    view.seek(4);
    await vi.waitFor(() => {
      expect(view.fault?.code).toBe('no-such-run');
    });
    expect(view.frame?.seq).toBe(2);
    view.dispose();
  });
});
