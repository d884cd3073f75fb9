import type { Answer } from '../../../contract/course.ts';
import { assignmentText } from '../../script.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { countBy, trueRule } from '../../misconceptions/counting.ts';
import { Play } from '../../misconceptions/play.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, setAnswer } from '../answers.ts';
import { afterOperation, atEnd } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';
import { structure } from './structure.ts';

/** Which objects does this one assignment kill? Answered with a set of objects. */
export const freedByDrop: QuestionType = {
  id: 'freed-by-drop',
  concept: 'freeing-cascade',
  title: { en: 'What one assignment frees', 'zh-CN': '一次赋值释放了谁' },
  misconceptions: ['M6', 'M7', 'M16'],
  draft(chance, level, perform): Draft | null {
    const { operations, settings } = structure(chance, level, {
      collector: 'refcount',
      edges: 1,
      stay: [0, 1],
    });
    const play = new Play(operations);
    const end = operations.length;
    const before = countBy(trueRule, play, end - 1).counts;
    const after = countBy(trueRule, play, end).counts;
    const expected = [...before.keys()].filter((object) => !after.has(object));
    if (expected.length < level || expected.length === before.size) return null;
    const dropped = expected[0];
    const lost = (id: MisconceptionId): Answer | null => {
      const kept = wrongCollector(id)?.survivors?.(play, end);
      return kept === undefined
        ? null
        : setAnswer([...before.keys()].filter((object) => !kept.has(object)));
    };
    const foreseen: (readonly [MisconceptionId, Answer | null])[] = [
      ['M7', lost('M7')],
      ['M6', lost('M6')],
      ['M16', level > 1 ? lost('M16') : null],
    ];
    if (dropped === undefined || distractors([setAnswer(expected)], foreseen, 1) === null)
      return null;
    const history = perform(operations, settings);
    const answer = setAnswer(
      history.events.flatMap((event) =>
        event.event === 'dead' && event.op === end ? [event.object] : [],
      ),
    );
    const wrong = distractors([answer], foreseen, 1);
    if (wrong === null) return null;
    const step = assignmentText(operations[end - 1] ?? { kind: 'gc' });
    return {
      operations,
      settings,
      ask: afterOperation(end - 1),
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `Plain reference counting. \`${step}\` runs next. Which objects does this one assignment free?`,
        'zh-CN': `这里用普通的引用计数。接下来执行 \`${step}\`。这一次赋值会释放哪些对象？`,
      },
      explanation: {
        en: `{{deathsIn(${end})}}, in this order. The first loses its last slot; dying, it releases what its fields hold, and whatever comes to zero by that follows. An object that some other slot still holds stops the cascade.`,
        'zh-CN': `按死亡次序是 {{deathsIn(${end})}}。第一个失去了最后一个槽位；它死亡时释放字段指着的对象，因此归零的接着死亡。只要还有别的槽位指着，连锁释放就在那里停下。`,
      },
      form: () => ({ kind: 'set', candidates: [...before.keys()] }),
      accepted: [answer],
      wrong,
    };
  },
};
