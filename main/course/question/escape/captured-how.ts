import type { Answer } from '../../../contract/course.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { performProgramText } from '../../scene-runner.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { atEnd } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';
import { atStart, escapeOptions, escapeSettings, verdictsOn } from './verdicts.ts';

interface Use {
  readonly inside: string;
  readonly after: string | null;
}

const read: Use = { inside: 'return x + 1', after: null };
const uses: readonly Use[] = [
  read,
  { inside: 'return 2 * x', after: null },
  { inside: 'if x > 3 { return x }; return 3', after: null },
  { inside: 'x++; return x', after: null },
  { inside: 'x += 2; return x', after: null },
  { inside: 'return x + 1', after: 'x++' },
  { inside: 'return x - 1', after: 'x = 5' },
  { inside: 'return *(&x)', after: null },
];

/** How does a closure that is returned hold a variable? Answered with the number of objects that this makes. */
export const capturedHow: QuestionType = {
  id: 'captured-how',
  concept: 'capturing',
  title: { en: 'What a closure takes with it', 'zh-CN': '闭包带走了什么' },
  misconceptions: ['captures-share', 'captures-copy'],
  draft(chance, level): Draft | null {
    const { inside, after } = chance.pick(uses) ?? read;
    const times = level === 1 ? 1 : chance.between(2, 2 + level);
    const start = chance.between(1, 9);
    const extra = level === 3 ? chance.between(0, 1) : 0;
    const text = [
      'package main\n',
      'import "fmt"\n',
      'func make1() func() int {',
      `\tx := ${start}`,
      ...(extra === 0 ? [] : [`\ty := ${chance.between(1, 9)}`]),
      `\tf := func() int { ${inside} }`,
      ...(after === null ? [] : [`\t${after}`]),
      ...(extra === 0 ? ['\treturn f'] : ['\treturn func() int { y++; return y + f() }']),
      '}\n',
      'func main() {',
      '\tsum := 0',
      ...(times === 1
        ? ['\tsum += make1()()']
        : [`\tfor range ${times} {`, '\t\tsum += make1()()', '\t}']),
      '\tfmt.Println(sum)',
      '}\n',
    ]
      .join('\n')
      .replaceAll('make1', 'build');
    const verdicts = verdictsOn(text);
    // A closure and, where it refers to a variable, that variable: so many objects a call.
    const perCall = (byReference: (name: string) => boolean): number =>
      verdicts.filter(({ name }) => byReference(name)).length + 1 + extra;
    const isReference = new Map(
      verdicts.map(({ name, captured }) => [name, captured === 'reference']),
    );
    const foreseen: readonly (readonly [MisconceptionId, Answer])[] = [
      ['captures-share', numberAnswer(times * perCall(() => true))],
      ['captures-copy', numberAnswer(times * perCall(() => false))],
    ];
    const expected = numberAnswer(times * perCall((name) => isReference.get(name) === true));
    if (distractors([expected], foreseen, 1) === null) return null;
    const program = { text, options: escapeOptions };
    const history = performProgramText(program, escapeSettings);
    const answer = numberAnswer(history.events.filter(({ event }) => event === 'alloc').length);
    const wrong = distractors([answer], foreseen, 1);
    if (wrong === null) return null;
    const how = (language: 'en' | 'zh-CN'): string =>
      verdicts
        .map(({ name, captured }) =>
          language === 'en'
            ? `\`${name}\` is captured ${captured === 'reference' ? 'by reference: it changes after it was captured, so closure and function must see one variable, which goes to the heap' : 'by value: nobody ever changes it again, so the closure holds a copy'}.`
            : `\`${name}\` ${captured === 'reference' ? '按引用捕获：它在捕获之后还会变，闭包和函数必须看到同一个变量，于是变量去了堆上' : '按值捕获：之后再没有人改它，闭包里放一个副本就够了'}。`,
        )
        .join(' ');
    return {
      operations: [],
      program,
      settings: escapeSettings,
      ask: atStart,
      reveal: atEnd,
      listed: true,
      prompt: {
        en: 'How many objects come to the heap in this run, closures and variables together?',
        'zh-CN': '这次运行中，堆上一共出现多少个对象？闭包和变量都算。',
      },
      explanation: {
        en: `{{objects.allocated}}: ${how('en')} The closure itself is returned, so it is on the heap as well.`,
        'zh-CN': `{{objects.allocated}} 个。${how('zh-CN')}闭包本身被返回，也在堆上。`,
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
