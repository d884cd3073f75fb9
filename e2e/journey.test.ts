/**
 * What somebody does who has just installed the app: a lesson to its end by keyboard, a quiz, a cycle
 * by hand that leaks under counting and goes under mark-sweep, the export, and the session opened again.
 */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { english as say } from '../renderer/i18n/en.ts';
import { expect, test } from './app.ts';
import { answerSomehow } from './pages/answer.ts';
import { walkTo, walkToEnd } from './pages/walk.ts';
import { goTo } from './pages/window.ts';

test.setTimeout(240_000);

async function openLesson(page: Page, number: number): Promise<void> {
  await goTo(page, 'home');
  await page.keyboard.press('Control+k');
  await page.keyboard.type(String(number));
  await page
    .getByRole('option', { name: new RegExp(`\\b${number}\\b`) })
    .first()
    .waitFor();
  await page
    .getByRole('button', { name: new RegExp(`^Lesson ${number}\\. `) })
    .waitFor({ state: 'attached' });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: new RegExp(`^Lesson ${number}\\. `) }).focus();
  await page.keyboard.press('Enter');
}

test('lesson 6 to its end by keyboard only, then its quiz', async ({ heapwise }) => {
  const page = await heapwise.start();
  await openLesson(page, 6);
  expect(await walkToEnd(page, say)).toBeGreaterThan(10);
  await page.getByRole('button', { name: say.lesson.toQuiz, exact: true }).focus();
  await page.keyboard.press('Enter');
  const next = page.getByRole('button', { name: say.quiz.next, exact: true });
  const finish = page.getByRole('button', { name: say.quiz.finish, exact: true });
  await expect(
    page.getByRole('heading', { level: 1, name: say.quiz.questionOf(1, 6), exact: true }),
  ).toBeVisible();
  for (let question = 1; question <= 6; question += 1) {
    await answerSomehow(page, say);
    await (question === 6 ? finish : next).focus();
    await page.keyboard.press('Enter');
    if (question < 6)
      await expect(
        page.getByRole('heading', {
          level: 1,
          name: say.quiz.questionOf(question + 1, 6),
          exact: true,
        }),
      ).toBeVisible();
  }
  await expect(page.getByRole('heading', { level: 1, name: / of 6 right$/ })).toBeVisible();
  const summary = await heapwise.okOf('session/state', {});
  expect(summary.answered).toBeGreaterThan(6);
});

test('a cycle made by hand leaks under counting and goes under mark-sweep; the session travels', async ({
  heapwise,
}) => {
  const page = await heapwise.start();
  await goTo(page, 'sandbox');
  await page
    .getByRole('combobox', { name: say.settings.collector, exact: true })
    .selectOption('refcount');
  await page.getByRole('button', { name: say.sandbox.emptyByHand, exact: true }).click();
  const allocate = async (name: string): Promise<void> => {
    await page.getByRole('textbox', { name: say.sandbox.hand.variable, exact: true }).fill(name);
    await page.getByRole('textbox', { name: say.sandbox.hand.fields, exact: true }).fill('1');
    await page.getByRole('button', { name: say.sandbox.hand.allocate, exact: true }).click();
  };
  const point = async (from: string, to: string): Promise<void> => {
    await page
      .getByRole('combobox', { name: say.sandbox.hand.from, exact: true })
      .selectOption({ label: from });
    await page
      .getByRole('combobox', { name: say.sandbox.hand.to, exact: true })
      .selectOption({ label: to });
    await page.getByRole('button', { name: say.sandbox.hand.pointAct, exact: true }).click();
  };
  const garbage = page
    .getByRole('group', { name: say.stage.graph, exact: true })
    .getByRole('button', { name: /Garbage/ });
  await allocate('a');
  await allocate('b');
  await point('a.0', 'b');
  await point('b.0', 'a');
  await point('a', say.sandbox.hand.nil);
  await point('b', say.sandbox.hand.nil);
  await expect(garbage).toHaveCount(2);

  // The same script under mark-sweep: one collection takes both.
  await page
    .getByRole('combobox', { name: say.settings.collector, exact: true })
    .selectOption('mark-sweep');
  await page.getByRole('button', { name: say.sandbox.hand.collect, exact: true }).click();
  const script = async (): Promise<string> => {
    const { run } = await heapwise.okOf('sandbox/get', {});
    if (run === null) return '';
    return (await heapwise.okOf('run/get', { run })).state.script ?? '';
  };
  await expect.poll(script).toContain('gc');
  await expect(garbage).toHaveCount(0);
  const { run } = await heapwise.okOf('sandbox/get', {});
  const before = await heapwise.okOf('run/get', { run: run ?? '' });
  expect(before.state.status).toBe('ready');

  const file = join(heapwise.files, 'mine.heapwise');
  await heapwise.answerSaveDialog(file);
  await goTo(page, 'session');
  await page.getByRole('button', { name: new RegExp(`^${say.session.formats.heapwise}`) }).click();
  await expect(
    page.getByRole('region', { name: say.shell.notices }).getByText(/mine\.heapwise/),
  ).toBeVisible();
  await heapwise.okOf('session/new', {});
  await heapwise.quit();

  const again = await heapwise.start();
  await heapwise.answerOpenDialog(file);
  await goTo(again, 'session');
  await again.getByRole('button', { name: say.session.open, exact: true }).click();
  await expect(again.getByRole('main').getByText(say.session.verified)).toBeVisible();
  const after = await heapwise.okOf('run/get', { run: run ?? '' });
  expect(after).toEqual(before);
});

test('a wrong idea is replayed beside what really happens', async ({ heapwise }) => {
  const page = await heapwise.start();
  await openLesson(page, 6);
  await walkTo(page, say, 'A second name');
  // One: as if the second name had got a copy.
  await answerSomehow(page, say);
  const both = page.getByRole('button', { name: say.question.bothReplay, exact: true });
  await both.focus();
  await page.keyboard.press('Enter');
  for (const name of [say.question.replaying, say.question.wrongReplaying]) {
    const side = page.getByRole('region', { name, exact: true });
    await expect(side.getByRole('slider', { name: say.stage.timeline, exact: true })).toBeVisible();
  }
  await page
    .getByRole('button', { name: say.question.backToQuestion, exact: true })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  await expect(both).toBeVisible();
  await expect(page.getByRole('slider', { name: say.stage.timeline, exact: true })).toHaveCount(1);
});
