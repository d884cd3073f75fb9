import { describe, expect, test } from 'vitest';
import { corpusText, recordedPrograms } from '../testing/corpus.ts';
import { checkProgram } from './program.ts';

function problemsOf(source: string): string[] {
  const result = checkProgram(source, 'main.go', { escape: 'go' });
  if (result.ok) return [];
  return result.problems
    .filter(({ message }) => message !== 'too many errors')
    .map(({ line, column, message }) => `${line}:${column}: ${message.split('\n')[0] ?? ''}`);
}

describe('what Go says of programs at the edge, MiniGo says too', () => {
  const programs = recordedPrograms();

  test('the corpus is there', () => {
    expect(programs.length).toBeGreaterThan(1000);
    expect(programs.filter(({ errors }) => errors.length > 0).length).toBeGreaterThan(700);
  });

  for (const file of new Set(programs.map((program) => program.file)))
    test(`every error, its place and its sentence: ${file}`, () => {
      const own = programs.filter((program) => program.file === file && program.outside === null);
      const wrong = own
        .map(({ source, errors }) => ({ source, errors, problems: problemsOf(source) }))
        .filter(({ errors, problems }) => JSON.stringify(errors) !== JSON.stringify(problems));
      expect(wrong).toEqual([]);
    });

  test('after ten faults Go stops where it found the tenth, which need not stand last', () => {
    const calls = Array.from({ length: 9 }, (_, at) => `\tf${at}()\n`).join('');
    const source = `package main\n\nfunc main() {\n\tvar x int\n${calls}}\n`;
    const result = checkProgram(source, 'main.go', { escape: 'go' });
    expect(result.ok ? [] : result.problems.slice(-2)).toMatchObject([
      { line: 13, column: 2, message: 'undefined: f8' },
      { line: 4, column: 6, message: 'too many errors' },
    ]);
  });

  test('what MiniGo leaves out is refused by its name', () => {
    const outside = programs.filter((program) => program.outside !== null);
    expect(outside.length).toBeGreaterThan(10);
    for (const { source, outside: sentence } of outside)
      expect(problemsOf(source)).toContain(sentence);
  });

  test('the thirty cases of the reference', () => {
    const cases = corpusText('negative-cases.txt')
      .split('\n')
      .filter((line) => line.includes(' => ') && !line.startsWith('#'))
      .map((line) => line.split(' => '));
    expect(cases).toHaveLength(30);
    for (const [body = '', expected = ''] of cases) {
      const [first] = problemsOf(`package main\n${body.replaceAll('\\n', '\n')}\n`);
      if (expected === 'OK') expect(first).toBeUndefined();
      else
        expect(first?.replace(/^\d+:\d+: /, '').replace(/^invalid operation: /, '')).toContain(
          expected.replace(/^invalid operation: /, ''),
        );
    }
  });
});

describe('programs that are too large are refused with a sentence', () => {
  test('a megabyte of source', () => {
    const result = checkProgram(
      `package main\n${'// x\n'.repeat(210_000)}func main() {}\n`,
      'main.go',
      { escape: 'go' },
    );
    expect(result).toEqual({
      ok: false,
      problems: [
        {
          line: 1,
          column: 1,
          message: 'the program is longer than 262144 bytes, the most that MiniGo reads',
          code: 'limit',
          detail: { cause: 'source-too-long', most: 262144 },
        },
      ],
    });
  });

  const deep = (open: string, close: string, inner = '1'): string =>
    `package main\n\nfunc main() {\n\t_ = ${open.repeat(20_000)}${inner}${close.repeat(20_000)}\n}\n`;
  test.each([
    ['parentheses', deep('(', ')')],
    ['calls', deep('f(', ')')],
    ['indices', deep('a[', ']')],
    ['literals', deep('[]int{', '}')],
    ['function literals', deep('func() {', '}')],
    ['unary operators', deep('!', '', 'true')],
    ['a chain of additions', deep('1 + ', '')],
    ['a chain of selectors', deep('', '.x', 'a')],
    ['slice types', `package main\n\nvar x ${'[]'.repeat(20_000)}int\n\nfunc main() {}\n`],
    ['pointer types', `package main\n\nvar x ${'*'.repeat(20_000)}int\n\nfunc main() {}\n`],
    ['blocks', `package main\n\nfunc main() {\n${'{'.repeat(20_000)}${'}'.repeat(20_000)}\n}\n`],
    [
      'else if',
      `package main\n\nfunc main() {\n\tif true {}${' else if true {}'.repeat(20_000)}\n}\n`,
    ],
    ['loops', `package main\n\nfunc main() {\n${'for {'.repeat(20_000)}${'}'.repeat(20_000)}\n}\n`],
  ])('%s nested without end', (_, source) => {
    const problems = problemsOf(source);
    expect(problems[0]).toMatch(/nested more than 250 levels deep|longer than/);
  });

  test('as deep as the limit allows, everything still works', () => {
    const levels = 100;
    const source = `package main\n\nfunc main() {\n\tx := ${'('.repeat(levels)}1${')'.repeat(levels)}\n\t_ = x${' + 1'.repeat(200)}\n${'\tfor {\n'.repeat(60)}${'\tbreak\n}\n'.repeat(60)}}\n`;
    expect(problemsOf(source)).toEqual([]);
  });
});
