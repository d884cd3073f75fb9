import { describe, expect, test } from 'vitest';
import type { Series } from '../contract/run.ts';
import { csvOf } from './export-csv.ts';
import { escapeText, markup } from './markup.ts';
import { chartOf } from './report-chart.ts';
import { reportOf, type ReportContents } from './report.ts';
import { reportWords } from './report-words.ts';
import { openRun } from './runs/open.ts';
import { finish, type Run } from './runs/run.ts';
import { emptySession, fullSession, runRecord } from './testing/sessions.ts';

const series = (values: readonly number[]): Series => {
  const column = Float64Array.from(values);
  return {
    seq: column,
    ticks: column,
    live: column,
    garbage: column,
    free: column,
    increments: column,
    decrements: column,
    fragmentation: column,
    utilisation: column,
    collections: [],
  };
};

function performed(text: string): Run {
  const record = runRecord('r1', text);
  const opened = finish(openRun('r1', record.source, record.settings, null));
  if ('fault' in opened) throw new Error(opened.fault.code);
  return opened.ok;
}

describe('the table', () => {
  test('has one row a sample, plain figures, and texts that no spreadsheet takes for formulas', () => {
    const table = csvOf([
      {
        run: 'r1',
        name: '=cmd|"calc", 1',
        collector: 'refcount',
        allocator: 'best-fit',
        series: series([0, 0.123456789, 1e6]),
      },
    ]);
    const name = '"\'=cmd|""calc"", 1"';
    const row = (value: string): string =>
      `r1,${name},refcount,best-fit,${Array.from({ length: 9 }, () => value).join(',')}`;
    expect(table.split('\r\n')).toEqual([
      'run,name,collector,allocator,seq,ticks,live,garbage,free,increments,decrements,fragmentation,utilisation',
      row('0'),
      row('0.123457'),
      row('1000000'),
      '',
    ]);
  });

  test.each(['-1+1', '+x', '@sum', '\tx'])('the name %j is marked as text', (name) => {
    expect(
      csvOf([{ run: 'r1', name, collector: '', allocator: '', series: series([1]) }]),
    ).toContain(`r1,'${name},`);
  });
});

describe('markup', () => {
  test('escapes every text, wherever it stands, and only texts', () => {
    expect(
      markup`<p title="${`"'><&`}">${'<script>'}${3}${markup`<b>${'&amp;'}</b>`}${[markup`<i></i>`]}</p>`
        .html,
    ).toBe('<p title="&quot;&#39;&gt;&lt;&amp;">&lt;script&gt;3<b>&amp;amp;</b><i></i></p>');
  });

  test('has no place for control characters', () => {
    expect(escapeText('a\u0000b\u001bc\td\ne')).toBe('a\ufffdb\ufffdc\td\ne');
  });
});

describe('a chart', () => {
  test('draws each value at its place', () => {
    const { html: drawn } = chartOf({
      title: 'T',
      at: [0, 10],
      lines: [{ name: 'n', values: [0, 4], style: 'first' }],
      stacked: false,
      stepped: false,
    });
    expect(drawn).toContain('d="M64 172L628 56.8"');
    expect(drawn).toContain('aria-label="T. n: 0 … 4"');
  });

  test('stacks its layers up to the top that it is given', () => {
    const { html: drawn } = chartOf({
      title: 'T',
      at: [0, 1],
      most: 4,
      lines: [
        { name: 'live', values: [1, 2], style: 'live' },
        { name: 'free', values: [3, 2], style: 'free' },
      ],
      stacked: true,
      stepped: true,
    });
    expect(drawn).toContain('class="area free" d="M64 28H628V28L');
    expect(drawn).toContain('class="area live" d="M64 136H628V100L');
  });

  test.each([[[]], [[7]], [[0, 0]]])('of %j is drawn without a figure that is none', (values) => {
    const { html: drawn } = chartOf({
      title: 'T',
      at: values,
      lines: [{ name: 'n', values, style: 'first' }],
      stacked: false,
      stepped: true,
    });
    expect(drawn).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe('the report', () => {
  const run = performed('alloc a Node 16 1\nalloc b Node 16 1\nroot a nil\nroot b nil\ngc\n');
  const { length } = run.state();
  const record = runRecord('r1', run.source.text);
  const contents: ReportContents = {
    session: {
      ...fullSession,
      title: '</title><script>alert(1)</script>',
      note: '<img src=x onerror=alert(1)>',
    },
    at: '2026-01-02T03:10:00.000Z',
    language: 'en',
    runs: [
      {
        record: { ...record, source: { ...record.source, name: '"><svg onload=alert(1)>' } },
        figures: {
          hash: 'abc',
          metrics: run.frame(length, { blockLimit: 0, cells: null }).metrics,
          series: run.series(0, length, 100),
        },
      },
      { record: runRecord('r2'), figures: null },
    ],
    pictures: [{ name: "' onerror='x", base64: 'AAAA" onerror="x' }],
    titles: new Map([['06-counting', 'Counting <references>']]),
  };

  test('holds no script and fetches nothing, whatever the session says', () => {
    const report = reportOf(contents);
    expect(report).toMatch(/^<!doctype html>\n<html lang="en">/);
    const tags = [...report.matchAll(/<([a-z0-9]+)([^>]*)>/g)].map((tag) => ({
      name: tag[1] ?? '',
      rest: tag[2] ?? '',
    }));
    expect(new Set(tags.map((tag) => tag.name)).has('script')).toBe(false);
    expect(tags.filter((tag) => /\son[a-z]+\s*=/.test(tag.rest.replace(/"[^"]*"/g, '""')))).toEqual(
      [],
    );
    expect([...report.matchAll(/(?:src|href)="([^"]*)"/g)].map((link) => link[1])).toEqual([
      'data:image/png;base64,AAAAonerror=x',
    ]);
    expect(report).not.toMatch(/https?:\/\/|url\(/);
    expect(report).toContain("default-src 'none'");
  });

  test('says what was done: answers, lessons, note, runs with figures and charts', () => {
    const report = reportOf(contents);
    expect(report).toContain('Answers: 1 of 2 right');
    expect(report).toContain('Counting &lt;references&gt;: Steps seen 2');
    expect(report).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(report).toContain('<dt>Objects freed</dt><dd>2</dd>');
    expect(report.match(/<svg /g)).toHaveLength(3);
    expect(report).toContain('alloc a Node 16 1\nalloc b');
    // One collection: where, and how long it stopped the program.
    expect(report).toContain('<h4>Pauses</h4>');
  });

  test('is the same for the same session, and every word of it is there in Chinese', () => {
    expect(reportOf(contents)).toBe(reportOf(contents));
    const chinese = reportOf({ ...contents, language: 'zh-CN' });
    expect(chinese).toContain('<html lang="zh-CN">');
    const english = reportWords('en');
    const words = reportWords('zh-CN');
    for (const [key, word] of Object.entries(words)) {
      if (typeof word !== 'string' || key === 'language' || key === 'of') continue;
      expect(word, key).toMatch(/\p{Script=Han}/u);
      expect(english[key as keyof typeof english], key).not.toMatch(/\p{Script=Han}/u);
    }
    for (const [status, word] of Object.entries(words.status))
      expect(word, status).toMatch(/\p{Script=Han}/u);
  });

  test('of a session in which nothing was done says so', () => {
    expect(reportOf({ ...contents, session: emptySession, runs: [], pictures: [] })).toContain(
      'Nothing was done in this session.',
    );
  });
});
