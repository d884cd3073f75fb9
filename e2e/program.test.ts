/**
 * A Go program in the sandbox, by mouse and keyboard: stepping, breakpoints, the cursor's line, looking
 * back, goroutines, an endless loop, opening and saving.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { english as say } from '../renderer/i18n/en.ts';
import { expect, test } from './app.ts';
import { SandboxPage } from './pages/sandbox.ts';
import { goTo } from './pages/window.ts';

const pointer = `package main

import "fmt"

func main() {
	b := 1
	a := &b
	*a = 10
	fmt.Println(b)
}
`;

test('a program is stepped through, and back, and the frames say what each variable holds', async ({
  heapwise,
}) => {
  const page = await heapwise.start();
  await goTo(page, 'sandbox');
  const sandbox = new SandboxPage(page);
  await sandbox.openExample('Through a pointer');
  await expect(sandbox.output).toHaveText('10\n');
  await sandbox.stage.show('Program');
  // The run has ended: the first step begins it anew.
  await page.keyboard.press('F10');
  await expect(sandbox.status).toContainText(say.sandbox.standsBefore(7));
  await expect(sandbox.variable('main', 'b')).toHaveText('1');
  await page.keyboard.press('F10');
  await expect(sandbox.variable('main', 'a')).toHaveText('&b');
  await page.keyboard.press('F11');
  await expect(sandbox.variable('main', 'b')).toHaveText('10');
  await expect(sandbox.status).toContainText(say.sandbox.standsBefore(10));
  // Back: the old value, and forward again.
  await sandbox.toolbar.getByRole('button', { name: say.sandbox.stepBack, exact: true }).click();
  await expect(sandbox.variable('main', 'b')).toHaveText('1');
  await sandbox.toolbar.getByRole('button', { name: say.sandbox.stepOver, exact: true }).click();
  await expect(sandbox.variable('main', 'b')).toHaveText('10');
});

test('steps over, into and out of a call', async ({ heapwise }) => {
  const page = await heapwise.start();
  await goTo(page, 'sandbox');
  const sandbox = new SandboxPage(page);
  await sandbox.openExample('A binary search tree');
  await sandbox.stage.show('Program');
  await page.keyboard.press('F10');
  await expect(sandbox.status).toContainText(say.sandbox.standsBefore(34));
  // The header of a range is a statement of each round.
  await page.keyboard.press('F10');
  await page.keyboard.press('F10');
  await expect(sandbox.status).toContainText(say.sandbox.standsBefore(35));
  await page.keyboard.press('F11');
  await expect(sandbox.frame('(*Tree).insert')).toBeVisible();
  await page.keyboard.press('Shift+F11');
  await expect(sandbox.frame('(*Tree).insert')).toHaveCount(0);
  await expect(sandbox.variable('main', 'key')).toHaveText('4');
  await sandbox.goToLine(36);
  await page.keyboard.press('Control+F10');
  await expect(sandbox.status).toContainText(say.sandbox.standsBefore(37));
  await expect(sandbox.frame('main')).toHaveCount(1);
});

test('a run stops at a breakpoint, and at the line of the cursor', async ({ heapwise }) => {
  const page = await heapwise.start();
  await goTo(page, 'sandbox');
  const sandbox = new SandboxPage(page);
  await sandbox.openExample('A linked list that is let go');
  await sandbox.goToLine(22);
  await page.keyboard.press('F9');
  await sandbox.run();
  await expect(sandbox.status).toContainText(say.sandbox.standsBefore(22));
  await sandbox.stage.show('Program');
  await expect(sandbox.variable('main', 'sum')).toHaveText('0');
  // Off again, and on to where the cursor is put.
  await sandbox.goToLine(22);
  await page.keyboard.press('F9');
  // A comment: the next statement is meant.
  await sandbox.goToLine(25);
  await page.keyboard.press('Control+F10');
  await expect(sandbox.status).toContainText(say.sandbox.standsBefore(26));
  await expect(sandbox.variable('main', 'sum')).toHaveText('10');
});

test('goroutines are listed with what they wait in', async ({ heapwise }) => {
  const page = await heapwise.start();
  await goTo(page, 'sandbox');
  const sandbox = new SandboxPage(page);
  await sandbox.openExample('Goroutines that never end');
  await sandbox.stage.show('Program');
  await sandbox.goToLine(31);
  await page.keyboard.press('Control+F10');
  await expect(sandbox.status).toContainText(say.sandbox.standsBefore(31));
  const rows = sandbox.stage.region.getByRole('heading', { level: 5, name: /^goroutine \d/ });
  await expect(rows).toHaveCount(3);
  await expect(rows.first()).toContainText(say.stage.runs);
  await expect(rows.nth(1)).toContainText(say.stage.standsAt(16));
  await expect(sandbox.frame('fetch')).toHaveCount(2);
});

test('an endless loop is stopped, and what it did can be looked at', async ({ heapwise }) => {
  const page = await heapwise.start();
  await goTo(page, 'sandbox');
  const sandbox = new SandboxPage(page);
  await sandbox.toolbar.getByText(say.sandbox.kinds.program, { exact: true }).click();
  // As many steps as there can be: a fast machine does the usual number before it can be stopped.
  await sandbox.toolbar.getByRole('button', { name: /^[\d,]+ / }).click();
  const sheet = page.getByRole('dialog', { name: say.sandbox.optionsTitle });
  await sheet.getByRole('textbox', { name: say.sandbox.steps, exact: true }).fill('1000000000');
  await sheet.getByRole('button', { name: say.sandbox.apply, exact: true }).click();
  await expect(sheet).toHaveCount(0);
  await heapwise.copy('package main\n\nfunc main() {\n\tn := 0\n\tfor {\n\t\tn++\n\t}\n}\n');
  await sandbox.paste();
  await page.keyboard.press('Control+Enter');
  await sandbox.toolbar.getByRole('button', { name: say.sandbox.stop, exact: true }).click();
  await expect(sandbox.status).toContainText(say.sandbox.statuses.stopped);
  await sandbox.stage.show('Program');
  await expect(sandbox.variable('main', 'n')).toHaveText(/^\d+\s*$/);
});

/** Opens the options, gives the heap so many bytes and comes back. */
async function giveHeap(sandbox: SandboxPage, bytes: number): Promise<void> {
  await sandbox.toolbar.getByRole('button', { name: /^[\d,]+ / }).click();
  const sheet = sandbox.page.getByRole('dialog', { name: say.sandbox.optionsTitle });
  await sheet.getByRole('textbox', { name: say.settings.heapBytes }).fill(String(bytes));
  await sheet.getByRole('button', { name: say.sandbox.apply, exact: true }).click();
  await expect(sheet).toHaveCount(0);
}

test('a limit is told, and the button beside it leads to the option that changes it', async ({
  heapwise,
}) => {
  const page = await heapwise.start();
  await goTo(page, 'sandbox');
  const sandbox = new SandboxPage(page);
  await heapwise.copy(
    'package main\n\ntype Node struct{ next *Node }\n\nfunc main() {\n\tvar head *Node\n\tfor {\n\t\thead = &Node{head}\n\t}\n}\n',
  );
  await sandbox.paste();
  await page.keyboard.press('Control+Enter');
  await expect(sandbox.status).toContainText(say.reasons.heapFull('512 bytes'));
  await sandbox.status.getByRole('button', { name: say.sandbox.raiseHeap, exact: true }).click();
  const field = page
    .getByRole('dialog', { name: say.sandbox.optionsTitle })
    .getByRole('textbox', { name: say.settings.heapBytes, exact: true });
  await expect(field).toBeFocused();
  await field.fill('4096');
  await page.keyboard.press('Tab');
  await page.getByRole('dialog').getByRole('button', { name: say.sandbox.apply }).click();
  await expect(sandbox.status).toContainText(say.reasons.heapFull('4,096 bytes'));
});

test('an endless recursion, ten thousand goroutines and a megabyte of source leave the window alive', async ({
  heapwise,
}) => {
  const page = await heapwise.start();
  await goTo(page, 'sandbox');
  const sandbox = new SandboxPage(page);
  await heapwise.copy(
    'package main\n\nfunc f(n int) int {\n\treturn f(n+1) + 1\n}\n\nfunc main() {\n\tprintln(f(0))\n}\n',
  );
  await sandbox.paste();
  await page.keyboard.press('Control+Enter');
  await expect(sandbox.status).toContainText(say.reasons.limits.depth('1,000,000'));
  await sandbox.stage.show('Program');
  await expect(sandbox.stage.region.getByText(/^999,\d+ frames in between/u)).toBeVisible();

  await heapwise.copy(
    'package main\n\nfunc main() {\n\tc := make(chan int)\n\tfor i := range 10000 {\n\t\tgo func() { c <- i }()\n\t}\n\tprintln(<-c)\n}\n',
  );
  await sandbox.paste();
  await giveHeap(sandbox, 16 * 2 ** 20);
  await page.keyboard.press('Control+Enter');
  await expect(sandbox.status).toContainText(say.sandbox.statuses.finished);
  await expect(
    sandbox.stage.region.getByRole('heading', { level: 5, name: /^goroutine \d/ }),
  ).toHaveCount(100);
  await expect(sandbox.stage.region.getByText(/^9,9\d\d more goroutines are not/u)).toBeVisible();

  await heapwise.copy(
    `package main\n\nfunc main() {\n${'\tprintln("0123456789")\n'.repeat(45_000)}}\n`,
  );
  await sandbox.paste();
  const told = say.reasons.reading['source-too-long']({ most: '262,144' });
  await expect(page.getByRole('region', { name: say.sandbox.problems })).toContainText(told);
});

test('mistakes are told as one types, where they are', async ({ heapwise }) => {
  const page = await heapwise.start();
  await goTo(page, 'sandbox');
  const sandbox = new SandboxPage(page);
  await heapwise.copy('package main\n\nfunc main() {\n\tx := 1\n\tvar s string = x\n\t_ = s\n}\n');
  await sandbox.paste();
  const mistake = page.getByRole('button', { name: /cannot use x/ });
  await expect(mistake).toContainText(say.sandbox.problemAt(5, 17));
  await heapwise.copy(pointer);
  await sandbox.paste();
  await expect(mistake).toHaveCount(0);
});

test('a .go file is opened, changed and saved', async ({ heapwise }) => {
  const page = await heapwise.start();
  await goTo(page, 'sandbox');
  const sandbox = new SandboxPage(page);
  const file = join(heapwise.files, 'mine.go');
  await writeFile(file, pointer);
  await heapwise.answerOpenDialog(file);
  await sandbox.choose(say.sandbox.openFile);
  await expect(page.getByRole('tab', { name: /mine\.go/ })).toBeVisible();
  await expect(sandbox.output).toHaveText('10\n');
  await sandbox.goToLine(8);
  await page.keyboard.press('End');
  await page.keyboard.type(' + 1');
  await page.keyboard.press('Control+Enter');
  await expect(sandbox.output).toHaveText('11\n');
  const copy = join(heapwise.files, 'copy.go');
  await heapwise.answerSaveDialog(copy);
  await sandbox.choose(say.sandbox.saveFile);
  await expect
    .poll(() => readFile(copy, 'utf8').catch(() => ''))
    .toBe(pointer.replace('= 10', '= 10 + 1'));
});
