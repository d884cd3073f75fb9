/** What a teacher does: worksheets, a class's sessions as tables, lessons of one's own; and one's own data as a file. */
import { basename, join } from 'node:path';
import type { Fault, Handlers } from '../contract/contract.ts';
import type { OwnLessons, teacherRequests } from '../contract/teacher.ts';
import { noProgress } from '../course/progress/document.ts';
import { readFault } from '../files/failure.ts';
import type { FileSystem } from '../files/file-system.ts';
import { readLessonFiles, type LessonFiles } from '../files/lesson-files.ts';
import { readSessionFile, withEnding, writeFile } from '../files/session-file.ts';
import { answersTable, itemsTable, type ClassSession } from '../session/class-summary.ts';
import { worksheetPage } from '../session/worksheet-page.ts';
import type { SimulatorHost } from '../worker/host.ts';
import type { Dialogs } from './dialogs.ts';
import { formula } from './formula.ts';
import type { Keeper } from './keeper.ts';
import type { LessonShelf } from './lesson-shelf.ts';

export interface TeacherPorts {
  readonly keeper: Pick<Keeper, 'progress'>;
  readonly host: Pick<SimulatorHost, 'worksheet' | 'checkLessons' | 'openLessons'>;
  readonly dialogs: Dialogs;
  readonly system: FileSystem;
  readonly lessons: LessonShelf;
  /** A page of HTML as a PDF. */
  readonly print: (html: string) => Promise<Uint8Array>;
  readonly now: () => string;
}

/** Session documents of a class that are read at most. */
const mostSessions = 1_000;
const toldMistakes = 100;

export function teacherHandlers(ports: TeacherPorts): Pick<Handlers, keyof typeof teacherRequests> {
  const { dialogs, host, keeper, lessons, system } = ports;
  const day = (): string => ports.now().slice(0, 10);
  return {
    'worksheet/save': async (order) => {
      const drawn = await host.worksheet({ order });
      if ('fault' in drawn) return drawn;
      const { seed } = drawn.ok;
      const path = await dialogs.saveFile('pdf', `heapwise-worksheet-${seed}.pdf`);
      if (path === null) return { ok: null };
      const pdf = await ports.print(worksheetPage(drawn.ok, formula));
      const file = withEnding(path, 'pdf');
      const fault = await writeFile(system, file, pdf);
      return fault === null ? { ok: { file, seed } } : { fault };
    },
    'class/summarise': async () => {
      const folder = await dialogs.openFolder('class');
      if (folder === null) return { ok: null };
      const read = await readClass(system, folder);
      if ('fault' in read) return read;
      const { people, left } = read.ok;
      if (people.length === 0)
        return { fault: { code: 'no-sessions', detail: { folder: basename(folder) } } };
      const chosen = await dialogs.saveFile('csv', `heapwise-class-${day()}.csv`);
      if (chosen === null) return { ok: null };
      const answers = withEnding(chosen, 'csv');
      const items = answers.replace(/(\.[^.]*)$/, '-items$1');
      const fault =
        (await writeFile(system, answers, answersTable(people))) ??
        (await writeFile(system, items, itemsTable(people)));
      return fault === null
        ? { ok: { answers, items, people: people.length, left: [...left] } }
        : { fault };
    },
    'lessons/open': async ({ language }) => {
      const folder = await dialogs.openFolder('lessons');
      if (folder === null) return { ok: null };
      let read: LessonFiles;
      try {
        read = await readLessonFiles(folder);
      } catch (error) {
        return { fault: readFault(folder, error) };
      }
      const checked = await host.checkLessons(read.files);
      const mistakes = [...read.mistakes, ...checked.mistakes];
      const told: OwnLessons = {
        folder: basename(folder),
        title: checked.title[language],
        lessons: checked.lessons,
        mistakes: mistakes
          .slice(0, toldMistakes)
          .map(({ file, line, message }) => ({ file, line, message })),
        more: Math.max(0, mistakes.length - toldMistakes),
      };
      // A folder without a lesson that can be read opens nothing: what was open stays.
      if (checked.lessons === 0) return { ok: told };
      lessons.choose(read.files, told);
      await host.openLessons(lessons.files);
      return { ok: told };
    },
    'lessons/close': async () => {
      lessons.putBack();
      await host.openLessons(lessons.files);
      return { ok: null };
    },
    'lessons/state': () => Promise.resolve({ ok: lessons.told }),
    'progress/export': async () => {
      const path = await dialogs.saveFile('progress', `heapwise-progress-${day()}.json`);
      if (path === null) return { ok: null };
      const file = withEnding(path, 'json');
      const text = `${JSON.stringify(keeper.progress ?? noProgress, null, 2)}\n`;
      const fault = await writeFile(system, file, text);
      return fault === null ? { ok: { file } } : { fault };
    },
  };
}

interface ReadClass {
  readonly people: readonly ClassSession[];
  readonly left: readonly { readonly file: string; readonly code: string }[];
}

/** Every session document of a folder; whoever's cannot be read is named and left out. */
async function readClass(
  system: FileSystem,
  folder: string,
): Promise<{ readonly ok: ReadClass } | { readonly fault: Fault }> {
  let names: readonly string[];
  try {
    names = await system.list(folder);
  } catch (error) {
    return { fault: readFault(folder, error) };
  }
  const people: ClassSession[] = [];
  const left: { file: string; code: string }[] = [];
  for (const file of names.filter((name) => name.endsWith('.heapwise')).slice(0, mostSessions)) {
    const read = await readSessionFile(system, join(folder, file));
    if ('ok' in read) people.push({ person: basename(file, '.heapwise'), session: read.ok });
    else left.push({ file, code: read.fault.code });
  }
  return { ok: { people, left } };
}
