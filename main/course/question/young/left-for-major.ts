import { Play, reachableIn } from '../../misconceptions/play.ts';
import { distractors, setAnswer } from '../answers.ts';
import { collected } from '../marking/graph.ts';
import { resolveMoment } from '../../moment.ts';
import type { Draft, QuestionType } from '../type.ts';
import { fillsAsMeant, youngRun } from './young-run.ts';

/** Which garbage does a minor collection leave to a major one? Answered with a set of objects. */
export const leftForMajor: QuestionType = {
  id: 'left-for-major',
  concept: 'nepotism',
  title: { en: 'What only a major collection frees', 'zh-CN': '哪些要等大回收' },
  misconceptions: ['no-nepotism', 'copies-all'],
  draft(chance, level, perform): Draft | null {
    const run = youngRun(chance, level);
    const play = new Play(run.operations);
    const live = reachableIn(play.worldAfter(run.fills));
    const deadOld = run.old.filter((object) => !live.has(object));
    const deadYoung = run.young.filter((object) => !live.has(object));
    const favours = [...play.worldAfter(run.fills).values()].some(
      ({ holder, target }) => deadOld.includes(holder ?? 0) && deadYoung.includes(target ?? 0),
    );
    if (deadOld.length === 0 || (level > 1 && !favours)) return null;
    const history = perform(run.operations, run.settings);
    if (!fillsAsMeant(run, history)) return null;
    const minor = collected(2);
    const frame = history.frame(resolveMoment(history, minor));
    const garbage = frame.objects.flatMap(({ id, state }) => (state === 'garbage' ? [id] : []));
    const answer = setAnswer(garbage);
    const wrong = distractors(
      [answer],
      [
        ['no-nepotism', setAnswer(deadOld)],
        ['copies-all', setAnswer([...deadOld, ...deadYoung])],
      ],
      1,
    );
    if (wrong === null) return null;
    return {
      operations: run.operations,
      settings: run.settings,
      ask: {
        before: false,
        point: { kind: 'operation', operation: run.fills - 1 },
      },
      reveal: minor,
      listed: false,
      prompt: {
        en: `{{[${run.old.map((object) => `#${object}`).join(', ')}]}} are old, the others young. A minor collection runs now. Which garbage does it leave to a major one?`,
        'zh-CN': `{{[${run.old.map((object) => `#${object}`).join(', ')}]}} 是老对象，其余都年轻。现在执行小回收。哪些垃圾它收不了，要留给大回收？`,
      },
      explanation: {
        en: 'Still there and garbage: {{garbage}}. Old garbage isn’t looked at; and what a remembered old object leads to is copied, even if that object is dead.',
        'zh-CN':
          '还在、却是垃圾的：{{garbage}}。老垃圾根本不看；记忆集里的老对象通到的会被复制，哪怕那个老对象已经死了。',
      },
      form: () => ({ kind: 'set', candidates: [...run.old, ...run.young] }),
      accepted: [answer],
      wrong,
    };
  },
};
