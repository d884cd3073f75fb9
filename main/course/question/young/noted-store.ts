import { Play } from '../../misconceptions/play.ts';
import { assignmentText } from '../../script.ts';
import { distractors, momentAnswer } from '../answers.ts';
import { afterOperation } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';
import { youngRun } from './young-run.ts';

/** Which store does the barrier note first? Answered on the timeline. */
export const notedStore: QuestionType = {
  id: 'noted-store',
  concept: 'remembered-set',
  title: { en: 'The store that is noted', 'zh-CN': '哪次存入要记下' },
  misconceptions: ['every-holder'],
  draft(chance, level, perform): Draft | null {
    const run = youngRun(chance, level);
    const last = run.operations.findLastIndex(({ kind }) => kind === 'write') + 1;
    const made = run.grown + run.young.length;
    const operations = run.operations.slice(0, last);
    const first = new Play(operations).stores.find(
      ({ operation, slot, to }) => operation > made && slot.holder !== null && to !== null,
    );
    const crosses =
      first !== undefined &&
      run.old.includes(first.slot.holder ?? 0) &&
      run.young.includes(first.to ?? 0);
    if (first === undefined || crosses) return null;
    const history = perform(operations, run.settings);
    const noted = history.events.find(({ event }) => event === 'barrier');
    if (noted?.event !== 'barrier') return null;
    const answer = momentAnswer(noted.op);
    const wrong = distractors([answer], [['every-holder', momentAnswer(first.operation)]], 1);
    if (wrong === null) return null;
    const old = run.old.map((object) => `#${object}`).join(', ');
    return {
      operations,
      settings: run.settings,
      ask: afterOperation(made),
      reveal: afterOperation(noted.op),
      listed: false,
      prompt: {
        en: `{{[${old}]}} are old, the others young. At which of these operations does the write barrier put something into the remembered set for the first time?`,
        'zh-CN': `{{[${old}]}} 是老对象，其余都年轻。下面哪一步，写屏障第一次往记忆集里放东西？`,
      },
      explanation: {
        en: `{{#${noted.object}}} is old, and here a young object is stored into it. All stores before lead from young to young or to something old: a minor collection needn’t be told of these.`,
        'zh-CN': `{{#${noted.object}}} 是老对象，这一步把一个年轻对象存了进去。之前的存入，不是从年轻到年轻，就是指向老对象：这些用不着告诉小回收。`,
      },
      form: () => ({
        kind: 'moment',
        operations: operations
          .slice(made)
          .map((operation, at) => ({ operation: made + at + 1, text: assignmentText(operation) })),
      }),
      accepted: [answer],
      wrong,
    };
  },
};
