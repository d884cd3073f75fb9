import type { Answer } from '../../../contract/course.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { Play, reachableIn } from '../../misconceptions/play.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, setAnswer } from '../answers.ts';
import { afterOperation, atEnd } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';
import { randomWalk, walkSettings } from './walks.ts';

const rules = ['M6', 'M11', 'M16'] as const;

/** Which objects can the program no longer come to? Answered on the stage. */
export const outOfReach: QuestionType = {
  id: 'out-of-reach',
  concept: 'object-graph',
  title: { en: 'Out of reach', 'zh-CN': '走不到的对象' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const walk = randomWalk(chance, level);
    if (walk === null) return null;
    const { operations, made } = walk;
    const play = new Play(operations);
    const all = play.objects.map(({ id }) => id);
    const lost = (kept: ReadonlySet<number>): Answer =>
      setAnswer(all.filter((object) => !kept.has(object)));
    const reached = reachableIn(play.worldAfter(operations.length));
    if (reached.size === all.length) return null;
    const foreseen = rules.map((id): readonly [MisconceptionId, Answer | null] => {
      const kept = wrongCollector(id)?.survivors?.(play, operations.length);
      return [id, kept === undefined ? null : lost(kept)];
    });
    const least = level === 1 ? 1 : 2;
    if (distractors([lost(reached)], foreseen, least) === null) return null;
    const history = perform(operations, walkSettings);
    const answer = setAnswer(
      history
        .frame(history.recording.length)
        .objects.flatMap(({ id, state }) => (state === 'garbage' ? [id] : [])),
    );
    const wrong = distractors([answer], foreseen, least);
    if (wrong === null) return null;
    return {
      operations,
      settings: walkSettings,
      ask: afterOperation(made),
      reveal: atEnd,
      listed: true,
      prompt: {
        en: 'The lines beside run next. Which objects can the program come to no more afterwards, by any path of variables and fields?',
        'zh-CN':
          '接下来执行所列的几行。之后，程序沿着变量和字段无论怎么走，都再也走不到的是哪些对象？',
      },
      explanation: {
        en: 'Begin at the variables and follow every field: this leads to {{live}}. No path leads to {{garbage}}, whoever refers to them. Reading through a pointer takes nothing away; what cuts a path is a slot that is set to something else.',
        'zh-CN':
          '从变量出发，沿着每个字段走，能走到 {{live}}。没有一条路通到 {{garbage}}，不管还有谁指着它们。沿指针读取什么也不会拿走；能切断路的，是某个槽位改成了别的值。',
      },
      form: () => ({ kind: 'set', candidates: all }),
      accepted: [answer],
      wrong,
    };
  },
};
