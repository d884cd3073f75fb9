import type { Answer } from '../../../contract/course.ts';
import { countBy, trueRule } from '../../misconceptions/counting.ts';
import { Play } from '../../misconceptions/play.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, numberAnswer } from '../answers.ts';
import type { Draft, QuestionType } from '../type.ts';
import { afterOperation, atEnd, countingDesign, listing } from './design.ts';
import { countingSettings } from './script.ts';

const rules = ['M1', 'M2', 'M3', 'M4', 'M16'] as const;

const sumOf = (counts: ReadonlyMap<number, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + count, 0);

/** What do all counts of the heap add up to? The invariant: to the number of slots that hold a reference. */
export const sumOfCounts: QuestionType = {
  id: 'sum-of-counts',
  concept: 'counted-slots',
  title: { en: 'All counts together', 'zh-CN': '全部计数之和' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const { operations, done } = countingDesign(chance, level);
    const play = new Play(operations);
    const truth = countBy(trueRule, play, operations.length).counts;
    if (truth.size < 2) return null;
    const foreseen = rules.map((id): readonly [(typeof rules)[number], Answer | null] => {
      const counted = wrongCollector(id)?.counted?.(play, operations.length);
      return [id, counted ? numberAnswer(sumOf(counted.counts)) : null];
    });
    if (distractors([numberAnswer(sumOf(truth))], foreseen, 2) === null) return null;
    const history = perform(operations, countingSettings);
    const frame = history.frame(history.recording.length);
    const answer = numberAnswer(frame.objects.reduce((sum, { count }) => sum + (count ?? 0), 0));
    const wrong = distractors([answer], foreseen, 2);
    if (wrong === null) return null;
    return {
      operations,
      settings: countingSettings,
      ask: afterOperation(done),
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `These lines run next:\n\n${listing(operations.slice(done))}\n\nWhat do the counts of all objects add up to then?`,
        'zh-CN': `接下来执行这几行：\n\n${listing(operations.slice(done))}\n\n执行完后，所有对象的引用计数加起来是多少？`,
      },
      explanation: {
        en: 'Each slot that holds a reference adds one to exactly one count. {{slots.held}} slots hold one, and the counts add up to {{counts.sum}}.',
        'zh-CN':
          '每个装着引用的槽位，恰好给一个计数贡献一。此刻装着引用的槽位有 {{slots.held}} 个，全部计数之和就是 {{counts.sum}}。',
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
