import type { ObjectId } from '../../../simulator/event.ts';
import type { Frame } from '../../../simulator/frame.ts';
import { distractors, setAnswer } from '../answers.ts';
import { afterOperation } from '../counting/design.ts';
import { resolveMoment } from '../../moment.ts';
import type { Draft, Level, QuestionType } from '../type.ts';
import { livingAt, markingRun, pace } from './marking-run.ts';

const pieces: Readonly<Record<Level, number>> = { 1: 1, 2: 2, 3: 3 };

const greyIn = (frame: Frame): readonly ObjectId[] =>
  frame.objects.flatMap(({ id, colour }) => (colour === 'grey' ? [id] : []));

/** The grey objects after so many scans of a queue, whose oldest goes first. */
function greyByQueue(frame: Frame, scans: number): readonly ObjectId[] {
  const queue = [...(frame.worklist?.objects ?? [])];
  const met = new Set(frame.objects.flatMap(({ id, colour }) => (colour === 'white' ? [] : [id])));
  for (let done = 0; done < scans; done++) {
    const next = frame.objects.find(({ id }) => id === queue.shift());
    for (const target of next?.fields ?? []) {
      if (target === null || met.has(target)) continue;
      met.add(target);
      queue.push(target);
    }
  }
  return queue;
}

/** Which objects are grey a few pieces of marking later? Answered with a set of objects. */
export const greyAfter: QuestionType = {
  id: 'grey-after',
  concept: 'tri-colour',
  title: { en: 'How the grey wave moves on', 'zh-CN': '灰色的波怎样推进' },
  misconceptions: ['breadth-first', 'graph-at-end'],
  draft(chance, level, perform): Draft | null {
    const idle = chance.between(2, 3);
    const run = markingRun(chance, level, perform, {
      barrier: 'none',
      idle: idle + pieces[level],
      changes: 0,
    });
    if (run === null) return null;
    const { history, done } = run;
    const asks = afterOperation(done - pieces[level]);
    const before = history.frame(resolveMoment(history, asks));
    const after = history.frame(run.seq);
    const answer = setAnswer(greyIn(after));
    const white = before.objects.filter(
      ({ colour, state }) => colour !== 'black' && state === 'live',
    );
    const wrong = distractors(
      [answer],
      [
        ['breadth-first', setAnswer(greyByQueue(before, pieces[level]))],
        ['graph-at-end', setAnswer(white.map(({ id }) => id))],
      ],
      1,
    );
    if (wrong === null || greyIn(after).length === 0) return null;
    const n = pieces[level];
    return {
      operations: run.operations,
      settings: run.settings,
      ask: asks,
      reveal: run.asks,
      listed: false,
      prompt: {
        en: `${pace.en} The program now does ${n === 1 ? 'one operation' : `${n} operations`} that ${n === 1 ? 'changes' : 'change'} no object. Choose every object that is *grey* then.`,
        'zh-CN': `${pace['zh-CN']}现在程序执行 ${n} 步不改变任何对象的操作。请选出那时所有**灰色**的对象。`,
      },
      explanation: {
        en: 'Grey are {{grey}}: met, but not yet scanned. Scanned, and so black, are {{black}}. All others are white, whether they live or not.',
        'zh-CN':
          '灰色的是 {{grey}}：遇到了，还没扫描。已扫描、因而是黑色的是 {{black}}。其余都是白的，不管死活。',
      },
      form: () => ({ kind: 'set', candidates: livingAt(history, run.seq) }),
      accepted: [answer],
      wrong,
    };
  },
};
