import type { Answer } from '../../../contract/course.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { countBy, trueRule } from '../../misconceptions/counting.ts';
import { Play } from '../../misconceptions/play.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, setAnswer } from '../answers.ts';
import { afterOperation, atEnd, countingDesign, listing } from '../counting/design.ts';
import { countingSettings } from '../counting/script.ts';
import type { Draft, QuestionType } from '../type.ts';

/** Which objects stand in the zero-count table? Answered with a set of objects. */
export const tableContent: QuestionType = {
  id: 'table-content',
  concept: 'deferred-counting',
  title: { en: 'What stands in the table', 'zh-CN': '零计数表里有谁' },
  misconceptions: ['zero-is-dead', 'variables-count', 'M16'],
  draft(chance, level, perform): Draft | null {
    const { operations, done } = countingDesign(chance, level);
    const settings = { ...countingSettings, collector: 'refcount-deferred' } as const;
    const play = new Play(operations);
    const end = operations.length;
    const objects = play.objects.map(({ id }) => id);
    const byVariables = wrongCollector('M16')?.survivors?.(play, end) ?? new Set<number>();
    const foreseen: (readonly [MisconceptionId, Answer | null])[] = [
      // Freed as soon as the count is zero: nobody is left to stand in a table.
      ['zero-is-dead', setAnswer([])],
      [
        'variables-count',
        setAnswer(countBy(trueRule, play, end).deaths.map(({ object }) => object)),
      ],
      ['M16', level > 1 ? setAnswer(objects.filter((object) => !byVariables.has(object))) : null],
    ];
    const history = perform(operations, settings);
    const table = history.frame(history.recording.length).worklist?.objects ?? [];
    const answer = setAnswer(table);
    if (table.length === 0 || table.length === objects.length) return null;
    const wrong = distractors([answer], foreseen, 1);
    if (wrong === null) return null;
    const lines = operations.slice(done);
    return {
      operations,
      settings,
      ask: afterOperation(done),
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `Counting is *deferred* here. These lines run next:\n\n${listing(lines)}\n\nWhich objects stand in the zero-count table then?`,
        'zh-CN': `这里**推迟计数**。接下来执行这几行：\n\n${listing(lines)}\n\n执行完后，零计数表里有哪些对象？`,
      },
      explanation: {
        en: '{{sorted(worklist)}}: no *field* holds them, so their count is zero. Whether a variable holds them doesn’t matter here; that is asked when the table is reconciled.',
        'zh-CN':
          '{{sorted(worklist)}}：没有**字段**指着它们，所以计数为零。有没有变量指着它们，在这里不管；等到核对时才问。',
      },
      form: () => ({ kind: 'set', candidates: objects }),
      accepted: [answer],
      wrong,
    };
  },
};
