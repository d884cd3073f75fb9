import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { RunRecord, SessionDocument } from '../contract/document.ts';
import type { NoticeCode } from '../contract/faults.ts';
import type { ProgressDocument } from '../course/progress/document.ts';
import { noProgress } from '../course/progress/document.ts';
import { disk } from '../files/disk.ts';
import type { FileSystem } from '../files/file-system.ts';
import { firstPreferences } from '../files/preferences.ts';
import type { SessionStore } from '../files/session-store.ts';
import { newFolder, refusingDisk } from '../files/testing/folder.ts';
import { replayRun } from '../session/runs/replay.ts';
import { finish } from '../session/runs/run.ts';
import { emptySession, everyEntry, fullSession, runRecord } from '../session/testing/sessions.ts';
import { writeDocument } from '../session/writing.ts';
import { appHandlers } from './app-handlers.ts';
import type { Dialogs } from './dialogs.ts';
import { exportHandlers } from './export-handlers.ts';
import type { SimulatorHost } from '../worker/host.ts';
import { Keeper } from './keeper.ts';
import { openKept } from './opening.ts';
import { sessionHandlers } from './session-handlers.ts';

const hour = '2026-03-04T05:06:07.000Z';
const now = (): string => hour;

/** A run with the outcome that its source really has. */
function honest(id: string): RunRecord {
  const record = runRecord(id);
  return { ...record, outcome: finish(replayRun(record)).found };
}
const mine: SessionDocument = { ...fullSession, runs: [honest('r1')], sandbox: 'r1' };

const open: SessionStore[] = [];
afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
});

async function desk(
  options: {
    readonly system?: FileSystem;
    readonly chosen?: string | null;
    readonly folder?: string;
    readonly replay?: SimulatorHost['replay'];
  } = {},
) {
  const folder = options.folder ?? (await newFolder());
  const system = options.system ?? disk;
  const kept = await openKept(system, join(folder, 'kept'), 'en-GB', () => emptySession);
  open.push(kept.store);
  const notices: { code: NoticeCode; detail: object }[] = [];
  const saved: string[] = [];
  const keeper = new Keeper({
    store: kept.store,
    progressFile: kept.progressFile,
    progress: kept.progress,
    now,
    notice: (code, detail) => void notices.push({ code, detail }),
    saved: (at) => void saved.push(at),
  });
  const asked: string[] = [];
  const dialogs: Dialogs = {
    openFile: async () => options.chosen ?? null,
    openFolder: async () => options.chosen ?? null,
    saveFile: async (_kind, suggested) => {
      asked.push(suggested);
      return options.chosen ?? null;
    },
    openLink: async (href) => void asked.push(href),
  };
  const adopted: unknown[] = [];
  const told: string[] = [];
  const host = {
    replay:
      options.replay ?? (async ({ run }: { readonly run: RunRecord }) => finish(replayRun(run))),
    adopt: async (session: unknown) => {
      adopted.push(session);
      return null;
    },
    figures: async () => ({ fault: { code: 'unknown-run', detail: {} } }),
  };
  const common = { keeper, host, dialogs, system, now };
  const earlier = join(folder, 'earlier');
  return {
    folder,
    kept,
    keeper,
    notices,
    saved,
    asked,
    adopted,
    told,
    earlier,
    handlers: {
      ...sessionHandlers({ ...common, earlier, fresh: () => emptySession }),
      ...exportHandlers({
        ...common,
        exporting: (done, of) => void told.push(`${done}/${of}`),
        titles: async () => new Map(),
      }),
    },
  };
}

describe('another session', () => {
  test('is replayed, takes the place of the old one, and a copy of the old one is kept', async () => {
    const folder = await newFolder();
    const file = join(folder, 'mine.heapwise');
    await writeFile(file, writeDocument(mine));
    const { handlers, keeper, adopted, earlier } = await desk({ chosen: file, folder });
    await keeper.record([{ kind: 'note', text: 'before' }]);
    expect(await handlers['session/open']({})).toMatchObject({
      ok: { verified: true, mismatches: [], summary: { answered: 2 } },
    });
    expect(keeper.session).toEqual(mine);
    expect(adopted).toEqual([{ seed: 7, runs: mine.runs }]);
    const [copy] = await readdir(earlier);
    expect(await readFile(join(earlier, copy ?? ''), 'utf8')).toContain('"note": "before"');
  });

  test('whose hashes do not agree is opened all the same, and says which run and what', async () => {
    const folder = await newFolder();
    const file = join(folder, 'mine.heapwise');
    const [run] = mine.runs;
    if (run === undefined) throw new Error('there is a run');
    await writeFile(
      file,
      writeDocument({ ...mine, runs: [{ ...run, outcome: { ...run.outcome, hash: '00ff' } }] }),
    );
    const { handlers } = await desk({ chosen: file, folder });
    expect(await handlers['session/open']({})).toMatchObject({
      ok: {
        verified: false,
        mismatches: [{ run: 'r1', expected: '00ff', found: run.outcome.hash }],
      },
    });
  });

  test('that cannot be read, or was not chosen, touches nothing', async () => {
    const folder = await newFolder();
    const file = join(folder, 'mine.heapwise');
    await writeFile(file, writeDocument(mine).slice(0, 400));
    const { handlers, keeper, adopted } = await desk({ chosen: file, folder });
    await keeper.record(everyEntry);
    const before = keeper.session;
    expect(await handlers['session/open']({})).toMatchObject({
      fault: { code: 'session-damaged', detail: { file: 'mine.heapwise' } },
    });
    expect(keeper.session).toBe(before);
    expect([adopted, await readdir(folder)]).toEqual([[], ['kept', 'mine.heapwise']]);
    expect(await (await desk({ chosen: null })).handlers['session/open']({})).toEqual({ ok: null });
  });

  test('is not begun where the old one cannot be kept', async () => {
    let full = false;
    const { handlers, keeper } = await desk({
      system: refusingDisk((step) => (full && step === 'create' ? 'ENOSPC' : null)),
    });
    await keeper.record([{ kind: 'note', text: 'mine' }]);
    full = true;
    expect(await handlers['session/new']({})).toMatchObject({ fault: { code: 'disk-full' } });
    expect(keeper.session.note).toBe('mine');
    full = false;
    expect(await handlers['session/new']({})).toMatchObject({ ok: { runs: [], answered: 0 } });
    expect(keeper.session).toEqual(emptySession);
  });

  test('copies of replaced sessions do not grow without end', async () => {
    const folder = await newFolder();
    const { handlers, keeper, earlier } = await desk({ folder });
    await mkdir(earlier);
    for (let index = 0; index < 30; index += 1)
      await writeFile(join(earlier, `2025-01-${10 + index}.heapwise`), '');
    await keeper.record([{ kind: 'note', text: 'newest' }]);
    await handlers['session/new']({});
    const names = await readdir(earlier);
    expect(names).toHaveLength(20);
    expect(names.at(-1)).toMatch(/^2026-03-04/);
  });
});

describe('an export', () => {
  test('of the session carries every hash and the hour, and can be opened again', async () => {
    const folder = await newFolder();
    const { handlers, keeper, asked } = await desk({ chosen: join(folder, 'out'), folder });
    await keeper.record([
      {
        kind: 'run-opened',
        run: { ...honest('r1'), outcome: { ...honest('r1').outcome, hash: null } },
      },
    ]);
    expect(
      await handlers['session/export']({ format: 'heapwise', run: null, pictures: [] }),
    ).toEqual({ ok: { file: join(folder, 'out.heapwise') } });
    expect(asked).toEqual(['heapwise-2026-03-04-05-06.heapwise']);
    const text = await readFile(join(folder, 'out.heapwise'), 'utf8');
    expect(JSON.parse(text)).toMatchObject({
      savedAt: hour,
      runs: [{ outcome: honest('r1').outcome }],
    });
  });

  test('tells how far it is, and ends at once when it is cancelled: nobody is asked where to', async () => {
    const folder = await newFolder();
    let reach = (): void => undefined;
    const reached = new Promise<void>((resolve) => (reach = resolve));
    const { handlers, keeper, asked, told } = await desk({
      chosen: join(folder, 'out'),
      folder,
      replay: ({ run }) => {
        if (run.id === 'r1') return Promise.resolve(finish(replayRun(run)));
        reach();
        return new Promise(() => undefined);
      },
    });
    const unhashed = (id: string) => ({
      kind: 'run-opened' as const,
      run: { ...honest(id), outcome: { ...honest(id).outcome, hash: null } },
    });
    await keeper.record([unhashed('r1'), unhashed('r2'), unhashed('r3')]);
    const exporting = handlers['session/export']({ format: 'heapwise', run: null, pictures: [] });
    await reached;
    expect(await handlers['session/cancel-export']({})).toEqual({ ok: null });
    expect(await exporting).toEqual({ ok: null });
    expect(told).toEqual(['0/3', '1/3']);
    expect(asked).toEqual([]);
    expect(await readdir(folder)).not.toContain('out.heapwise');
  });

  test('of nothing is a fault, and nobody is asked where to', async () => {
    const { handlers, asked } = await desk({ chosen: 'x' });
    expect(await handlers['session/export']({ format: 'csv', run: null, pictures: [] })).toEqual({
      fault: { code: 'nothing-to-export', detail: { format: 'csv' } },
    });
    expect(await handlers['session/export']({ format: 'png', run: null, pictures: [] })).toEqual({
      fault: { code: 'nothing-to-export', detail: { format: 'png' } },
    });
    expect(asked).toEqual([]);
  });

  test('leaves the old file as it was where the disk is full', async () => {
    const folder = await newFolder();
    const file = join(folder, 'mine.html');
    await writeFile(file, 'the old one');
    const { handlers } = await desk({
      chosen: file,
      folder,
      system: refusingDisk((step, path) =>
        step === 'create' && path.includes('mine') ? 'ENOSPC' : null,
      ),
    });
    expect(await handlers['session/export']({ format: 'html', run: null, pictures: [] })).toEqual({
      fault: { code: 'disk-full', detail: { file: 'mine.html' } },
    });
    expect(await readFile(file, 'utf8')).toBe('the old one');
    expect((await readdir(folder)).filter((name) => name.includes('half'))).toEqual([]);
  });
});

describe('sources', () => {
  test('are saved under a plain name and opened as they are', async () => {
    const folder = await newFolder();
    const file = join(folder, 'list.ops');
    const { handlers, asked } = await desk({ chosen: file, folder });
    expect(
      await handlers['source/save']({ name: '../../etc/a:b?.ops', text: 'gc # 收\n' }),
    ).toEqual({ ok: { file } });
    expect(asked).toEqual(['a-b-.ops']);
    expect(await handlers['source/open']({})).toEqual({
      ok: { name: 'list.ops', text: 'gc # 收\n' },
    });
  });

  test('that are no text, or too long, are refused', async () => {
    const folder = await newFolder();
    const file = join(folder, 'list.ops');
    const { handlers } = await desk({ chosen: file, folder });
    await writeFile(file, new Uint8Array([0xff, 0xfe]));
    expect(await handlers['source/open']({})).toMatchObject({
      fault: { code: 'source-unreadable', detail: { problem: 'UTF-8' } },
    });
    await writeFile(file, 'x'.repeat(1_100_001));
    expect(await handlers['source/open']({})).toMatchObject({
      fault: { code: 'source-unreadable' },
    });
  });
});

describe('what cannot be written', () => {
  test('is said once, until it can be written again', async () => {
    let full = false;
    const { keeper, notices, saved } = await desk({
      system: refusingDisk((step) =>
        full && (step === 'append' || step === 'openAppend') ? 'ENOSPC' : null,
      ),
    });
    await keeper.record([{ kind: 'note', text: '1' }]);
    full = true;
    await keeper.record([{ kind: 'note', text: '2' }]);
    await keeper.record([{ kind: 'note', text: '3' }]);
    full = false;
    await keeper.record([{ kind: 'note', text: '4' }]);
    full = true;
    await keeper.record([{ kind: 'note', text: '5' }]);
    expect(notices.map((notice) => notice.code)).toEqual(['disk-full', 'disk-full']);
    expect(saved).toHaveLength(2);
    expect(keeper.session.note).toBe('5');
  });

  test('of the progress is said too, and the progress is kept in memory', async () => {
    const { keeper, notices } = await desk({
      system: refusingDisk((step, path) =>
        step === 'create' && path.includes('progress') ? 'EACCES' : null,
      ),
    });
    await keeper.recordProgress(noProgress);
    expect(notices).toEqual([{ code: 'write-refused', detail: { file: 'progress.json' } }]);
    expect(keeper.progress).toBe(noProgress);
  });
});

describe('the start', () => {
  const start = (folder: string) => openKept(disk, folder, 'zh-CN', () => emptySession);

  test("the first one speaks the system's language and has nothing to say", async () => {
    const kept = await start(join(await newFolder(), 'kept'));
    expect(kept).toMatchObject({
      preferences: { language: 'zh-CN', theme: 'system', textSize: 100 },
      progress: null,
      bounds: null,
      restored: false,
      notice: null,
    });
    await kept.store.close();
  });

  test('finds preferences, bounds, progress and session again', async () => {
    const folder = await newFolder();
    const first = await start(folder);
    const preferences = { ...firstPreferences('en'), theme: 'dark' as const };
    const bounds = { x: 1, y: 2, width: 1100, height: 800, maximised: false };
    const progress: ProgressDocument = {
      ...noProgress,
      lessons: { a: { seen: ['x'], at: 'x', visitedAt: 5, labDoneAt: null } },
    };
    await first.preferencesFile.write(preferences);
    await first.boundsFile.write(bounds);
    await first.progressFile.write(progress);
    await first.store.append(everyEntry);
    const second = await start(folder);
    expect(second).toMatchObject({
      preferences,
      bounds,
      progress,
      restored: true,
      notice: { code: 'session-restored' },
    });
    await second.store.close();
    const third = await start(folder);
    expect(third).toMatchObject({ restored: false, notice: null });
    expect(third.store.document).toEqual(fullSession);
    await third.store.close();
    await first.store.close();
  });

  test.each(['', '{', 'null', '{"language":"tlh"}', '[1,2]'])(
    'puts broken files aside (%j), says so, and starts',
    async (content) => {
      const folder = await newFolder();
      for (const name of ['preferences.json', 'progress.json', 'window.json'])
        await writeFile(join(folder, name), content);
      const kept = await start(folder);
      expect(kept).toMatchObject({
        progress: null,
        bounds: null,
        notice: { code: 'progress-put-aside', detail: { file: 'progress.json.damaged-1' } },
      });
      expect(await readFile(join(folder, 'progress.json.damaged-1'), 'utf8')).toBe(content);
      await kept.store.close();
    },
  );
});

describe('the app', () => {
  test('tells once what its start found, and where the learner was', async () => {
    const { keeper, handlers } = await desk();
    const links: string[] = [];
    const app = appHandlers({
      about: { version: '0.1.0', electron: '25', platform: 'linux', development: false },
      keeper,
      dialogs: {
        openFile: async () => null,
        openFolder: async () => null,
        saveFile: async () => null,
        openLink: async (href) => void links.push(href),
      },
      preferences: { get: () => firstPreferences('en'), set: async () => undefined },
      found: { restored: true, notice: { code: 'session-restored', detail: {} } },
    });
    await handlers['place/set']({ name: 'sandbox', lesson: null, step: null });
    expect(await app['app/start']({})).toMatchObject({
      ok: { restored: true, notice: { code: 'session-restored' }, place: { name: 'sandbox' } },
    });
    expect(await app['app/start']({})).toMatchObject({ ok: { restored: false, notice: null } });
    await app['preferences/set']({ ...firstPreferences('en'), language: 'zh-CN' });
    expect(keeper.session.language).toBe('zh-CN');

    for (const href of [
      'http://example.com',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'https://localhost/',
      'https://a:b@example.com/',
      'nonsense',
    ]) {
      expect(await app['link/open']({ href }), href).toMatchObject({
        fault: { code: 'link-refused' },
      });
    }
    expect(await app['link/open']({ href: 'https://go.dev/doc/gc-guide' })).toEqual({ ok: null });
    expect(links).toEqual(['https://go.dev/doc/gc-guide']);
  });
});
