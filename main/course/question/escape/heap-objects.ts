import type { Answer } from '../../../contract/course.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { performProgramText } from '../../scene-runner.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { atEnd } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';
import { drawFragments, programOfFragments } from './fragments.ts';
import { atStart, escapeOptions, escapeSettings, verdictsOn } from './verdicts.ts';

const rules = ['M17', 'new-means-heap', 'once-per-variable'] as const;

/** How many objects come to the heap when these functions are called so often? */
export const heapObjects: QuestionType = {
  id: 'heap-objects',
  concept: 'where-values-live',
  title: { en: 'Objects on the heap after all calls', 'zh-CN': '调用之后堆上的对象数' },
  misconceptions: rules,
  draft(chance, level): Draft | null {
    const fragments = drawFragments(chance, level === 1 ? 1 : 2, ({ plain }) => plain);
    const times = fragments.map(() => chance.between(2, 3 + 2 * level));
    const text = programOfFragments(fragments, times);
    const verdicts = verdictsOn(text);
    const made = (escapes: (verdict: (typeof verdicts)[number]) => boolean): number =>
      verdicts.reduce((sum, verdict, at) => sum + (escapes(verdict) ? (times[at] ?? 1) : 0), 0);
    const expected = numberAnswer(made(({ escapes }) => escapes));
    const foreseen: readonly (readonly [MisconceptionId, Answer])[] = [
      ['M17', numberAnswer(made(({ addressTaken, made: how }) => addressTaken || how === 'new'))],
      ['new-means-heap', numberAnswer(made(({ made: how }) => how === 'new'))],
      ['once-per-variable', numberAnswer(verdicts.filter(({ escapes }) => escapes).length)],
    ];
    if (distractors([expected], foreseen, 1) === null) return null;
    const program = { text, options: escapeOptions };
    const history = performProgramText(program, escapeSettings);
    const answer = numberAnswer(history.events.filter(({ event }) => event === 'alloc').length);
    const wrong = distractors([answer], foreseen, 1);
    if (wrong === null) return null;
    const names = verdicts.filter(({ escapes }) => escapes).map(({ name }) => `\`${name}\``);
    return {
      operations: [],
      program,
      settings: escapeSettings,
      ask: atStart,
      reveal: atEnd,
      listed: true,
      prompt: {
        en: 'How many objects does the program make on the heap in all?',
        'zh-CN': '这个程序在堆上一共创建了多少个对象？',
      },
      explanation: {
        en: `{{objects.allocated}}. ${names.length === 0 ? 'No variable leaves its frame; frames come and go without the heap.' : `What leaves its frame is ${names.join(', ')}, and each call makes it anew. All else lives and dies with its frame.`}`,
        'zh-CN': `{{objects.allocated}} 个。${names.length === 0 ? '没有变量离开栈帧；栈帧来去，与堆无关。' : `离开栈帧的是 ${names.join('、')}，每次调用都要重新创建。其余的都随栈帧生灭。`}`,
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
