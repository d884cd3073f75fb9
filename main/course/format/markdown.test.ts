import { describe, expect, test } from 'vitest';
import { readMarkdown } from './markdown.ts';
import { MistakeList } from './mistake.ts';
import type { Template } from './template.ts';
import { fill } from './template.ts';

function read(
  text: string,
  language: 'en' | 'zh-CN' = 'en',
): { readonly template: Template; readonly prose: unknown; readonly mistakes: readonly string[] } {
  const mistakes = new MistakeList();
  const template = readMarkdown('x.md', text, 10, mistakes);
  const prose = fill(template, {
    scope: null,
    language,
    sourceHref: (id) => (id === 'book' ? 'https://example.org/' : null),
  });
  return { template, prose, mistakes: mistakes.sorted.map(({ line, code }) => `${line} ${code}`) };
}

const paragraph = (...children: readonly unknown[]) => [{ kind: 'paragraph', children }];
const text = (words: string) => ({ kind: 'text', text: words });

test('Markdown becomes a tree of prose', () => {
  const { prose, mistakes } = read(
    'One *two* **three** `four` $x^2$\n\n- a\n- b\n\n> q\n\n$$\ny\n$$\n\n| h | i |\n| - | - |\n| c | d |\n\n```go\nx := 1\n```\n',
  );
  expect(mistakes).toEqual([]);
  expect(prose).toEqual([
    {
      kind: 'paragraph',
      children: [
        text('One '),
        { kind: 'emphasis', children: [text('two')] },
        text(' '),
        { kind: 'strong', children: [text('three')] },
        text(' '),
        { kind: 'code', text: 'four' },
        text(' '),
        { kind: 'formula', tex: 'x^2' },
      ],
    },
    { kind: 'list', ordered: false, items: [paragraph(text('a')), paragraph(text('b'))] },
    { kind: 'quote', children: paragraph(text('q')) },
    { kind: 'formula', tex: 'y' },
    { kind: 'table', head: [[text('h')], [text('i')]], rows: [[[text('c')], [text('d')]]] },
    { kind: 'listing', language: 'go', text: 'x := 1' },
  ]);
});

test('a source on the web is a link, one on paper is its words, a term is a term', () => {
  const { prose } = read('[a](source:book) [b](source:paper) [c](term:slot) [d](lesson:counting)');
  expect(prose).toEqual(
    paragraph(
      { kind: 'link', href: 'https://example.org/', children: [text('a')] },
      text(' '),
      text('b'),
      text(' '),
      { kind: 'term', term: 'slot', text: 'c' },
      text(' '),
      { kind: 'link', href: 'lesson:counting', children: [text('d')] },
    ),
  );
});

test('a line break is a space, but not between Chinese characters', () => {
  expect(read('one\ntwo').prose).toEqual(paragraph(text('one'), text(' '), text('two')));
  expect(read('一，\n二\n三').prose).toEqual(
    paragraph(text('一，'), text(''), text('二'), text(''), text('三')),
  );
});

describe('what could run or fetch is refused where it stands and is harmless text', () => {
  test.each([
    ['<script>alert(1)</script>', '10 html'],
    ['a\n\n<iframe src="https://example.org"></iframe>', '12 html'],
    ['![x](https://example.org/x.png)', '10 image'],
    ['[x](javascript:alert(1))', '10 link'],
    ['[x](JaVaScRiPt:alert(1))', '10 link'],
    ['[x](data:text/html,hi)', '10 link'],
    ['[x](file:///etc/passwd)', '10 link'],
    ['[x](../../secret)', '10 link'],
    ['[x](https://example.org)', '10 link'],
    ['<https://example.org>', '10 link'],
    ['[x][y]\n\n[y]: javascript:alert(1)', '10 link'],
    ['[x](source:Book%20)', '10 link'],
    ['{{process.exit()}}', '10 expression'],
    ['{{unfinished', '10 expression'],
  ])('%s', (source, mistake) => {
    const { template, mistakes } = read(source);
    expect(mistakes[0]).toBe(mistake);
    expect(JSON.stringify(template)).not.toContain('"kind":"link"');
  });
});

test('deep nesting is cut, not followed to the end of the stack', () => {
  const deep = `${'> '.repeat(2_000)}x`;
  expect(JSON.stringify(read(deep).template).length).toBeLessThan(2_000);
  expect(() => read('['.repeat(5_000) + 'x' + '](source:book)'.repeat(10))).not.toThrow();
  expect(() => read('*'.repeat(5_000) + 'x')).not.toThrow();
});
