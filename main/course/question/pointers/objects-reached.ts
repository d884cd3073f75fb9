import type { Answer } from '../../../contract/course.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { Play, reachableIn } from '../../misconceptions/play.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { afterOperation, atEnd } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';
import { randomWalk, walkSettings } from './walks.ts';

const rules = ['M1', 'M6', 'M11', 'M16'] as const;

/** How many different objects can the program come to? Answered with a number. */
export const objectsReached: QuestionType = {
  id: 'objects-reached',
  concept: 'object-graph',
  title: { en: 'How many objects are in reach', 'zh-CN': '能走到几个对象' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const walk = randomWalk(chance, level);
    if (walk === null) return null;
    const { operations, made } = walk;
    const shares = operations
      .slice(made)
      .some((operation) => operation.kind === 'root' && operation.from !== null);
    if (!shares) return null;
    const play = new Play(operations);
    const reached = reachableIn(play.worldAfter(operations.length)).size;
    const foreseen = rules.map((id): readonly [MisconceptionId, Answer | null] => {
      const rule = wrongCollector(id);
      // Who believes in copies sees one more object at every assignment.
      const copied = id === 'M1' ? rule?.replay?.(operations, walkSettings) : undefined;
      const size =
        copied === undefined
          ? rule?.survivors?.(play, operations.length).size
          : reachableIn(new Play(copied.operations).worldAfter(copied.operations.length)).size;
      return [id, size === undefined ? null : numberAnswer(size)];
    });
    const least = level === 1 ? 1 : 2;
    if (distractors([numberAnswer(reached)], foreseen, least) === null) return null;
    const history = perform(operations, walkSettings);
    const answer = numberAnswer(history.frame(history.recording.length).metrics.objects.live);
    const wrong = distractors([answer], foreseen, least);
    if (wrong === null) return null;
    return {
      operations,
      settings: walkSettings,
      ask: afterOperation(made),
      reveal: atEnd,
      listed: true,
      prompt: {
        en: 'The lines beside run next. How many different objects can the program come to afterwards, starting at its variables?',
        'zh-CN': '接下来执行所列的几行。之后，程序从变量出发，一共能走到几个不同的对象？',
      },
      explanation: {
        en: '{{objects.live}}: {{live}}. An object with two names is one object; an assignment makes no new one. Out of reach: {{garbage}}.',
        'zh-CN':
          '{{objects.live}} 个：{{live}}。有两个名字的对象仍是一个对象，赋值不会造出新对象。走不到的：{{garbage}}。',
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
