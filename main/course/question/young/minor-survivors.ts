import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { distractors, setAnswer } from '../answers.ts';
import { afterOperation } from '../counting/design.ts';
import { collected } from '../marking/graph.ts';
import type { Draft, QuestionType } from '../type.ts';
import { fillsAsMeant, foreseenMinor, movedBy, youngRun } from './young-run.ts';

const rules = ['M15', 'no-nepotism', 'copies-all'] as const;

/** Which young objects survive a minor collection? Answered with a set of objects. */
export const minorSurvivors: QuestionType = {
  id: 'minor-survivors',
  concept: 'remembered-set',
  title: { en: 'Who survives a minor collection', 'zh-CN': '小回收留下谁' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const run = youngRun(chance, level);
    const foreseen = rules.map((id): readonly [MisconceptionId, ReturnType<typeof setAnswer>] => [
      id,
      setAnswer(foreseenMinor(run, id) ?? []),
    ]);
    const least = level === 1 ? 1 : 2;
    if (distractors([], foreseen, least) === null && level > 1) return null;
    const history = perform(run.operations, run.settings);
    if (!fillsAsMeant(run, history)) return null;
    const answer = setAnswer(movedBy(history, run.fills));
    const wrong = distractors([answer], foreseen, least);
    if (wrong === null) return null;
    const old = run.old.map((object) => `#${object}`).join(', ');
    return {
      operations: run.operations,
      settings: run.settings,
      ask: afterOperation(run.fills - 1),
      reveal: collected(2),
      listed: false,
      prompt: {
        en: `{{[${old}]}} are old, the others young. An allocation finds the nursery full, and a minor collection runs. Choose the young objects that survive it. (For none, choose none.)`,
        'zh-CN': `{{[${old}]}} 是老对象，其余都年轻。一次分配发现新生代满了，于是执行小回收。请选出幸存的年轻对象。（如果没有，就一个也不选。）`,
      },
      explanation: {
        en: `Copied were {{moves}}. A minor collection begins at the roots and at the old objects in the remembered set, and follows young objects from there. Whether a remembered old object is itself alive it doesn’t ask; what only garbage in the nursery leads to is gone.`,
        'zh-CN': `复制出去的是 {{moves}}。小回收从根和记忆集里的老对象出发，沿着年轻对象走下去。记忆集里的老对象自己是死是活，它不问；只有新生代里的垃圾通到的，就没了。`,
      },
      form: () => ({ kind: 'set', candidates: [...run.young] }),
      accepted: [answer],
      wrong,
    };
  },
};
