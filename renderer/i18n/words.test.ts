import { expect, test } from 'vitest';
import { faultDetails, noticeDetails } from '../../main/contract/faults.ts';
import { english } from './en.ts';
import { Words } from './words.svelte.ts';
import { chinese } from './zh-CN.ts';

const filled = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, `<${name}>`]));
/** Values without which a person could not act. */
const needed = new Set(['problem', 'file', 'reason', 'limit', 'size', 'version', 'newest', 'href']);

test.each([
  ['en', english],
  ['zh-CN', chinese],
] as const)(
  'every fault and notice in %s says what happened, and names the values that matter',
  (_language, say) => {
    for (const [code, names] of [
      ...Object.entries(faultDetails),
      ...Object.entries(noticeDetails),
    ]) {
      const known: Readonly<
        Record<
          string,
          | ((values: Record<string, string>) => { what: string; kept: string; act: string })
          | undefined
        >
      > = code in say.faults ? say.faults : say.notices;
      const told = known[code]?.(filled(names));
      expect(told?.what, code).toBeTruthy();
      const text = `${told?.what ?? ''} ${told?.kept ?? ''} ${told?.act ?? ''}`;
      for (const name of names)
        if (needed.has(name)) expect(text, `${code}: ${name}`).toContain(`<${name}>`);
    }
  },
);

test('a code without words is told with the code, so that it can be reported', () => {
  expect(new Words('en').fault({ code: 'never-heard-of', detail: {} }).what).toContain(
    'never-heard-of',
  );
  expect(new Words('zh-CN').notice({ code: 'never-heard-of', detail: {} }).what).toContain(
    'never-heard-of',
  );
});

test('numbers and rows follow the language', () => {
  const words = new Words('en');
  expect([words.whole(12_345), words.share(0.125), words.list(['a', 'b', 'c'])]).toEqual([
    '12,345',
    '12.5%',
    'a, b, and c',
  ]);
  words.language = 'zh-CN';
  expect(words.list(['a', 'b', 'c'])).toBe('a、b和c');
});
