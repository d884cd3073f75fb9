import { afterEach, describe, expect, test } from 'vitest';
import type { StartParams } from './calls.ts';
import { SimulatorHost, type HostedThread } from './host.ts';
import { memoryPortPair } from './port.ts';
import { answerCalls, type ThreadHandlers } from './rpc.ts';
import { StopBoard } from './stop-board.ts';

const context: StartParams = { lessons: new Map(), progress: null, seed: 1, runs: [] };
const answer = (ok: unknown) => ({ reply: { ok }, entries: [], progress: null });

/** A thread in memory whose request handler the test writes; `crash` ends it as a fault of its own would. */
class PlainThread implements HostedThread {
  readonly #ends: ((why: string) => void)[] = [];
  readonly port;
  readonly started: StartParams[] = [];
  stopped = false;

  constructor(
    request: ThreadHandlers['request'],
    board: SharedArrayBuffer,
    seen: (board: SharedArrayBuffer) => void,
  ) {
    const [here, there] = memoryPortPair();
    this.port = here;
    seen(board);
    const unexpected = async (): Promise<never> =>
      Promise.reject(new Error('not asked in this test'));
    answerCalls(there, {
      start: async (params) => {
        this.started.push(params);
        return null;
      },
      request,
      adopt: async () => null,
      replay: unexpected,
      figures: unexpected,
      lessons: async () => null,
      check: async () => ({ title: { en: 'Own', 'zh-CN': '自选' }, lessons: 1, mistakes: [] }),
      worksheet: unexpected,
    });
  }

  onEnd(listener: (why: string) => void): void {
    this.#ends.push(listener);
  }

  async stop(): Promise<void> {
    this.stopped = true;
  }

  crash(why: string): void {
    for (const end of this.#ends) end(why);
  }
}

const hosts: SimulatorHost[] = [];
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.dispose();
});

function hostWith(request: ThreadHandlers['request'], patience = 60_000) {
  const threads: PlainThread[] = [];
  const crashes: string[] = [];
  let board = new StopBoard();
  let clock = 0;
  const host = new SimulatorHost({
    startThread: (buffer) => {
      const thread = new PlainThread(request, buffer, (seen) => (board = new StopBoard(seen)));
      threads.push(thread);
      return thread;
    },
    context: () => context,
    hear: () => undefined,
    crashed: (why, repaired) => void crashes.push(`${why}${repaired ? ', repaired' : ''}`),
    patience,
    now: () => clock,
  });
  hosts.push(host);
  return {
    host,
    threads,
    crashes,
    isRaised: (run: string) => board.isRaised(run),
    at: (time: number) => (clock = time),
  };
}

const never = (): Promise<never> => new Promise(() => undefined);

describe('a request', () => {
  test('starts the thread, tells it what it has to know, and brings the answer back', async () => {
    const { host, threads } = hostWith(async ({ name }) => answer(name));
    expect(await host.request('run/close', { run: 'r1' }, 'now')).toEqual(answer('run/close'));
    expect(threads.map((thread) => thread.started)).toEqual([[context]]);
  });

  test('answers find their own requests, in whatever order they come', async () => {
    let settleFirst: (value: ReturnType<typeof answer>) => void = () => undefined;
    const { host } = hostWith(({ params }) => {
      if (params === 'second') return Promise.resolve(answer('second'));
      return new Promise((settle) => (settleFirst = settle));
    });
    const first = host.request('run/close', 'first', '');
    expect(await host.request('run/close', 'second', '')).toEqual(answer('second'));
    settleFirst(answer('first'));
    expect(await first).toEqual(answer('first'));
  });

  test('that fails inside the thread fails here, and the thread lives on', async () => {
    const { host, crashes } = hostWith(async ({ params }) => {
      if (params === 'bad') throw new RangeError('seq 9 is outside 0..3');
      return answer('good');
    });
    await expect(host.request('run/close', 'bad', '')).rejects.toThrow('seq 9 is outside 0..3');
    expect(await host.request('run/close', 'good', '')).toEqual(answer('good'));
    expect(crashes).toEqual([]);
  });
});

describe('a crash', () => {
  test('is a fault for who waits, is said once, and the next request meets a new thread', async () => {
    const { host, threads, crashes } = hostWith(({ params }) =>
      params === 'stuck' ? never() : Promise.resolve(answer('again')),
    );
    await host.request('run/close', '', '');
    const lost = host.request('run/frame', 'stuck', '');
    await new Promise((settle) => setImmediate(settle));
    threads[0]?.crash('out of memory');
    expect(await lost).toEqual({
      reply: { fault: { code: 'thread-crashed', detail: { name: 'run/frame' } } },
      entries: [],
      progress: null,
    });
    expect(await host.request('run/close', '', '')).toEqual(answer('again'));
    expect(threads.map((thread) => thread.started.length)).toEqual([1, 1]);
    expect(crashes).toEqual(['out of memory, repaired']);
  });

  test('again and again does not start threads without end, only when something is asked', async () => {
    const { host, threads, crashes, at } = hostWith(async () => answer('up'));
    await host.request('run/close', '', '');
    for (let index = 0; index < 4; index += 1) threads.at(-1)?.crash('bad luck');
    expect(crashes).toEqual([
      'bad luck, repaired',
      'bad luck, repaired',
      'bad luck, repaired',
      'bad luck',
    ]);
    expect(threads).toHaveLength(4);
    expect(await host.request('run/close', '', '')).toEqual(answer('up'));
    expect(threads).toHaveLength(5);
    at(10 * 60_000);
    threads.at(-1)?.crash('much later');
    expect(crashes.at(-1)).toBe('much later, repaired');
  });
});

describe('stop', () => {
  test('raises the flag of its run, which stays up: the run may look at it only after the answer', async () => {
    const seen: boolean[] = [];
    const made = hostWith(async () => {
      seen.push(made.isRaised('r7'), made.isRaised('r8'));
      return answer('stopped');
    });
    await made.host.request('run/close', '', '');
    expect(await made.host.stopRun('r7', '')).toEqual(answer('stopped'));
    expect(seen.slice(2)).toEqual([true, false]);
    expect(made.isRaised('r7')).toBe(true);
  });

  test('that is not heeded ends the thread, and another one takes its place', async () => {
    const { host, threads, crashes } = hostWith(
      ({ name }) => (name === 'run/stop' ? never() : Promise.resolve(answer('next'))),
      5,
    );
    await host.request('run/close', '', '');
    expect((await host.stopRun('r1', '')).reply).toEqual({
      fault: { code: 'thread-crashed', detail: { name: 'run/stop' } },
    });
    expect(threads[0]?.stopped).toBe(true);
    expect(crashes).toEqual(['it did not heed Stop, repaired']);
    expect(await host.request('run/close', '', '')).toEqual(answer('next'));
  });
});

test('a host that was disposed answers with a fault and starts nothing', async () => {
  const { host, threads } = hostWith(async () => answer(null));
  await host.dispose();
  expect((await host.request('run/close', '', '')).reply).toMatchObject({
    fault: { code: 'thread-crashed' },
  });
  expect(threads).toEqual([]);
});
