import type { Answer } from '../../../contract/course.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { countBy, trueRule } from '../../misconceptions/counting.ts';
import { Play } from '../../misconceptions/play.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { countsAnswer, distractors } from '../answers.ts';
import { structure } from '../costs/structure.ts';
import { afterOperation, atEnd, listing, mentions } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';

const rules = ['M7', 'M3', 'M4'] as const;

/** Which counts are left when the last variables have gone? Answered on the objects. */
export const countsAfterRoots: QuestionType = {
  id: 'counts-after-roots',
  concept: 'dead-cycle',
  title: { en: 'Counts when the variables are gone', 'zh-CN': '变量离开后的计数' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const { operations, settings, made, objects } = structure(chance, level, {
      collector: 'refcount',
      edges: 1.2,
      stay: [0, 1],
    });
    const play = new Play(operations);
    const end = operations.length;
    const expected = countBy(trueRule, play, end).counts;
    const reached = wrongCollector('M7')?.survivors?.(play, end) ?? new Set<number>();
    const leaked = chance.shuffled([...expected.keys()].filter((each) => !reached.has(each)));
    const others = chance.shuffled(objects.filter((each) => !leaked.includes(each)));
    const first = leaked[0];
    if (first === undefined) return null;
    const asked = [first, ...[...leaked.slice(1), ...others].slice(0, level)].sort(
      (left, right) => left - right,
    );
    const foreseen = rules.map((id): readonly [MisconceptionId, Answer | null] => {
      const counted = wrongCollector(id)?.counted?.(play, end);
      return [id, counted ? countsAnswer(asked, counted.counts) : null];
    });
    if (distractors([countsAnswer(asked, expected)], foreseen, 2) === null) return null;
    const history = perform(operations, settings);
    const counts = new Map(
      history.frame(history.recording.length).objects.map(({ id, count }) => [id, count ?? 0]),
    );
    const answer = countsAnswer(asked, counts);
    const wrong = distractors([answer], foreseen, 2);
    if (wrong === null) return null;
    const rest = operations.slice(made);
    return {
      operations,
      settings,
      ask: afterOperation(made),
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `Plain reference counting. These lines run next:\n\n${listing(rest)}\n\nWhat will the counts of ${mentions(asked, ', ')} be then? (Freed would be zero.)`,
        'zh-CN': `这里用普通的引用计数。接下来执行这几行：\n\n${listing(rest)}\n\n执行完后，${mentions(asked, '、')} 的计数是多少？（释放了就填零。）`,
      },
      explanation: {
        en: asked
          .map((object) =>
            counts.has(object)
              ? `- {{#${object}}} is still held by {{slots(#${object})}}: {{count(#${object})}}.`
              : `- {{#${object}}} lost its last slot and was freed: zero.`,
          )
          .join('\n'),
        'zh-CN': asked
          .map((object) =>
            counts.has(object)
              ? `- {{#${object}}} 还有槽位指着：{{slots(#${object})}}，计数是 {{count(#${object})}}。`
              : `- {{#${object}}} 失去了最后一个槽位，已经释放：零。`,
          )
          .join('\n'),
      },
      form: () => ({ kind: 'counts', objects: asked }),
      accepted: [answer],
      wrong,
    };
  },
};
