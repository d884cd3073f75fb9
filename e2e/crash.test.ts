/** Nothing that was acknowledged is lost, whatever ends: the app, or the simulator's thread. */
import { appendFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, type HeapwiseApp } from './app.ts';
import { smallHeap } from './settings.ts';

const openRun = (heapwise: HeapwiseApp) =>
  heapwise.okOf('run/open', {
    source: { kind: 'operations', name: 'list', text: 'alloc a Node 16 1\n' },
    settings: smallHeap(),
    program: null,
  });

/** Ends the simulator's thread from outside, as the system would where it runs out of memory. */
async function endThread(heapwise: HeapwiseApp): Promise<void> {
  await heapwise.electron.evaluate(() => {
    const { Worker } = process.mainModule?.require(
      'node:worker_threads',
    ) as typeof import('node:worker_threads');
    const post = Reflect.get(Worker.prototype, 'postMessage') as (message: unknown) => void;
    // The thread shows itself when it is next spoken to.
    Worker.prototype.postMessage = function (
      this: InstanceType<typeof Worker>,
      message: unknown,
    ): void {
      Worker.prototype.postMessage = post;
      post.call(this, message);
      void this.terminate();
    };
  });
}

test('killed in the middle: every operation that was answered is there again, and it is said', async ({
  heapwise,
}) => {
  const page = await heapwise.start();
  const { run } = await openRun(heapwise);
  await heapwise.okOf('sandbox/set', { run });
  // Operations one after another, as fast as they are answered, until the process is gone.
  await page.evaluate((id) => {
    const host = window as unknown as {
      heapwise: {
        request(name: string, params: unknown): Promise<{ ok?: { operations: number } }>;
      };
      answered: number;
    };
    host.answered = 1;
    void (async () => {
      for (;;) {
        const reply = await host.heapwise.request('run/perform', {
          run: id,
          text: 'root b a\nroot b nil\n',
        });
        host.answered = reply.ok?.operations ?? host.answered;
      }
    })();
  }, run);
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { answered: number }).answered))
    .toBeGreaterThan(40);
  const answered = await page.evaluate(() => (window as unknown as { answered: number }).answered);
  await heapwise.kill();

  await heapwise.start();
  const { state } = await heapwise.okOf('run/get', { run });
  expect(state.operations).toBeGreaterThanOrEqual(answered);
  expect(state.operations % 2).toBe(1);
  expect(await heapwise.okOf('sandbox/get', {})).toEqual({ run });
  expect((await heapwise.okOf('session/state', {})).runs).toMatchObject([
    { run, operations: state.operations },
  ]);
});

test('a journal cut off in the middle of a line loses that line alone, and says so', async ({
  heapwise,
}) => {
  await heapwise.start();
  const { run } = await openRun(heapwise);
  await heapwise.kill();
  const folder = join(heapwise.profile, 'session');
  const journal = (await readdir(folder)).find((name) => name.endsWith('.journal'));
  await appendFile(join(folder, journal ?? ''), '0123456789abcdef {"kind":"note","te');
  const page = await heapwise.start();
  await page.reload();
  expect((await heapwise.okOf('session/state', {})).runs.map((each) => each.run)).toEqual([run]);
});

test('a thread that ends is replaced, it is said, and every run is as it was', async ({
  heapwise,
}) => {
  const page = await heapwise.start();
  heapwise.expectProblem(/simulator's thread ended/);
  await page.evaluate(() => {
    const host = window as unknown as {
      heapwise: { on(name: string, hear: (payload: unknown) => void): void };
      notices: unknown[];
    };
    host.notices = [];
    host.heapwise.on('app/notice', (notice) => host.notices.push(notice));
  });
  const { run } = await openRun(heapwise);
  const before = await heapwise.okOf('run/perform', {
    run,
    text: 'alloc b Node 16 1\nwrite a 0 b\nroot b nil\n',
  });
  const frame = await heapwise.okOf('run/frame', {
    run,
    seq: before.length,
    request: { blockLimit: 50, cells: null },
  });

  await endThread(heapwise);
  // What is asked just then is answered with a fault, or by the new thread; it never hangs.
  const during = await heapwise.ask('run/frame', {
    run,
    seq: 1,
    request: { blockLimit: 50, cells: null },
  });
  if ('fault' in during) expect(during.fault.code).toBe('thread-crashed');
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { notices: unknown[] }).notices))
    .toEqual([{ code: 'thread-repaired', detail: { runs: '1' } }]);

  expect((await heapwise.okOf('run/get', { run })).state).toEqual(before);
  expect(
    await heapwise.okOf('run/frame', {
      run,
      seq: before.length,
      request: { blockLimit: 50, cells: null },
    }),
  ).toEqual(frame);
  expect((await heapwise.okOf('run/perform', { run, text: 'root a nil\n' })).operations).toBe(
    before.operations + 1,
  );
});
