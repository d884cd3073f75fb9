/** What was done leaves the app as a file and comes back as it was; what is no such file touches nothing. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { english as say } from '../renderer/i18n/en.ts';
import { expect, test, type HeapwiseApp } from './app.ts';
import { SandboxPage } from './pages/sandbox.ts';
import { SessionPage } from './pages/session.ts';
import { goTo } from './pages/window.ts';
import { smallHeap } from './settings.ts';

const cycle = 'alloc a Node 16 1\nalloc b Node 16 1\nwrite a 0 b\nwrite b 0 a\nroot a nil\n';

/** A run made and changed by hand, a note, a place: something of everything that needs no lesson. */
async function doSomething(heapwise: HeapwiseApp): Promise<string> {
  const { run } = await heapwise.okOf('run/open', {
    source: { kind: 'operations', name: 'A cycle', text: cycle },
    settings: smallHeap(),
    program: null,
  });
  await heapwise.okOf('run/perform', { run, text: 'root b nil\ngc\n' });
  await heapwise.okOf('run/perform', { run, text: 'alloc c Node 16 1\n' });
  await heapwise.okOf('run/undo', { run });
  await heapwise.okOf('sandbox/set', { run });
  await heapwise.okOf('note/set', { text: 'Why is it still there?' });
  return run;
}

async function exported(heapwise: HeapwiseApp, name: string): Promise<string> {
  const file = join(heapwise.files, name);
  await heapwise.answerSaveDialog(file);
  expect(
    await heapwise.okOf('session/export', { format: 'heapwise', run: null, pictures: [] }),
  ).toEqual({ file });
  return file;
}

test('export, another app, open: the same state, and every hash agrees', async ({ heapwise }) => {
  await heapwise.start();
  const run = await doSomething(heapwise);
  const before = {
    state: await heapwise.okOf('run/get', { run }),
    summary: await heapwise.okOf('session/state', {}),
    frame: await heapwise.okOf('run/frame', {
      run,
      seq: 9,
      request: { blockLimit: 100, cells: null },
    }),
  };
  const file = await exported(heapwise, 'mine.heapwise');
  await heapwise.okOf('session/new', {});
  expect((await heapwise.okOf('session/state', {})).runs).toEqual([]);
  await heapwise.quit();

  await heapwise.start();
  await heapwise.answerOpenDialog(file);
  const opened = await heapwise.okOf('session/open', {});
  expect(opened).toMatchObject({ verified: true, mismatches: [] });
  expect(opened?.summary.runs).toEqual(before.summary.runs);
  expect(await heapwise.okOf('sandbox/get', {})).toEqual({ run });
  expect(await heapwise.okOf('note/get', {})).toEqual({ text: 'Why is it still there?' });
  expect(await heapwise.okOf('run/get', { run })).toEqual(before.state);
  expect(
    await heapwise.okOf('run/frame', { run, seq: 9, request: { blockLimit: 100, cells: null } }),
  ).toEqual(before.frame);

  // Exported again, nothing but the hour of the export differs.
  const again = await exported(heapwise, 'again.heapwise');
  const plain = (text: string): unknown => ({
    ...(JSON.parse(text) as object),
    savedAt: null,
    checksum: null,
  });
  expect(plain(await readFile(again, 'utf8'))).toEqual(plain(await readFile(file, 'utf8')));
});

test('quit and start again: everything is where it was, and nothing needed restoring', async ({
  heapwise,
}) => {
  await heapwise.start();
  const run = await doSomething(heapwise);
  const state = await heapwise.okOf('run/get', { run });
  await heapwise.quit();
  await heapwise.start();
  expect(await heapwise.okOf('run/get', { run })).toEqual(state);
  expect(await heapwise.okOf('sandbox/get', {})).toEqual({ run });
});

test('a file that is damaged, foreign, newer or altered is refused with its own code and touches nothing', async ({
  heapwise,
}) => {
  await heapwise.start();
  await doSomething(heapwise);
  const file = await exported(heapwise, 'mine.heapwise');
  const text = await readFile(file, 'utf8');
  const before = await heapwise.okOf('session/state', {});
  const opened = async (name: string, content: string | Uint8Array) => {
    const path = join(heapwise.files, name);
    await writeFile(path, content);
    await heapwise.answerOpenDialog(path);
    return heapwise.ask('session/open', {});
  };
  expect(await opened('cut.heapwise', text.slice(0, 500))).toEqual({
    fault: {
      code: 'session-damaged',
      detail: {
        file: 'cut.heapwise',
        where: 'the end',
        problem: expect.any(String) as unknown,
        cause: 'incomplete',
      },
    },
  });
  expect(
    await opened('altered.heapwise', text.replace('write a 0 b', 'write b 0 b')),
  ).toMatchObject({ fault: { code: 'session-damaged', detail: { where: 'checksum' } } });
  expect(await opened('foreign.heapwise', '{"name":"something else"}')).toMatchObject({
    fault: { code: 'session-foreign' },
  });
  expect(
    await opened('picture.heapwise', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff, 0])),
  ).toMatchObject({ fault: { code: 'session-foreign' } });
  expect(await opened('newer.heapwise', '{"format":"heapwise-session","version":9}')).toMatchObject(
    { fault: { code: 'session-newer', detail: { version: 9, newest: 1 } } },
  );
  await heapwise.answerOpenDialog(join(heapwise.files, 'none.heapwise'));
  expect(await heapwise.ask('session/open', {})).toMatchObject({ fault: { code: 'file-missing' } });
  await heapwise.answerOpenDialog(null);
  expect(await heapwise.ask('session/open', {})).toEqual({ ok: null });
  expect(await heapwise.okOf('session/state', {})).toEqual(before);
});

test('the other formats: a table, a picture, a report that holds no script', async ({
  heapwise,
}) => {
  const page = await heapwise.start();
  await doSomething(heapwise);
  const save = async (format: 'csv' | 'png' | 'html', name: string): Promise<Buffer> => {
    await heapwise.answerSaveDialog(join(heapwise.files, name));
    const reply = await page.evaluate((wanted) => {
      const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47]);
      const { heapwise: bridge } = window as unknown as {
        heapwise: { request(name: string, params: unknown): Promise<unknown> };
      };
      return bridge.request('session/export', {
        format: wanted,
        run: null,
        pictures: [{ name: 'Memory <now>', png }],
      });
    }, format);
    expect(reply).toEqual({ ok: { file: join(heapwise.files, name) } });
    return readFile(join(heapwise.files, name));
  };
  const table = (await save('csv', 'figures.csv')).toString('utf8').split('\r\n');
  expect(table[0]).toBe(
    'run,name,collector,allocator,seq,ticks,live,garbage,free,increments,decrements,fragmentation,utilisation',
  );
  expect(table.length).toBeGreaterThan(10);
  expect([...(await save('png', 'stage.png'))]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  const report = (await save('html', 'report.html')).toString('utf8');
  expect(report).toContain('data:image/png;base64,iVBORw==');
  expect(report).toContain('Memory &lt;now&gt;');
  expect(report).toContain('<svg');
  expect(report).not.toMatch(/<script|https?:\/\/|javascript:/i);
});

test('a file that cannot be written says so, and the session goes on', async ({ heapwise }) => {
  await heapwise.start();
  await doSomething(heapwise);
  await heapwise.answerSaveDialog(join(heapwise.files, 'no-such-folder', 'mine.heapwise'));
  expect(
    await heapwise.ask('session/export', { format: 'heapwise', run: null, pictures: [] }),
  ).toEqual({
    fault: { code: 'write-failed', detail: { file: 'mine.heapwise', reason: 'ENOENT' } },
  });
  await heapwise.answerSaveDialog(null);
  expect(
    await heapwise.ask('session/export', { format: 'heapwise', run: null, pictures: [] }),
  ).toEqual({ ok: null });
  await exported(heapwise, 'mine.heapwise');
});

test('a session given to a second start is opened in the window that is there, and one given at the start too', async ({
  heapwise,
}) => {
  await heapwise.start();
  const run = await doSomething(heapwise);
  const file = await exported(heapwise, 'mine.heapwise');
  await heapwise.okOf('session/new', {});
  await heapwise.electron.evaluate(({ app }, path) => {
    app.emit('second-instance', {}, ['heapwise', path], '/');
  }, file);
  await expect.poll(() => heapwise.okOf('sandbox/get', {})).toEqual({ run });
  await heapwise.okOf('session/new', {});
  await heapwise.quit();
  await heapwise.start(file);
  await expect.poll(() => heapwise.okOf('sandbox/get', {})).toEqual({ run });
});

test('an export that takes long is told how far it is, and can be cancelled', async ({
  heapwise,
}) => {
  const page = await heapwise.start();
  await goTo(page, 'sandbox');
  const sandbox = new SandboxPage(page);
  // A heap of more than a megabyte is hashed only when it is exported, by a replay of all it did.
  await sandbox.toolbar.getByRole('button', { name: /^[\d,]+ / }).click();
  const sheet = page.getByRole('dialog', { name: say.sandbox.optionsTitle });
  await sheet.getByRole('textbox', { name: say.settings.heapBytes, exact: true }).fill('4194304');
  await sheet.getByRole('button', { name: say.sandbox.apply, exact: true }).click();
  await expect(sheet).toHaveCount(0);
  await heapwise.copy('package main\n\nfunc main() {\n\tn := 0\n\tfor {\n\t\tn++\n\t}\n}\n');
  await sandbox.paste();
  await page.keyboard.press('Control+Enter');
  await expect(sandbox.status).toContainText(say.reasons.limits.steps('10,000,000'), {
    timeout: 30_000,
  });
  await goTo(page, 'session');
  await heapwise.answerSaveDialog(join(heapwise.files, 'long.heapwise'));
  await new SessionPage(page).export('Session document');
  const panel = page.getByRole('region', { name: say.session.export, exact: true });
  await expect(panel.getByRole('progressbar', { name: say.session.exporting })).toBeVisible();
  await panel.getByRole('button', { name: say.shell.cancel, exact: true }).click();
  await expect(panel.getByRole('progressbar')).toHaveCount(0);
  expect(await readdir(heapwise.files)).not.toContain('long.heapwise');
});
