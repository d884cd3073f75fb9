import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { SessionDocument, SessionEntry } from '../contract/document.ts';
import { fold } from '../session/fold.ts';
import { emptySession, everyEntry, fullSession } from '../session/testing/sessions.ts';
import { disk } from './disk.ts';
import type { FileSystem } from './file-system.ts';
import { findSession } from './session-recovery.ts';
import { SessionStore } from './session-store.ts';
import { newFolder, refusingDisk } from './testing/folder.ts';

const open = (folder: string, system: FileSystem = disk) =>
  SessionStore.open(system, folder, () => emptySession);

/** As after a kill: another process opens what is there, without the first one having ended. */
async function afterKill(folder: string): Promise<SessionDocument> {
  const { store } = await open(folder);
  const { document } = store;
  await store.close();
  return document;
}

const note = (text: string): SessionEntry => ({ kind: 'note', text });

describe('the session on the disk', () => {
  test('is there again after a proper end, and was not interrupted', async () => {
    const folder = await newFolder();
    const first = await open(folder);
    expect(await first.store.append(everyEntry)).toBeNull();
    await first.store.close();
    const second = await open(folder);
    expect(second.store.document).toEqual(fullSession);
    expect(second.recovery).toMatchObject({ interrupted: false, lost: 0, putAside: [] });
    await second.store.close();
  });

  test('is there again after a kill, and was interrupted', async () => {
    const folder = await newFolder();
    const { store } = await open(folder);
    await store.append(everyEntry);
    const again = await open(folder);
    expect(again.store.document).toEqual(fullSession);
    expect(again.recovery).toMatchObject({ interrupted: true, lost: 0 });
    await again.store.close();
    await store.close();
  });

  test('loses no acknowledged entry wherever its journal is cut off', async () => {
    const folder = await newFolder();
    const { store } = await open(folder);
    const entries = everyEntry.slice(0, 9);
    const states = [emptySession];
    const ends: number[] = [];
    const path = join(folder, 'session-1.journal');
    for (const entry of entries) {
      expect(await store.append([entry])).toBeNull();
      ends.push((await readFile(path)).length);
      states.push(fold(states.at(-1) ?? emptySession, entry));
    }
    await store.close();
    const whole = (await readFile(path)).subarray(0, ends.at(-1));
    const document = await readFile(join(folder, 'session-1.heapwise'));

    const cut = await newFolder();
    await writeFile(join(cut, 'session-1.heapwise'), document);
    for (let length = whole.length; length >= 0; length -= 1) {
      await writeFile(join(cut, 'session-1.journal'), whole.subarray(0, length));
      const acknowledged = ends.filter((end) => end <= length).length;
      const recovery = await findSession(disk, cut);
      expect(recovery.document, `cut after ${length} bytes`).toEqual(states[acknowledged]);
      expect(recovery.lost, `cut after ${length} bytes`).toBeLessThanOrEqual(1);
    }
  });

  test('reads nothing after a damaged line', async () => {
    const folder = await newFolder();
    const { store } = await open(folder);
    for (const text of ['one', 'two', 'three']) await store.append([note(text)]);
    await store.close();
    const path = join(folder, 'session-1.journal');
    await writeFile(path, (await readFile(path, 'utf8')).replace('"two"', '"tvo"'));
    const again = await open(folder);
    expect(again.store.document.note).toBe('one');
    expect(again.recovery).toMatchObject({ interrupted: true, lost: 3 });
    await again.store.close();
  });

  test('is folded into a new document when the journal has grown, and the old pair goes', async () => {
    const folder = await newFolder();
    const { store } = await open(folder);
    const long = 'x'.repeat(15_000);
    for (let index = 0; index < 75; index += 1) await store.append([note(`${index} ${long}`)]);
    expect(await readdir(folder)).toEqual(['session-2.heapwise', 'session-2.journal']);
    expect((await afterKill(folder)).note).toBe(`74 ${long}`);
    await store.close();
  });

  test('appends that do not wait for one another are all there, once, in order', async () => {
    const folder = await newFolder();
    const { store } = await open(folder);
    const big = 'y'.repeat(19_000);
    const answered = everyEntry.filter((entry) => entry.kind === 'answered');
    await Promise.all(
      Array.from({ length: 80 }, (_, index) => store.append([note(`${index}${big}`), ...answered])),
    );
    expect(await afterKill(folder)).toEqual(store.document);
    expect(store.document.answers).toHaveLength(160);
    await store.close();
  });
});

describe('a damaged document', () => {
  test('is put aside under another name, and the one before it is read', async () => {
    const folder = await newFolder();
    const { store } = await open(folder);
    await store.append([note('kept')]);
    await store.close();
    await writeFile(join(folder, 'session-9.heapwise'), '{"format":"heapwise-session"');
    const again = await open(folder);
    expect(again.recovery.putAside).toEqual(['session-9.heapwise.damaged-1']);
    expect(again.store.document.note).toBe('kept');
    await again.store.close();
    expect(await readdir(folder)).toContain('session-9.heapwise.damaged-1');
  });

  test('alone in its folder gives a new session and stays for whoever can read it', async () => {
    const folder = await newFolder();
    await writeFile(join(folder, 'session-1.heapwise'), new Uint8Array([0xff, 0xfe, 0]));
    const { store, recovery } = await open(folder);
    expect(recovery.document).toBeNull();
    expect(store.document).toEqual(emptySession);
    await store.close();
    expect(await readdir(folder)).toContain('session-1.heapwise.damaged-1');
  });

  test.each([0, 1, 40, 200])(
    'cut to %i bytes by a kill while the next one was being written changes nothing',
    async (bytes) => {
      const folder = await newFolder();
      const { store } = await open(folder);
      await store.append([note('kept')]);
      await writeFile(join(folder, '.session-2.heapwise.half'), '{"checksum"');
      await writeFile(join(folder, 'session-2.journal'), '');
      await truncate(join(folder, '.session-2.heapwise.half'), bytes);
      expect((await afterKill(folder)).note).toBe('kept');
      await store.close();
    },
  );
});

describe('a disk that refuses', () => {
  test.each([
    ['ENOSPC', 'disk-full'],
    ['EACCES', 'write-refused'],
    ['EROFS', 'write-refused'],
    ['EIO', 'write-failed'],
  ])(
    '%s is the fault %s; the session goes on in memory and is written whole when there is room again',
    async (code, fault) => {
      const folder = await newFolder();
      let full = false;
      const { store } = await open(
        folder,
        refusingDisk((step) => (full && step !== 'read' && step !== 'remove' ? code : null)),
      );
      expect(await store.append([note('before')])).toBeNull();
      full = true;
      expect(await store.append([note('lost?')])).toMatchObject({ code: fault });
      expect(await store.append([...everyEntry.slice(0, 6)])).toMatchObject({ code: fault });
      expect(store.document.note).toBe('lost?');
      // What had been acknowledged is there for whoever opens the folder now.
      expect((await afterKill(folder)).note).toBe('before');
      full = false;
      expect(await store.append([note('after')])).toBeNull();
      await store.close();
      const again = await afterKill(folder);
      expect(again.note).toBe('after');
      expect(again.answers).toHaveLength(2);
    },
  );

  test('from the beginning gives a session in memory and says why', async () => {
    const folder = join(await newFolder(), 'none');
    const { store, fault } = await open(
      folder,
      refusingDisk((step) => (step === 'makeFolder' ? 'EACCES' : null)),
    );
    expect(fault).toMatchObject({ code: 'write-refused' });
    expect(await store.append([note('in memory')])).toMatchObject({ code: 'write-refused' });
    expect(store.document.note).toBe('in memory');
    await store.close();
  });

  test('another session leaves the open one as it is', async () => {
    const folder = await newFolder();
    let full = false;
    const { store } = await open(
      folder,
      refusingDisk((step) => (full && step === 'create' ? 'ENOSPC' : null)),
    );
    await store.append([note('mine')]);
    full = true;
    expect(await store.replace(fullSession)).toMatchObject({ code: 'disk-full' });
    expect(store.document.note).toBe('mine');
    full = false;
    expect(await store.replace(fullSession)).toBeNull();
    expect(await afterKill(folder)).toEqual(fullSession);
    await store.close();
  });
});

test('a second writer is noticed, and neither loses what it did', async () => {
  const folder = await newFolder();
  const { store } = await open(folder);
  await store.append([note('first')]);
  await writeFile(join(folder, 'session-1.journal'), 'somebody else\n', { flag: 'a' });
  expect(await store.append([note('mine')])).toMatchObject({ code: 'session-in-use' });
  expect(await store.append([note('mine too')])).toBeNull();
  expect((await afterKill(folder)).note).toBe('mine too');
  await store.close();
});
