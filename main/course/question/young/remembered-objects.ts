import { Play } from '../../misconceptions/play.ts';
import { distractors, setAnswer } from '../answers.ts';
import { afterOperation } from '../counting/design.ts';
import { resolveMoment } from '../../moment.ts';
import type { Draft, QuestionType } from '../type.ts';
import { fillsAsMeant, youngRun } from './young-run.ts';

/** What stands in the remembered set? Answered with a set of objects. */
export const rememberedObjects: QuestionType = {
  id: 'remembered-objects',
  concept: 'remembered-set',
  title: { en: 'What is in the remembered set', 'zh-CN': '记忆集里有谁' },
  misconceptions: ['remembers-target', 'every-holder'],
  draft(chance, level, perform): Draft | null {
    const run = youngRun(chance, level);
    const last = run.operations.findLastIndex(({ kind }) => kind === 'write') + 1;
    const made = run.grown + run.young.length;
    const stores = new Play(run.operations).stores.filter(
      ({ slot, to }) => slot.holder !== null && to !== null,
    );
    const crossing = stores.filter(
      ({ slot, to }) => run.old.includes(slot.holder ?? 0) && run.young.includes(to ?? 0),
    );
    const foreseen = [
      ['remembers-target', setAnswer(crossing.flatMap(({ to }) => to ?? []))],
      ['every-holder', setAnswer(stores.flatMap(({ slot }) => slot.holder ?? []))],
    ] as const;
    const likely = setAnswer(crossing.flatMap(({ slot }) => slot.holder ?? []));
    if (crossing.length === 0 || distractors([likely], foreseen, 2) === null) return null;
    const history = perform(run.operations, run.settings);
    if (!fillsAsMeant(run, history)) return null;
    const asks = afterOperation(made);
    const reveal = afterOperation(last);
    const frame = history.frame(resolveMoment(history, reveal));
    const answer = setAnswer(frame.worklist?.objects ?? []);
    const wrong = distractors([answer], foreseen, 2);
    if (wrong === null) return null;
    const old = run.old.map((object) => `#${object}`).join(', ');
    return {
      // Later operations would only be listed, and matter to another question.
      operations: run.operations.slice(0, last),
      settings: run.settings,
      ask: asks,
      reveal,
      listed: true,
      prompt: {
        en: `{{[${old}]}} are old, the others young. The operations that are listed run. Which objects does this machine’s remembered set hold then?`,
        'zh-CN': `{{[${old}]}} 是老对象，其余都年轻。接下来执行列出的操作。之后，这台机器的记忆集里有哪些对象？`,
      },
      explanation: {
        en: 'Noted is each *old* object into which a young one was stored: {{remembered}}. A store into a young object needs no note, nor one that leads to an old object, nor one into a variable.',
        'zh-CN':
          '要记的是存进过年轻对象的**老**对象：{{remembered}}。存进年轻对象的不用记，指向老对象的不用记，存进变量的也不用记。',
      },
      form: () => ({ kind: 'set', candidates: [...run.old, ...run.young] }),
      accepted: [answer],
      wrong,
    };
  },
};
