import type { Answer } from '../../../contract/course.ts';
import type { Counted } from '../../misconceptions/counting.ts';
import { countBy } from '../../misconceptions/counting.ts';
import { trueRule } from '../../misconceptions/counting.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { Play } from '../../misconceptions/play.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { afterOperation, atEnd, countingDesign, listing } from '../counting/design.ts';
import { countingSettings } from '../counting/script.ts';
import type { Draft, QuestionType } from '../type.ts';

/** How many changes of counts does a piece of program cost if variables aren't counted? */
export const deferredWork: QuestionType = {
  id: 'deferred-work',
  concept: 'deferred-counting',
  title: { en: 'What deferred counting still counts', 'zh-CN': '推迟计数还要计多少' },
  misconceptions: ['variables-count', 'M16'],
  draft(chance, level, perform): Draft | null {
    const { operations, done } = countingDesign(chance, level);
    const settings = { ...countingSettings, collector: 'refcount-deferred' } as const;
    const play = new Play(operations);
    const end = operations.length;
    const births = play.objects.length - play.objectsAfter(done).length;
    if (births > 0) return null;
    const between = (count: (operation: number) => Counted | null | undefined): Answer | null => {
      const before = count(done);
      const after = count(end);
      if (!before || !after) return null;
      const work = (each: Counted): number => each.increments + each.decrements;
      return numberAnswer(work(after) - work(before));
    };
    const foreseen: (readonly [MisconceptionId, Answer | null])[] = [
      [
        'variables-count',
        between((operation) => wrongCollector('variables-count')?.counted?.(play, operation)),
      ],
      // Counts what variables hold and leaves out the fields: the wrong way round.
      [
        'M16',
        between((operation) => countBy({ ...trueRule, countsFields: false }, play, operation)),
      ],
    ];
    const history = perform(operations, settings);
    const answer = numberAnswer(
      history.events.filter(({ event, op }) => op > done && (event === 'inc' || event === 'dec'))
        .length,
    );
    const wrong = distractors([answer], foreseen, 1);
    if (wrong === null) return null;
    const lines = operations.slice(done);
    if (!lines.some(({ kind }) => kind === 'write')) return null;
    return {
      operations,
      settings,
      ask: afterOperation(done),
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `Counting is *deferred* here: references in variables aren’t counted. These lines run next:\n\n${listing(lines)}\n\nHow many increments and decrements do they cost together?`,
        'zh-CN': `这里**推迟计数**：变量里的引用不算数。接下来执行这几行：\n\n${listing(lines)}\n\n它们一共要做多少次加一和减一？`,
      },
      explanation: {
        en: `{{counts.inc - (counts.inc at operation:${done})}} increments and {{counts.dec - (counts.dec at operation:${done})}} decrements. Only the assignments to fields count: up for what is stored, down for what was there before. Assignments to variables are free.`,
        'zh-CN': `加一 {{counts.inc - (counts.inc at operation:${done})}} 次，减一 {{counts.dec - (counts.dec at operation:${done})}} 次。只有给字段赋值才计数：存入的加一，原来的减一。给变量赋值不花钱。`,
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
