import type { Answer } from '../../../contract/course.ts';
import type { Counted } from '../../misconceptions/counting.ts';
import { countBy, trueRule } from '../../misconceptions/counting.ts';
import { Play } from '../../misconceptions/play.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, numberAnswer } from '../answers.ts';
import type { Draft, QuestionType } from '../type.ts';
import { afterOperation, atEnd, countingDesign, listing } from './design.ts';
import { countingSettings } from './script.ts';

const rules = ['M1', 'M2', 'M3', 'M16'] as const;

/** How often is a count changed? Level 1 asks for the decrements, higher levels for all changes. */
export const workDone: QuestionType = {
  id: 'work-done',
  concept: 'counting-work',
  title: { en: 'The work of counting', 'zh-CN': '计数的工作量' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const { operations, done } = countingDesign(chance, level);
    const play = new Play(operations);
    const end = operations.length;
    const both = level > 1;
    const workOf = ({ increments, decrements }: Counted): number =>
      decrements + (both ? increments : 0);
    const between = (count: (operation: number) => Counted | null | undefined): Answer | null => {
      const before = count(done);
      const after = count(end);
      return before && after ? numberAnswer(workOf(after) - workOf(before)) : null;
    };
    const foreseen = rules.map((id): readonly [(typeof rules)[number], Answer | null] => [
      id,
      between((operation) => wrongCollector(id)?.counted?.(play, operation)),
    ]);
    const expected = between((operation) => countBy(trueRule, play, operation));
    if (expected === null || distractors([expected], foreseen, 2) === null) return null;
    const history = perform(operations, countingSettings);
    const changes = history.events.filter(
      ({ event, op }) => op > done && (event === 'dec' || (both && event === 'inc')),
    );
    const answer = numberAnswer(changes.length);
    const wrong = distractors([answer], foreseen, 2);
    if (wrong === null) return null;
    const increments = `{{counts.inc - (counts.inc at operation:${done})}}`;
    const decrements = `{{counts.dec - (counts.dec at operation:${done})}}`;
    const births = play.objects.length - play.objectsAfter(done).length;
    const born = {
      en: 'A new object begins at its first count; that is no increment.',
      'zh-CN': '新对象出生时就带着第一个计数，这不算一次加一。',
    };
    return {
      operations,
      settings: countingSettings,
      ask: afterOperation(done),
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `These lines run next:\n\n${listing(operations.slice(done))}\n\n${both ? 'How many increments and decrements do they cost together?' : 'How many decrements do they cost?'}${births > 0 ? ` ${born.en}` : ''}`,
        'zh-CN': `接下来执行这几行：\n\n${listing(operations.slice(done))}\n\n${both ? '它们一共要做多少次加一和减一？' : '它们一共要做多少次减一？'}${births > 0 ? born['zh-CN'] : ''}`,
      },
      explanation: {
        en: `${both ? `${increments} increments and ` : ''}${decrements} decrements. Storing a reference retains its new target; overwriting or clearing a slot releases the old one; and a dying object releases what its fields hold.`,
        'zh-CN': `${both ? `加一 ${increments} 次，` : ''}减一 ${decrements} 次。存入引用，要给新目标加一；覆盖或清空槽位，要给旧目标减一；对象死亡时，还要给它的字段指着的对象减一。`,
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
