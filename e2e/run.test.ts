/** Runs in the real thread: a script from the sandbox to its export, a program that would never end. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './app.ts';
import { Places } from './pages/places.ts';
import { SandboxPage } from './pages/sandbox.ts';
import { SessionPage } from './pages/session.ts';
import { smallHeap } from './settings.ts';

test('an example is opened, stepped back and exported, all by what is on the screen', async ({
  heapwise,
}) => {
  const page = await heapwise.start();
  const places = new Places(page);
  const sandbox = new SandboxPage(page);
  await places.go('Sandbox');
  await sandbox.openExample('A cycle');
  await expect(sandbox.stage.timeline).toHaveValue('14');
  await sandbox.stage.step('Previous', 'operation');
  await expect(sandbox.stage.timeline).not.toHaveValue('14');
  await places.go('Session');
  await heapwise.answerSaveDialog(join(heapwise.files, 'mine.heapwise'));
  await new SessionPage(page).export('Session document');
  await expect
    .poll(() => readFile(join(heapwise.files, 'mine.heapwise'), 'utf8').catch(() => ''))
    .toContain('"name": "A cycle"');
});

test('Stop is heeded at once, whatever runs, and the window answers all the while', async ({
  heapwise,
}) => {
  const page = await heapwise.start();
  const { run } = await heapwise.okOf('run/open', {
    source: {
      kind: 'program',
      name: 'main.go',
      text: 'package main\n\nfunc main() {\n\tfor {\n\t}\n}\n',
    },
    settings: smallHeap({ heapBytes: 4096 }),
    program: { escape: 'go', roots: null, steps: 1_000_000_000 },
  });
  const measured = await page.evaluate(async (id) => {
    type Host = {
      request(
        name: string,
        params: unknown,
      ): Promise<{ ok?: { status: string; operations: number } }>;
      on(name: string, hear: (state: { status: string }) => void): () => void;
    };
    const host = (window as unknown as { heapwise: Host }).heapwise;
    const isUnderWay = new Promise<void>((settle) => {
      host.on('run/advanced', () => settle());
    });
    const ended = host.request('run/control', {
      run: id,
      control: { kind: 'run' },
      breakpoints: [],
    });
    await isUnderWay;
    const asked = performance.now();
    await host.request('run/get', { run: id });
    const answered = performance.now() - asked;
    const pressed = performance.now();
    void host.request('run/stop', { run: id });
    const reply = await ended;
    return {
      status: reply.ok?.status,
      operations: reply.ok?.operations ?? 0,
      stopped: performance.now() - pressed,
      answered,
    };
  }, run);
  expect(measured.status).toBe('stopped');
  expect(measured.operations).toBeGreaterThan(1_000);
  expect(measured.stopped).toBeLessThan(100);
  expect(measured.answered).toBeLessThan(100);
});
