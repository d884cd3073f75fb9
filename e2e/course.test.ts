/**
 * Every lesson, as its learner meets it: opened from the course, walked to its end with the keyboard
 * alone, its lab solved by its own solution; in both languages. Then every claim of the capstone.
 */
import { readCourse } from '../main/course/format/course-folder.ts';
import type { Capstone, Lab, Lesson } from '../main/course/format/course.ts';
import { ownLessons } from '../main/course/testing/own-lessons.ts';
import type { HeapSettings } from '../main/simulator/settings.ts';
import type { Catalogue } from '../renderer/i18n/en.ts';
import { expect, test, type HeapwiseApp } from './app.ts';
import { pressButton, runCommand, solve } from './pages/lab.ts';
import { walkToEnd } from './pages/walk.ts';
import { catalogues, goTo } from './pages/window.ts';

const { course } = readCourse(ownLessons());
const lessons: readonly Lesson[] = course?.lessons ?? [];
const capstone: Capstone | null = course?.capstone ?? null;

/** Settings that the solution turns, and what they are called. */
function turned({ settings, solved }: Lab, say: Catalogue): ReadonlyMap<string, string> {
  const { collector, allocator, heapBytes, barrier, markBudget, markStackLimit } = say.settings;
  const { gogc, memoryLimit, nurseryBytes, promoteAfter } = say.settings;
  const words = {
    ...{ collector, allocator, heapBytes, barrier, markBudget, markStackLimit },
    ...{ gogc, memoryLimit, nurseryBytes, promoteAfter },
  };
  const names = Object.keys(words) as (keyof typeof words)[];
  const others = Object.keys(solved).filter(
    (name) =>
      !(name in words) &&
      settings[name as keyof HeapSettings] !== solved[name as keyof HeapSettings],
  );
  expect(others, 'settings that this test cannot turn').toEqual([]);
  return new Map(
    names
      .filter((name) => settings[name] !== solved[name])
      .map((name) => [words[name], String(solved[name])]),
  );
}

async function solveLab(heapwise: HeapwiseApp, say: Catalogue, lab: Lab): Promise<void> {
  await solve(heapwise, say, lab.solution.text, turned(lab, say));
  await expect(heapwise.page.getByText(say.lab.doneText, { exact: true })).toBeVisible();
}

test('there are eighteen lessons with a lab each, and fifteen claims', () => {
  expect(lessons.map(({ number }) => number)).toEqual(
    Array.from({ length: 18 }, (_, at) => at + 1),
  );
  expect(lessons.filter(({ lab }) => lab === null)).toEqual([]);
  expect(capstone?.claims).toHaveLength(15);
});

for (const language of ['en', 'zh-CN'] as const) {
  test(`each lesson in ${language}, by keyboard, its lab solved`, async ({ heapwise }) => {
    test.setTimeout(900_000);
    const say = catalogues[language];
    const page = await heapwise.start();
    if (language === 'zh-CN') await runCommand(page, catalogues.en, '中文');
    for (const lesson of lessons) {
      await test.step(lesson.id, async () => {
        const { title } = lesson.texts[language];
        await runCommand(page, say, say.home.continueAt(lesson.number, title));
        await walkToEnd(page, say);
        if (lesson.lab === null) return;
        await pressButton(page, say.lesson.toLab);
        await solveLab(heapwise, say, lesson.lab);
        await goTo(page, 'home');
      });
    }
    const outline = await heapwise.okOf('course/outline', { language });
    expect(outline.lessons.map(({ progress }) => progress.finished && progress.labDone)).toEqual(
      lessons.map(() => true),
    );
  });
}

test('each claim of the capstone is judged and proved by keyboard', async ({ heapwise }) => {
  test.setTimeout(300_000);
  const say = catalogues.en;
  const page = await heapwise.start();
  for (const [at, claim] of (capstone?.claims ?? []).entries()) {
    await test.step(claim.id, async () => {
      await runCommand(page, say, say.judge.open);
      await pressButton(page, `${at + 1} ${claim.experiment.title.en}`);
      await page.getByRole('radio', { name: say.judge.verdicts[claim.verdict] }).focus();
      await page.keyboard.press('Space');
      await expect(page.getByRole('heading', { name: say.judge.prove })).toBeVisible();
      await solveLab(heapwise, say, claim.experiment);
      const decision = page.getByRole('region', { name: say.judge.decision });
      await expect(decision).toContainText(say.judge.isSo[claim.verdict]);
      await expect(decision).toContainText(say.judge.youHeld);
      await expect(decision).toBeFocused();
    });
  }
  const opened = await heapwise.okOf('capstone/open', { language: 'en' });
  expect(opened?.claims.map(({ judged, decided }) => judged === decided)).toEqual(
    capstone?.claims.map(() => true),
  );
});
