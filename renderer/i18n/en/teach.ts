/** Words for teachers, and about one's own data, in English. */
export const teach = {
  title: 'For teachers',
  open: 'Worksheets, class, own lessons',
  openText: 'Print questions, summarise sessions, open a folder of lessons.',
  worksheet: 'Worksheet',
  worksheetText:
    'Questions drawn from a seed, with an answer key on pages of its own. The same seed gives the same sheet anywhere.',
  chooseLessons: 'About these lessons',
  count: 'Questions',
  countWrong: 'A whole number from 1 to 50',
  seed: 'Seed',
  seedFresh: 'a fresh one',
  seedWrong: 'A whole number of up to ten digits, or nothing',
  worksheetSave: 'Save as PDF…',
  worksheetDone: (seed: number): string => `Saved. Its seed is ${seed}.`,
  class: 'Class',
  classText:
    'A folder of session documents becomes two tables: who answered what, and how difficult each question was and how well it discriminates.',
  classChoose: 'Choose the folder…',
  classDone: (people: number): string =>
    people === 1 ? 'One session was summarised.' : `${people} sessions were summarised.`,
  classLeft: (file: string, why: string): string => `${file} was left out. ${why}`,
  lessons: 'Own lessons',
  lessonsText:
    'A folder of lessons opens in place of the course. It is checked first, is content only, and can’t run or fetch anything.',
  lessonsChoose: 'Choose the folder…',
  lessonsChecking: 'Checking…',
  lessonsClose: 'Back to Heapwise’s course',
  lessonsNone: 'This folder holds no lesson that can be opened.',
  lessonsOpen: (title: string, lessons: number): string =>
    lessons === 1 ? `“${title}” is open: 1 lesson.` : `“${title}” is open: ${lessons} lessons.`,
  lessonsSound: 'Everything in it holds.',
  lessonsMistakes: (count: number): string => (count === 1 ? '1 mistake:' : `${count} mistakes:`),
  ownFolder: (title: string): string => `Your own lessons are open: ${title}`,
  data: 'Your data',
  dataText: 'What you answered and visited lies in one file on this computer and is sent nowhere.',
  dataExport: 'Export…',
  dataExported: (file: string): string => `Written to ${file}`,
  dataReset: 'Forget it all…',
  dataAsk: 'Forget everything you have learnt here?',
  dataAskText:
    'Answers, reviews, visited steps, solved labs and proved claims are erased. Sessions are kept. Export your data first if you may want it back.',
  dataConfirm: 'Forget it all',
  dataForgotten: 'Your progress is empty again.',
};
