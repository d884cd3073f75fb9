import type { Answer } from '../../../contract/course.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { distractors, orderAnswer } from '../answers.ts';
import type { Draft, QuestionType } from '../type.ts';
import { randomGraph } from './graph.ts';

/** Marking stands still; which object does it take next? Answered by choosing one. */
export const nextPopped: QuestionType = {
  id: 'next-popped',
  concept: 'mark-stack',
  title: { en: 'The next object', 'zh-CN': '下一个弹出的对象' },
  misconceptions: ['allocation-order', 'breadth-first'],
  draft(chance, level, perform): Draft | null {
    const graph = randomGraph(chance, level);
    if (graph === null) return null;
    const history = perform(graph.operations, graph.settings);
    const blacks = history.events.filter(({ event }) => event === 'black');
    const at = chance.between(1, Math.max(1, blacks.length - 1));
    // Just after an object has turned black, nothing has been popped yet.
    const scanned = blacks[at - 1];
    const next = blacks[at];
    if (scanned?.event !== 'black' || next?.event !== 'black') return null;
    const waiting = history.frame(scanned.seq).worklist?.objects ?? [];
    if (waiting.length < 2) return null;
    const answer = orderAnswer([next.object]);
    const foreseen: (readonly [MisconceptionId, Answer | null])[] = [
      ['breadth-first', orderAnswer(waiting.slice(0, 1))],
      ['allocation-order', orderAnswer([Math.min(...waiting)])],
    ];
    // Where the first to come is also the oldest, one name is enough.
    const apart = waiting[0] === Math.min(...waiting) ? foreseen.slice(0, 1) : foreseen;
    const wrong = distractors([answer], apart, 1);
    if (wrong === null) return null;
    return {
      operations: graph.operations,
      settings: graph.settings,
      ask: {
        before: false,
        point: { kind: 'event', event: 'black', object: `#${scanned.object}`, ordinal: 1 },
      },
      reveal: {
        before: false,
        point: { kind: 'event', event: 'black', object: `#${next.object}`, ordinal: 1 },
      },
      listed: false,
      prompt: {
        en: `Marking is under way; {{#${scanned.object}}} has just been scanned, and the grey objects wait on the mark stack. Choose the object that is popped next.`,
        'zh-CN': `标记正在进行：{{#${scanned.object}}} 刚刚扫描完，灰色对象在标记栈上等待。请选出下一个弹出的对象。`,
      },
      explanation: {
        en: `The stack held ${waiting.map((object) => `{{#${object}}}`).join(', ')}, top last. What went in last comes out first: {{#${next.object}}}.`,
        'zh-CN': `栈里是 ${waiting.map((object) => `{{#${object}}}`).join('、')}，最右边是栈顶。最后压入的最先弹出：{{#${next.object}}}。`,
      },
      form: () => ({ kind: 'order', candidates: [...waiting], length: 1 }),
      accepted: [answer],
      wrong,
    };
  },
};
