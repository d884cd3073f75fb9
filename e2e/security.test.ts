/** What the page, and whatever may get into it, cannot do: each refusal is tried in the real app. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { contentSecurityPolicy } from '../main/app/policy.ts';
import { expect, test } from './app.ts';

const policyViolation = /Content Security Policy/;

test('the page has no Node, no Electron, and of the app exactly one question and one subscription', async ({
  heapwise,
}) => {
  const page = await heapwise.start();
  expect(
    await page.evaluate(() => ({
      globals: [
        'require',
        'process',
        'module',
        'Buffer',
        'global',
        '__dirname',
        'electron',
        'ipcRenderer',
      ].filter((name) => name in window),
      bridge: Object.keys((window as unknown as { heapwise: object }).heapwise).sort(),
      frozen: Object.isFrozen((window as unknown as { heapwise: object }).heapwise),
    })),
  ).toEqual({ globals: [], bridge: ['on', 'request'], frozen: true });
});

test('the window is sandboxed, isolated and without Node', async ({ heapwise }) => {
  await heapwise.start();
  const preferences = await heapwise.electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
  });
});

test('every answer of the scheme carries the policy, and no path leads out of the page', async ({
  heapwise,
}) => {
  const page = await heapwise.start();
  heapwise.expectProblem(/404/);
  const answers = await page.evaluate(async () => {
    const read = async (path: string): Promise<[number, string | null]> => {
      const answer = await fetch(path);
      return [answer.status, answer.headers.get('Content-Security-Policy')];
    };
    return {
      page: await read('/index.html'),
      others: await Promise.all(
        [
          '/..%2f..%2fpackage.json',
          '/%2e%2e/%2e%2e/package.json',
          '/../../package.json',
          '/none.js',
          '/assets',
        ].map(read),
      ),
    };
  });
  expect(answers.page).toEqual([200, contentSecurityPolicy]);
  for (const answer of answers.others) expect(answer).toEqual([404, contentSecurityPolicy]);
});

test('scripts written into the page do not run, and no text becomes code', async ({ heapwise }) => {
  const page = await heapwise.start();
  heapwise.expectProblem(policyViolation);
  const tried = await page.evaluate(
    () =>
      new Promise<Record<string, unknown>>((settle) => {
        const violations: string[] = [];
        (window as unknown as { violations: string[] }).violations = violations;
        document.addEventListener('securitypolicyviolation', (event) =>
          violations.push(event.effectiveDirective),
        );
        const inline = document.createElement('script');
        inline.textContent = 'window.ran = "inline"';
        document.body.append(inline);
        const foreign = document.createElement('script');
        foreign.src = 'https://example.com/evil.js';
        document.body.append(foreign);
        const picture = document.createElement('img');
        picture.setAttribute('onerror', 'window.ran = "handler"');
        picture.src = 'https://example.com/none.png';
        document.body.append(picture);
        // Called by the timer and not by the debugger, for which the policy would not hold.
        setTimeout(() => {
          const outcomes: string[] = [];
          for (const attempt of [
            () => eval('1 + 1') as unknown,
            () => (Reflect.construct(Function, ['return 1']) as () => unknown)(),
          ]) {
            try {
              outcomes.push(`ran: ${String(attempt())}`);
            } catch (error) {
              outcomes.push(error instanceof Error ? error.name : 'thrown');
            }
          }
          const worker = new Promise<string>((tell) => {
            try {
              const started = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));
              started.onmessage = () => tell('ran');
              started.onerror = () => tell('refused');
            } catch {
              tell('refused');
            }
          });
          const sent = fetch('https://example.com/').then(
            () => 'sent',
            () => 'refused',
          );
          void Promise.all([worker, sent]).then(([blob, request]) => {
            settle({
              ran: (window as unknown as { ran?: string }).ran ?? 'nothing',
              outcomes,
              blob,
              request,
            });
          });
        }, 0);
      }),
  );
  expect(tried).toEqual({
    ran: 'nothing',
    outcomes: ['EvalError', 'EvalError'],
    blob: 'refused',
    request: 'refused',
  });
  await expect
    .poll(() =>
      page.evaluate(() =>
        [...new Set((window as unknown as { violations: string[] }).violations)].sort(),
      ),
    )
    .toEqual([
      'connect-src',
      'img-src',
      'script-src',
      'script-src-attr',
      'script-src-elem',
      'worker-src',
    ]);
});

test('the page cannot leave, open a window or embed another page', async ({ heapwise }) => {
  const page = await heapwise.start();
  heapwise.expectProblem(policyViolation);
  heapwise.expectProblem(/Failed to load|ERR_BLOCKED|Not allowed to load local resource/);
  const address = page.url();
  expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true);
  for (const target of [
    'https://example.com/',
    'file:///etc/passwd',
    'app://heapwise/other.html',
    'javascript:document.title="x"',
  ]) {
    await page.evaluate((href) => {
      const link = document.createElement('a');
      link.href = href;
      document.body.append(link);
      link.click();
    }, target);
  }
  await page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.src = 'https://example.com/';
    document.body.append(frame);
  });
  // A request and its answer later nothing has moved.
  await heapwise.okOf('note/get', {});
  expect(page.url()).toBe(address);
  expect(await page.title()).not.toBe('x');
  expect(
    await heapwise.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length),
  ).toBe(1);
  expect(
    page
      .frames()
      .map((frame) => frame.url())
      .filter((url) => url.includes('example.com')),
  ).toEqual([]);
});

test('no permission is given', async ({ heapwise }) => {
  const page = await heapwise.start();
  expect(
    await page.evaluate(async () => {
      const names = [
        'geolocation',
        'camera',
        'microphone',
        'notifications',
        'clipboard-read',
        'midi',
      ];
      const states = await Promise.all(
        names.map((name) => navigator.permissions.query({ name: name as PermissionName })),
      );
      return {
        states: states.map((each) => each.state),
        notification: await Notification.requestPermission(),
      };
    }),
  ).toEqual({ states: Array.from({ length: 6 }, () => 'denied'), notification: 'denied' });
});

test("unknown names and parameters that are not the table's are refused with a fault", async ({
  heapwise,
}) => {
  const page = await heapwise.start();
  const ask = (name: unknown, params: unknown) =>
    page.evaluate(
      ([asked, given]) =>
        (
          window as unknown as { heapwise: { request(name: unknown, params: unknown): unknown } }
        ).heapwise.request(asked, given),
      [name, params],
    );
  for (const name of ['session/destroy', '__proto__', 'toString', 7, null]) {
    expect(await ask(name, {}), String(name)).toMatchObject({ fault: { code: 'unknown-request' } });
  }
  for (const [name, params] of [
    ['note/set', {}],
    ['note/set', { text: 7 }],
    ['note/set', { text: '', path: '/etc/passwd' }],
    ['run/open', { source: { kind: 'shell', name: '', text: '' } }],
    ['session/export', { format: 'exe', run: null, pictures: [] }],
    ['session/open', { path: '/etc/passwd' }],
  ] as const) {
    expect(await ask(name, params), name).toMatchObject({
      fault: { code: 'bad-request', detail: { name } },
    });
  }
  expect(await ask('link/open', { href: 'file:///etc/passwd' })).toMatchObject({
    fault: { code: 'link-refused' },
  });
  expect(await ask('link/open', { href: 'https://a:b@example.com/' })).toMatchObject({
    fault: { code: 'link-refused' },
  });
});

test('only the top frame of the page may ask', async ({ heapwise }) => {
  const page = await heapwise.start();
  // A child frame of the page's own origin is given no bridge …
  expect(
    await page.evaluate(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      return 'heapwise' in (frame.contentWindow ?? {});
    }),
  ).toBe(false);
  // … and if one asked all the same, by whatever way, it would be refused.
  heapwise.expectProblem(/a request from a frame that is not ours was refused/);
  const asked = await heapwise.electron.evaluate(async ({ ipcMain }) => {
    const handlers = (
      ipcMain as unknown as {
        _invokeHandlers: Map<string, (event: unknown, ...words: unknown[]) => Promise<unknown>>;
      }
    )._invokeHandlers;
    const ask = (senderFrame: unknown): Promise<unknown> | undefined =>
      handlers.get('heapwise:request')?.({ senderFrame }, 'note/get', {});
    const url = 'app://heapwise/index.html';
    return {
      channels: [...handlers.keys()],
      top: await ask({ url, parent: null }),
      child: await ask({ url, parent: { url } }),
      other: await ask({ url: 'https://example.com/', parent: null }),
      gone: await ask(null),
    };
  });
  const refused = { fault: { code: 'untrusted-sender', detail: {} } };
  expect(asked.top).toEqual({ ok: { text: '' } });
  expect([asked.child, asked.other, asked.gone]).toEqual([refused, refused, refused]);
  expect(asked.channels.filter((channel) => channel.startsWith('heapwise'))).toEqual([
    'heapwise:request',
  ]);
});

test('a second start ends at once and leaves the first window alone', async ({ heapwise }) => {
  await heapwise.start();
  const executable = await heapwise.electron.evaluate(({ app }) => app.getPath('exe'));
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const second = spawn(
    executable,
    [...flags, resolve(import.meta.dirname, '..'), `--user-data-dir=${heapwise.profile}`],
    { stdio: 'ignore' },
  );
  const [code] = (await once(second, 'exit')) as [number | null];
  expect(code).toBe(0);
  expect(
    await heapwise.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length),
  ).toBe(1);
  expect(await heapwise.ask('note/get', {})).toEqual({ ok: { text: '' } });
});
