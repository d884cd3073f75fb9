import type { Answer } from '../../../contract/course.ts';
import { assignmentText } from '../../script.ts';
import { countBy, trueRule } from '../../misconceptions/counting.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { Play, reachableIn } from '../../misconceptions/play.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { resolveMoment } from '../../moment.ts';
import { distractors, momentAnswer } from '../answers.ts';
import { structure } from '../costs/structure.ts';
import { afterOperation, mention } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';

/** Which operation turns this object into garbage that stays? Answered on the timeline. */
export const leakingOperation: QuestionType = {
  id: 'leaking-operation',
  concept: 'dead-cycle',
  title: { en: 'The operation that leaks', 'zh-CN': '哪一步造成泄漏' },
  misconceptions: ['M16'],
  draft(chance, level, perform): Draft | null {
    const { operations, settings, made } = structure(chance, level, {
      collector: 'refcount',
      edges: 1.2,
      stay: [0, 1],
    });
    const play = new Play(operations);
    const end = operations.length;
    const reached = reachableIn(play.worldAfter(end));
    const leaked = [...countBy(trueRule, play, end).counts.keys()].filter(
      (object) => !reached.has(object),
    );
    const object = chance.pick(leaked);
    if (object === undefined) return null;
    const later = operations.map((_, at) => at + 1).slice(made);
    const byVariables = later.find(
      (operation) => wrongCollector('M16')?.survivors?.(play, operation).has(object) === false,
    );
    const foreseen: (readonly [MisconceptionId, Answer | null])[] = [
      ['M16', byVariables === undefined ? null : momentAnswer(byVariables)],
    ];
    const expected = later.find((each) => !reachableIn(play.worldAfter(each)).has(object));
    if (expected === undefined || distractors([momentAnswer(expected)], foreseen, 1) === null)
      return null;
    const history = perform(operations, settings);
    const truth = later.find((operation) =>
      history
        .frame(resolveMoment(history, afterOperation(operation)))
        .objects.some(({ id, state }) => id === object && state === 'garbage'),
    );
    if (truth === undefined) return null;
    const answer = momentAnswer(truth);
    const wrong = distractors([answer], foreseen, 1);
    if (wrong === null) return null;
    const step = assignmentText(operations[truth - 1] ?? { kind: 'gc' });
    return {
      operations,
      settings,
      ask: afterOperation(made),
      reveal: afterOperation(truth),
      listed: false,
      prompt: {
        en: `Plain reference counting. Which of these operations makes ${mention(object)} garbage that is never freed?`,
        'zh-CN': `这里用普通的引用计数。下面哪一步让 ${mention(object)} 成了永远不释放的垃圾？`,
      },
      explanation: {
        en: `\`${step}\` takes away the last path from a variable to ${mention(object)}. Its count is {{count(#${object})}} even now, from {{slots(#${object})}}; so nothing happens to it, and nothing ever will.`,
        'zh-CN': `\`${step}\` 断掉了从变量通往 ${mention(object)} 的最后一条路。它的计数现在仍是 {{count(#${object})}}，来自 {{slots(#${object})}}；所以它什么事也没有，以后也不会有。`,
      },
      form: () => ({
        kind: 'moment',
        operations: later.map((operation) => ({
          operation,
          text: assignmentText(operations[operation - 1] ?? { kind: 'gc' }),
        })),
      }),
      accepted: [answer],
      wrong,
    };
  },
};
