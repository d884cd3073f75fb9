import { expect, test } from 'vitest';
import { defaultSettings } from '../../main/simulator/settings.ts';
import { finish } from '../../main/session/runs/run.ts';
import { openRun } from '../../main/session/runs/open.ts';
import type { Problem } from '../../main/contract/run.ts';
import { english } from './en.ts';
import { Words } from './words.svelte.ts';
import { chinese } from './zh-CN.ts';

/** Words for codes: a sentence, or one that is filled with values. */
type Told = Readonly<Record<string, string | ((values: never) => string)>>;
const chineseText = /[\u4e00-\u9fff]/u;

/** The first mistake of a script, as the host tells it. */
function mistake(text: string, geometry: 'bytes' | 'cells' = 'bytes'): Problem {
  const source = { kind: 'operations', name: 'a.ops', text } as const;
  const opened = finish(
    openRun('a', source, { ...defaultSettings, geometry, heapBytes: 4096 }, null),
  );
  const [problem] = 'fault' in opened ? (opened.fault.problems ?? []) : [];
  if (problem === undefined) throw new Error(`nothing is wrong with ${text}`);
  return problem;
}

test('every code has a sentence in both languages, and the Chinese one is Chinese', () => {
  const { reasons } = english;
  for (const table of [
    'escapes',
    'simulatorOnly',
    'limits',
    'script',
    'settings',
    'lab',
    'reading',
    'outside',
    'schema',
    'damage',
  ] as const) {
    expect(Object.keys(chinese.reasons[table])).toEqual(Object.keys(reasons[table]));
    const tables: readonly (readonly [string, Told])[] = [
      ['en', reasons[table]],
      ['zh-CN', chinese.reasons[table]],
    ];
    for (const [language, said] of tables)
      for (const [code, entry] of Object.entries(said)) {
        const text = typeof entry === 'string' ? entry : entry({} as never);
        expect(text.length, code).toBeGreaterThan(5);
        expect(chineseText.test(text), `${language} ${code}`).toBe(language === 'zh-CN');
      }
  }
});

test.each([
  ['frobnicate a', ['frobnicate'], 'unknown-word'],
  ['alloc a', ['“a”', 'TYPE'], 'missing-word'],
  ['write a 0', ['“0”', 'SLOT2', 'nil'], 'missing-word'],
  ['gc now', ['now', 'gc'], 'extra-word'],
  ['root a ! ', ['!', 'SLOT2'], 'bad-slot'],
  ['alloc a T many 1', ['many', 'BYTES'], 'bad-number'],
  ['alloc a T 16 1\nwrite a 3 nil', ['3', 'T', '0'], 'no-such-field'],
  ['alloc a T 8 2', ['8', '2', '16'], 'bad-size'],
  ['pop', ['push', 'pop'], 'no-frame'],
])('%j is told in both languages with what is wrong', (text, named, code) => {
  const words = new Words('en');
  const problem = mistake(text);
  expect(problem.code).toBe(code);
  for (const language of ['en', 'zh-CN'] as const) {
    words.language = language;
    const told = words.problem(problem).message;
    for (const name of named) expect(told, language).toContain(name);
    expect(chineseText.test(told), told).toBe(language === 'zh-CN');
    expect(told).not.toMatch(/undefined|\(\)|（）|“”/u);
    if (language === 'zh-CN') expect(told).not.toMatch(/ or |expected|there /u);
  }
});

test('cells that are too few are counted in cells', () => {
  const told = new Words('zh-CN').problem(mistake('alloc a T 1 900', 'cells')).message;
  expect(told).toContain('900');
  expect(told).toContain('单元');
});

test('what a compiler says stays as it is', () => {
  const problem = { line: 1, column: 1, message: 'undefined: x', code: 'undefined' };
  expect(new Words('zh-CN').problem(problem)).toBe(problem);
});

test.each([
  [{ heapBytes: 4095 }, 'heap-not-whole-words', '4095'],
  [{ heapBytes: 1 }, 'heap-too-small', '1'],
  [{ heapBytes: 2 ** 31 }, 'heap-too-large', '2147483648'],
  [{ allocator: 'go', geometry: 'cells' }, 'not-together', '尺寸级别'],
  [{ allocator: 'buddy', collector: 'mark-compact' }, 'not-together', '伙伴系统'],
] as const)('settings %j are refused in the language spoken', (some, cause, named) => {
  const source = { kind: 'operations', name: 'a.ops', text: '' } as const;
  const opened = finish(openRun('a', source, { ...defaultSettings, ...some }, null));
  if (!('fault' in opened)) throw new Error('the settings were taken');
  expect(opened.fault.detail['cause']).toBe(cause);
  const { what } = new Words('zh-CN').fault(opened.fault);
  expect(what).toContain(named);
  expect(what).not.toMatch(/heap|collector|allocator|undefined/u);
});

/** The first mistake of a program, as the host tells it. */
function refused(text: string): Problem {
  const source = { kind: 'program', name: 'a.go', text } as const;
  const opened = finish(openRun('a', source, { ...defaultSettings, heapBytes: 4096 }, null));
  const [problem] = 'fault' in opened ? (opened.fault.problems ?? []) : [];
  if (problem === undefined) throw new Error(`nothing is wrong with ${text}`);
  return problem;
}
const inMain = (line: string): string => `package main\n\nfunc main() {\n\t${line}\n}\n`;

test.each([
  ['source-too-long', inMain(`println("${'x'.repeat(262_144)}")`), '262,144'],
  ['nested-too-deep', inMain(`_ = ${'('.repeat(300)}1${')'.repeat(300)}`), '250'],
  ['exponent-too-large', inMain('_ = 1e999999999'), '1e999999999'],
  ['type-too-large', inMain('var a [1 << 40]int\n\t_ = a'), '[1099511627776]int'],
  ['outside-named', inMain('select {}'), 'select'],
  ['outside-package', 'package main\n\nimport "os"\n\nfunc main() { os.Exit(1) }\n', 'os'],
  ['outside-directive', `//go:build linux\n\n${inMain('')}`, '//go:build'],
  ['outside-complex-numbers', inMain('_ = 1i'), ''],
  ['outside-generic-function', 'package main\n\nfunc f[T any]() {}\n\nfunc main() {}\n', ''],
  [
    'outside-type-argument',
    'package main\n\nimport "weak"\n\nfunc main() {\n\t_ = weak.Make[int](nil)\n}\n',
    '',
  ],
])('%s is told in the language spoken', (cause, text, named) => {
  const problem = refused(text);
  expect(problem.detail?.['cause']).toBe(cause);
  const words = new Words('zh-CN');
  expect(words.problem(problem).message).toContain(named);
  expect(words.problem(problem).message).toMatch(chineseText);
  expect(words.problem(problem).message).not.toMatch(/undefined| is | part /u);
  words.language = 'en';
  expect(words.problem(problem).message).toContain(named);
});

test('a limit names the field that changes it, or says that it is fixed', () => {
  for (const { reasons, sandbox, settings } of [english, chinese]) {
    expect(reasons.limits.steps('5')).toContain(sandbox.steps);
    expect(reasons.limits.steps('5')).toContain(sandbox.optionsTitle);
    expect(reasons.heapFull('64')).toContain(settings.heapBytes);
    const fixed = [
      ...(['output', 'goroutines', 'record', 'depth'] as const).map((kind) =>
        reasons.limits[kind]('5'),
      ),
      ...Object.values(reasons.reading).map((tell) => tell({})),
    ];
    for (const text of fixed) expect(text).toMatch(/is fixed|是固定的/u);
  }
});

test('a program on a heap of cells is refused in the language spoken', () => {
  const source = { kind: 'program', name: 'a.go', text: 'package main\nfunc main() {}\n' } as const;
  const settings = { ...defaultSettings, geometry: 'cells', heapBytes: 4096 } as const;
  const opened = finish(openRun('a', source, settings, null));
  if (!('fault' in opened)) throw new Error('the settings were taken');
  expect(new Words('zh-CN').fault(opened.fault).what).toContain('程序需要以字节为单位的堆');
});

test('how a run ended is no bare code', () => {
  const fault = { code: 'run-ended', detail: { run: 'a', status: 'out-of-memory' } };
  expect(new Words('zh-CN').fault(fault).what).toContain('内存耗尽');
});
