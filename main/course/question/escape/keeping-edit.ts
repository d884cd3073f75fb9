import type { Both } from '../../format/schemas.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { distractors } from '../answers.ts';
import { choiceAnswer, choiceForm } from '../choices.ts';
import { atEnd } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';
import { atStart, escapeOptions, escapeSettings, verdictsOn } from './verdicts.ts';

interface Edit {
  readonly id: string;
  readonly text: Both;
  /** Who expects it to help although it doesn’t. */
  readonly rule: MisconceptionId | null;
  readonly body: readonly string[];
}

interface Situation {
  readonly declarations: string;
  readonly use: string;
  readonly body: readonly string[];
  readonly edits: readonly Edit[];
}

const both = (en: string, chinese: string): Both => ({ en, 'zh-CN': chinese });

function situations(n: number, k: number): readonly Situation[] {
  const keep =
    'var last *int\n\nfunc keep(p *int) { last = p }\n\nfunc look(p *int) int { return *p }\n';
  return [
    {
      declarations: keep,
      use: '*build()',
      body: [`x := ${n}`, `x += ${k}`, 'return &x'],
      edits: [
        {
          id: 'value',
          text: both(
            'Return `x` itself, and let the caller use the number',
            '直接返回 `x`，让调用者用这个数字',
          ),
          rule: null,
          body: [`x := ${n}`, `x += ${k}`, 'return x'],
        },
        {
          id: 'pointer',
          text: both(
            'Write `p := &x; return p`: no `&` in the return',
            '写成 `p := &x; return p`，返回语句里没有 `&`',
          ),
          rule: 'M17',
          body: [`x := ${n}`, `x += ${k}`, 'p := &x', 'return p'],
        },
        {
          id: 'other-way',
          text: both('Use `x := new(int)` and return `x`', '改用 `x := new(int)`，返回 `x`'),
          rule: 'way-of-writing',
          body: ['x := new(int)', `*x = ${n + k}`, 'return x'],
        },
      ],
    },
    {
      declarations: keep,
      use: 'build()',
      body: ['x := new(int)', `*x = ${n}`, 'keep(x)', `return *x + ${k}`],
      edits: [
        {
          id: 'look',
          text: both('Call `look(x)` instead of `keep(x)`', '把 `keep(x)` 换成 `look(x)`'),
          rule: null,
          body: ['x := new(int)', `*x = ${n}`, 'look(x)', `return *x + ${k}`],
        },
        {
          id: 'variable',
          text: both(
            'Declare `x` as a variable, and call `keep(&x)`: no `new`',
            '把 `x` 声明成普通变量，调用 `keep(&x)`，不用 `new`',
          ),
          rule: 'new-means-heap',
          body: [`x := ${n}`, 'keep(&x)', `return x + ${k}`],
        },
        {
          id: 'later',
          text: both(
            'Call `keep(x)` first and assign `*x` afterwards',
            '先调用 `keep(x)`，再给 `*x` 赋值',
          ),
          rule: 'flow-in-order',
          body: ['x := new(int)', 'keep(x)', `*x = ${n}`, `return *x + ${k}`],
        },
      ],
    },
    {
      declarations: keep,
      use: 'build()',
      body: [`x := ${n}`, 'p := &x', 'last = p', `return *p + ${k}`],
      edits: [
        {
          id: 'no-store',
          text: both('Leave out `last = p`', '去掉 `last = p`'),
          rule: null,
          body: [`x := ${n}`, 'p := &x', `return *p + ${k}`],
        },
        {
          id: 'cleared',
          text: both('Add `last = nil` behind it', '在它后面加上 `last = nil`'),
          rule: 'flow-in-order',
          body: [`x := ${n}`, 'p := &x', 'last = p', 'last = nil', `return *p + ${k}`],
        },
        {
          id: 'other-way',
          text: both(
            'Make it with `x := new(int)`, so that no `&` is needed',
            '改用 `x := new(int)` 来造，这样就不需要 `&`',
          ),
          rule: 'M17',
          body: ['x := new(int)', `*x = ${n}`, 'last = x', `return *x + ${k}`],
        },
      ],
    },
    {
      declarations: keep,
      use: 'build()',
      body: [`x := ${n}`, 'known := make([]*int, 1)', 'known[0] = &x', `return *known[0] + ${k}`],
      edits: [
        {
          id: 'array',
          text: both(
            'Use an array, `var known [1]*int`, instead of the slice',
            '不用切片，改用数组 `var known [1]*int`',
          ),
          rule: null,
          body: [`x := ${n}`, 'var known [1]*int', 'known[0] = &x', `return *known[0] + ${k}`],
        },
        {
          id: 'pointer',
          text: both('Write `p := &x; known[0] = p`', '写成 `p := &x; known[0] = p`'),
          rule: 'M17',
          body: [
            `x := ${n}`,
            'known := make([]*int, 1)',
            'p := &x',
            'known[0] = p',
            `return *known[0] + ${k}`,
          ],
        },
        {
          id: 'cleared',
          text: both('Set `known[0] = nil` before the return', '返回之前先 `known[0] = nil`'),
          rule: 'flow-in-order',
          body: [
            `x := ${n}`,
            'known := make([]*int, 1)',
            'known[0] = &x',
            `sum := *known[0] + ${k}`,
            'known[0] = nil',
            'return sum',
          ],
        },
      ],
    },
  ];
}

function sourceOf({ declarations, use }: Situation, body: readonly string[]): string {
  const isPointer = use.startsWith('*') && !body.includes('return x');
  const pointer = isPointer || (use.startsWith('*') && body.some((line) => line.includes('new(')));
  const result = pointer ? '*int' : 'int';
  const call = use.startsWith('*') && !pointer ? use.slice(1) : use;
  return `package main\n\nimport "fmt"\n\n${declarations}\nfunc build() ${result} {\n${body.map((line) => `\t${line}\n`).join('')}}\n\nfunc main() {\n\tfmt.Println(${call})\n}\n`;
}

/** Does what the function makes leave its frame? */
function leaves(text: string): boolean {
  return verdictsOn(text).some(({ escapes }) => escapes);
}

/** Which change keeps a variable in its frame? */
export const keepingEdit: QuestionType = {
  id: 'keeping-edit',
  concept: 'where-values-live',
  title: { en: 'The edit that keeps it in the frame', 'zh-CN': '哪种改法能留在栈帧里' },
  misconceptions: ['M17', 'new-means-heap', 'way-of-writing', 'flow-in-order'],
  draft(chance, level): Draft | null {
    const n = chance.between(1, 9 * level);
    const k = chance.between(1, 9);
    const situation = chance.pick(situations(n, k));
    if (situation === undefined) return null;
    const text = sourceOf(situation, situation.body);
    const judged = situation.edits.map((edit) => ({
      ...edit,
      stays: !leaves(sourceOf(situation, edit.body)),
    }));
    const right = judged.filter(({ stays }) => stays);
    const [only] = right;
    if (!leaves(text) || only === undefined || right.length > 1) return null;
    const answer = choiceAnswer(only.id);
    const wrong = distractors(
      [answer],
      judged.flatMap(({ id, rule }) => (rule === null ? [] : [[rule, choiceAnswer(id)] as const])),
      2,
    );
    if (wrong === null) return null;
    const options = Object.fromEntries(
      chance.shuffled(judged).map(({ id, text: words }) => [id, words]),
    );
    return {
      operations: [],
      program: { text, options: escapeOptions },
      settings: escapeSettings,
      ask: atStart,
      reveal: atEnd,
      listed: true,
      prompt: {
        en: 'What `build` makes goes to the heap. Which one of these changes keeps it in the frame?',
        'zh-CN': '`build` 造出的东西会放到堆上。下面哪一种改法能让它留在栈帧里？',
      },
      explanation: {
        en: `${only.text.en}. Then nothing that outlives the call receives the address. The other edits only write the same flow differently; the analysis looks at *where* an address can go, not at how or in which order it is written.`,
        'zh-CN': `${only.text['zh-CN']}。这样就没有比这次调用活得更久的东西拿到地址了。其他改法只是把同样的流向换个写法：分析看的是地址**可能流向哪里**，不看怎么写、先写后写。`,
      },
      form: choiceForm(options),
      accepted: [answer],
      wrong,
    };
  },
};
