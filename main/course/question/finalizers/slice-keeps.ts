import type { Answer } from '../../../contract/course.ts';
import type { SliceStep } from '../../misconceptions/go-rules.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { performProgramText } from '../../scene-runner.ts';
import { distractors } from '../answers.ts';
import type { Chance } from '../../random.ts';
import type { Draft, Level, QuestionProgram, QuestionType } from '../type.ts';
import { liveness, settingsOf, typed, whole } from './program.ts';

const rules = ['slice-window', 'array-remembers'] as const;
const letters = ['A', 'B', 'C', 'D', 'E', 'F'] as const;

function randomSteps(chance: Chance, level: Level, count: number): readonly SliceStep[] {
  const steps: SliceStep[] = [];
  let length = count;
  for (let left = level + (level === 1 ? 0 : 1); left > 0; left--) {
    const kind = chance.pick(['cut', 'cut', 'clear', 'copy'] as const);
    if (kind === 'cut' && length > 1) {
      const from = chance.between(0, length - 1);
      const to = chance.between(from + 1, length);
      if (to - from === length) continue;
      steps.push({ kind, from, to });
      length = to - from;
    } else if (kind === 'clear') steps.push({ kind, at: chance.below(length) });
    else steps.push({ kind: 'copy' });
  }
  return steps;
}

/** A cheap guess of the truth: the elements of the array that the slice is a part of. */
function arrayAfter(count: number, steps: readonly SliceStep[]): readonly number[] {
  let array: (number | null)[] = Array.from({ length: count }, (_, at) => at);
  let first = 0;
  let end = count;
  for (const step of steps) {
    if (step.kind === 'cut') [first, end] = [first + step.from, first + step.to];
    else if (step.kind === 'clear') array[first + step.at] = null;
    else [array, first, end] = [array.slice(first, end), 0, end - first];
  }
  return array.filter((position) => position !== null);
}

function lineOf(step: SliceStep): string {
  switch (step.kind) {
    case 'cut':
      return `items = items[${step.from}:${step.to}]`;
    case 'clear':
      return `items[${step.at}] = nil`;
    case 'copy':
      return 'items = append([]any(nil), items...)';
  }
}

function programOf(names: readonly string[], steps: readonly SliceStep[]): QuestionProgram {
  const text = [
    'package main',
    '',
    'import (',
    '\t"fmt"',
    '\t"runtime"',
    ')',
    '',
    ...names.map((name) => `type ${name} struct{ data [4]int }`),
    '',
    `var items = []any{${names.map((name) => `&${name}{}`).join(', ')}}`,
    '',
    'func main() {',
    ...steps.map((step) => `\t${lineOf(step)}`),
    '\truntime.GC()',
    '\tfmt.Println(len(items))',
    '}',
    '',
  ].join('\n');
  return { text, options: liveness };
}

/** Which elements does a slice keep alive? */
export const sliceKeeps: QuestionType = {
  id: 'slice-keeps',
  concept: 'go-leaks',
  title: { en: 'What a slice keeps', 'zh-CN': '切片留住了谁' },
  misconceptions: rules,
  draft(chance, level): Draft | null {
    const names = letters.slice(0, level + 3);
    const steps = randomSteps(chance, level, names.length);
    const kept = (positions: readonly number[] | undefined): Answer | null =>
      typed(positions?.map((at) => names[at] ?? ''));
    const foreseen = rules.map((id): readonly [(typeof rules)[number], Answer | null] => [
      id,
      kept(wrongCollector(id)?.go?.sliceKeeps?.(names.length, steps)),
    ]);
    const least = level === 3 ? 2 : 1;
    const expected = kept(arrayAfter(names.length, steps));
    if (!steps.some(({ kind }) => kind === 'cut') || expected === null) return null;
    if (distractors([expected], foreseen, least) === null) return null;
    const program = programOf(names, steps);
    const settings = settingsOf();
    const history = performProgramText(program, settings);
    const collected = history.events.find(({ event }) => event === 'gc-end');
    if (collected === undefined) return null;
    const there = history.frame(collected.seq).objects.map(({ id }) => history.nameOf(id));
    const answer = typed(names.filter((name) => there.includes(name)));
    if (answer === null) return null;
    const wrong = distractors([answer], foreseen, least);
    if (wrong === null) return null;
    return {
      operations: [],
      program,
      settings,
      ask: whole.ask,
      reveal: { before: false, point: { kind: 'collection', index: 1, part: 'end' } },
      listed: true,
      prompt: {
        en: 'Which of the objects are still in the heap after the collection? Type their letters.',
        'zh-CN': '回收之后，哪些对象还在堆里？请写出它们的字母。',
      },
      explanation: {
        en: `The array behind the slice is one object and keeps all its elements, shown or not; only an element overwritten with nil, or a copy into a new array, lets go. Freed were {{swept}}.`,
        'zh-CN': `切片背后的数组是一个对象，全部元素都留着，看得见看不见一样；只有用 nil 覆盖元素，或者复制到新数组，才会放手。被释放的是 {{swept}}。`,
      },
      form: () => ({ kind: 'text', length: 20 }),
      accepted: [answer],
      wrong,
    };
  },
};
