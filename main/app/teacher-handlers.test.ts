import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Worksheet, WorksheetOrder } from '../contract/teacher.ts';
import { checkFolder } from '../course/check/folder.ts';
import { noProgress } from '../course/progress/document.ts';
import { smallCourse } from '../course/testing/small-course.ts';
import { disk } from '../files/disk.ts';
import { newFolder } from '../files/testing/folder.ts';
import { fullSession } from '../session/testing/sessions.ts';
import { writeDocument } from '../session/writing.ts';
import { LessonShelf } from './lesson-shelf.ts';
import { teacherHandlers } from './teacher-handlers.ts';

const shipped = new Map([['course.yaml', 'shipped']]);
const sheet: Worksheet = { seed: 7, language: 'en', titles: ['Counting'], questions: [] };

function desk(chosen: string | null, saveAs: string | null) {
  const lessons = new LessonShelf(shipped);
  const opened: ReadonlyMap<string, string>[] = [];
  const printed: string[] = [];
  const handlers = teacherHandlers({
    keeper: { progress: noProgress },
    host: {
      worksheet: async () => ({ ok: sheet }),
      checkLessons: async (files) => checkFolder(files),
      openLessons: async (files) => {
        opened.push(files);
        return null;
      },
    },
    dialogs: {
      openFile: async () => null,
      openFolder: async () => chosen,
      saveFile: async () => saveAs,
      openLink: async () => undefined,
    },
    system: disk,
    lessons,
    print: async (html) => {
      printed.push(html);
      return new TextEncoder().encode('%PDF-');
    },
    now: () => '2026-03-04T05:06:07.000Z',
  });
  return { handlers, lessons, opened, printed };
}

test('a worksheet is printed to the file that was chosen, or nowhere', async () => {
  const folder = await newFolder();
  const order: WorksheetOrder = {
    lessons: ['counting'],
    count: 3,
    level: null,
    seed: 7,
    language: 'en',
  };
  const { handlers, printed } = desk(null, join(folder, 'sheet'));
  expect(await handlers['worksheet/save'](order)).toEqual({
    ok: { file: join(folder, 'sheet.pdf'), seed: 7 },
  });
  expect(await readFile(join(folder, 'sheet.pdf'), 'utf8')).toBe('%PDF-');
  expect(printed[0]).toContain('Worksheet');
  expect(await desk(null, null).handlers['worksheet/save'](order)).toEqual({ ok: null });
});

test('a class folder becomes two tables; what cannot be read is named', async () => {
  const folder = await newFolder();
  await writeFile(join(folder, 'ann.heapwise'), writeDocument(fullSession));
  await writeFile(join(folder, 'bad.heapwise'), '{');
  await writeFile(join(folder, 'notes.txt'), 'not of ours');
  const { handlers } = desk(folder, join(folder, 'class.csv'));
  expect(await handlers['class/summarise']({})).toEqual({
    ok: {
      answers: join(folder, 'class.csv'),
      items: join(folder, 'class-items.csv'),
      people: 1,
      left: [{ file: 'bad.heapwise', code: 'session-foreign' }],
    },
  });
  expect(await readFile(join(folder, 'class.csv'), 'utf8')).toMatch(/^person,at,.*\r\nann,/);
  expect(await readFile(join(folder, 'class-items.csv'), 'utf8')).toContain('discrimination');
});

test('a folder without sessions says so', async () => {
  const folder = await newFolder();
  const reply = await desk(folder, null).handlers['class/summarise']({});
  expect(reply).toMatchObject({ fault: { code: 'no-sessions' } });
});

async function writeCourse(files: ReadonlyMap<string, string>): Promise<string> {
  const folder = await newFolder();
  for (const [path, text] of files) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

test('a folder of lessons is checked and opened, and put back', async () => {
  const folder = await writeCourse(
    smallCourse(['01-first/en.md', 'It is {{count(A)}}', 'It is 2']),
  );
  await writeFile(join(folder, 'run.js'), 'process.exit()');
  const { handlers, lessons, opened } = desk(folder, null);
  const reply = await handlers['lessons/open']({ language: 'zh-CN' });
  expect(reply).toMatchObject({ ok: { title: '小课程', lessons: 1, more: 0 } });
  const messages = 'ok' in reply ? (reply.ok?.mistakes.map(({ message }) => message) ?? []) : [];
  expect(messages.join('\n')).toContain('typed number');
  expect(messages.join('\n')).toContain('this one is not read');
  expect(lessons.files.has('run.js')).toBe(false);
  expect(opened[0]?.has('01-first/en.md')).toBe(true);
  expect(await handlers['lessons/state']({})).toMatchObject({ ok: { title: '小课程' } });
  await handlers['lessons/close']({});
  expect(lessons.files).toBe(shipped);
  expect(opened[1]).toBe(shipped);
});

test('a folder that is no course leaves the lessons as they are', async () => {
  const { handlers, lessons, opened } = desk(await newFolder(), null);
  expect(await handlers['lessons/open']({ language: 'en' })).toMatchObject({
    ok: { lessons: 0, mistakes: [{ file: 'course.yaml' }] },
  });
  expect(lessons.files).toBe(shipped);
  expect(opened).toEqual([]);
});

test('what is remembered of the learner is written as it is kept', async () => {
  const folder = await newFolder();
  const { handlers } = desk(null, join(folder, 'mine'));
  expect(await handlers['progress/export']({})).toEqual({
    ok: { file: join(folder, 'mine.json') },
  });
  expect(JSON.parse(await readFile(join(folder, 'mine.json'), 'utf8'))).toEqual(noProgress);
});
