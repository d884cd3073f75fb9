/** Everything the command palette can go to or do. */
import type { Result } from '../../main/contract/contract.ts';
import type { IconName } from '../design/icon-paths.ts';
import type { Shell } from './shell.svelte.ts';

export interface PaletteEntry {
  readonly id: string;
  readonly label: string;
  readonly also?: string;
  readonly kind: string;
  readonly icon: IconName;
  readonly keys?: string;
  readonly act: () => void;
}

type Lessons = Result<'course/outline'>['lessons'];
type Terms = Result<'glossary/list'>;

export function paletteEntries(
  shell: Shell,
  command: string,
  lessons: Lessons,
  terms: Terms,
): readonly PaletteEntry[] {
  return [
    ...placeEntries(shell, command),
    ...lessonEntries(shell, lessons),
    ...commandEntries(shell),
    ...termEntries(shell, terms),
  ];
}

function placeEntries(shell: Shell, command: string): PaletteEntry[] {
  const say = shell.words.say.shell;
  return (['home', 'sandbox', 'session', 'glossary'] as const).map((name, index) => ({
    id: `place-${name}`,
    label: say.places[name],
    kind: say.kinds.place,
    icon: name,
    keys: `${command}+${index + 1}`,
    act: () => shell.go(name),
  }));
}

function lessonEntries(shell: Shell, lessons: Lessons): PaletteEntry[] {
  const { shell: say, home } = shell.words.say;
  return lessons.flatMap((lesson): PaletteEntry[] => [
    {
      id: `lesson-${lesson.id}`,
      label: home.continueAt(lesson.number, lesson.title),
      also: lesson.about,
      kind: say.kinds.lesson,
      icon: 'lesson',
      act: () => shell.go('lesson', lesson.id, lesson.progress.at),
    },
    {
      id: `quiz-${lesson.id}`,
      label: home.quizOf(lesson.title),
      kind: say.places.quiz,
      icon: 'quiz',
      act: () => shell.go('quiz', lesson.id),
    },
  ]);
}

function commandEntries(shell: Shell): PaletteEntry[] {
  const { shell: say, home, session } = shell.words.say;
  const entry = (
    id: string,
    label: string,
    icon: IconName,
    act: () => void,
    also = '',
  ): PaletteEntry => ({
    id: `command-${id}`,
    label,
    also,
    kind: say.kinds.command,
    icon,
    act,
  });
  const wish = (what: 'new' | 'open' | 'export') => (): void => {
    shell.go('session');
    shell.wish = what;
  };
  return [
    entry('review', home.reviewsStart, 'review', () => shell.go('quiz')),
    entry('judge', shell.words.say.judge.open, 'lab', () => shell.go('judge')),
    entry('export', session.export, 'export', wish('export')),
    entry('open', home.session, 'open', wish('open')),
    entry('new', session.new, 'plus', wish('new')),
    entry('light', `${say.theme}: ${say.themes.light}`, 'sun', () =>
      shell.prefer({ theme: 'light' }),
    ),
    entry('dark', `${say.theme}: ${say.themes.dark}`, 'moon', () =>
      shell.prefer({ theme: 'dark' }),
    ),
    // Found in both languages by whoever can't read the one that is on.
    entry(
      'english',
      `${say.language}: ${say.languages.en}`,
      'language',
      () => shell.prefer({ language: 'en' }),
      'english 英语',
    ),
    entry(
      'chinese',
      `${say.language}: ${say.languages['zh-CN']}`,
      'language',
      () => shell.prefer({ language: 'zh-CN' }),
      'chinese 中文',
    ),
    entry('teach', shell.words.say.teach.open, 'settings', () => shell.open('teach')),
    entry('preferences', say.preferences, 'settings', () => shell.open('preferences')),
    entry('keys', say.keys, 'keys', () => shell.open('keys')),
    entry('about', say.about, 'info', () => shell.open('about')),
  ];
}

function termEntries(shell: Shell, terms: Terms): PaletteEntry[] {
  const say = shell.words.say.shell;
  return terms.map((term) => ({
    id: `term-${term.id}`,
    label: term.term,
    also: `${term.other} ${term.meaning}`,
    kind: say.kinds.term,
    icon: 'glossary',
    act: () => shell.go('glossary', null, term.id),
  }));
}
