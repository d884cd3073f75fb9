import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';
import { isTestFile, roomOf } from './rooms.ts';
import { readSourceFiles } from './source-files.ts';

/*
 * The project's own ESLint configuration, given planted text in the place of a real file. The file
 * has to exist: the linter knows types, and takes them from the room's compiler settings.
 */
const root = process.cwd();
const eslint = new ESLint({ cwd: root });
const files = readSourceFiles(root);

async function lint(room: string, text: string): Promise<readonly string[]> {
  const file = files.find(
    ({ path }) => roomOf(path) === room && !isTestFile(path) && path.endsWith('.ts'),
  );
  if (file === undefined) throw new Error(`The room ${room} has no file to plant in.`);
  const results = await eslint.lintText(`${text}\nexport {};\n`, { filePath: file.path });
  return results.flatMap((result) => result.messages.map((message) => message.message));
}

describe('a pure room has no clock, no chance, no locale and no surroundings', () => {
  test.each([
    ['export const now = Date.now();', 'Time in a pure room is a counter'],
    ['export const now = new Date();', 'Time in a pure room is a counter'],
    ['export const now = performance.now();', 'Time in a pure room is a counter'],
    ['export const chance = Math.random();', 'Chance in a pure room is a seed'],
    ["export const chance = Math['random']();", 'Chance in a pure room is a seed'],
    ['const { random } = Math; export const chance = random();', 'Chance in a pure room is a seed'],
    ['setTimeout(() => undefined, 1);', 'A pure room waits for nothing'],
    ["console.log('x');", 'A pure room does not see'],
    ['export const all = globalThis;', 'A pure room does not see'],
    ['export const variables = process.env;', 'A pure room does not see'],
    ['export const text = (1).toLocaleString();', "It depends on the machine's locale"],
    ["export const order = 'a'.localeCompare('b');", "It depends on the machine's locale"],
    ['export const text = new Intl.NumberFormat();', "It depends on the machine's locale"],
    ['export const weak = new WeakRef({});', 'It depends on when the collector'],
  ])('%s', async (text, sentence) => {
    expect(await lint('simulator', text)).toContainEqual(expect.stringContaining(sentence));
  });

  test('all pure rooms are fenced, and a test in them is not', async () => {
    for (const room of ['simulator', 'minigo', 'course', 'session', 'contract']) {
      if (!files.some(({ path }) => roomOf(path) === room)) continue;
      expect(await lint(room, 'export const now = Date.now();'), room).not.toEqual([]);
    }
    const testFile = files.find(
      ({ path }) => path.startsWith('main/simulator/') && isTestFile(path),
    );
    expect(testFile).toBeDefined();
    const results = await eslint.lintText('export const now = Date.now();\n', {
      filePath: testFile?.path ?? '',
    });
    expect(results.flatMap((result) => result.messages)).toEqual([]);
  });
});

describe('nothing is silenced', () => {
  test.each([
    ['export const x: any = 1;', 'Unexpected any'],
    ['// @ts-ignore\nexport const x = 1;', '@ts-ignore'],
    ['// @ts-expect-error\nexport const x = 1;', '@ts-expect-error'],
    ['// eslint-disable-next-line\nexport const x = 1;', 'eslint-disable'],
    [`// ${'TO'}${'DO'}: later\nexport const x = 1;`, 'comment'],
    ['export default 1;', 'Export by name'],
    ["Promise.resolve('x');", 'Promises must be awaited'],
  ])('%s', async (text, sentence) => {
    expect(await lint('simulator', text)).toContainEqual(expect.stringContaining(sentence));
  });
});

test('the page has no Node', async () => {
  expect(await lint('renderer', 'export const variables = process.env;')).toContainEqual(
    expect.stringContaining('The page has no Node'),
  );
});

test('a test that is skipped, or keeps others from running, is refused', async () => {
  for (const word of ['skip', 'only', 'todo']) {
    expect(
      await lint('scripts', `declare const test: { ${word}: () => void }; test.${word}();`),
    ).toContainEqual(expect.stringContaining('Every test runs'));
  }
});
