import type { Answer } from '../../../contract/course.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { distractors, setAnswer } from '../answers.ts';
import { mention } from '../counting/design.ts';
import { beforeCollection } from '../marking/graph.ts';
import type { Draft, QuestionType } from '../type.ts';
import { stoppedMarking } from './reversal.ts';

/** Which objects have a field that is turned round? Answered on the stage. */
export const wayBack: QuestionType = {
  id: 'way-back',
  concept: 'pointer-reversal',
  title: { en: 'The way back', 'zh-CN': '归路' },
  misconceptions: ['visited-is-path', 'back-to-root'],
  draft(chance, level, perform): Draft | null {
    const stopped = stoppedMarking(chance, level, perform);
    if (stopped === null) return null;
    const { graph, reversed, current, moment, marked } = stopped;
    const top = reversed.find(({ now }) => now === null);
    const answer = setAnswer(reversed.map(({ object }) => object));
    const wrong = distractors(
      [answer],
      [
        ['visited-is-path', setAnswer(marked.filter((object) => object !== current))],
        // One step to the root needs no others.
        ['back-to-root', top === undefined ? null : setAnswer([top.object])],
      ] satisfies (readonly [MisconceptionId, Answer | null])[],
      level === 1 ? 1 : 2,
    );
    if (wrong === null) return null;
    return {
      operations: graph.operations,
      settings: graph.settings,
      ask: beforeCollection(graph),
      reveal: moment,
      listed: false,
      prompt: {
        en: `A collection marks by *pointer reversal*, roots in order, field by field, depth first. It has marked ${marked.map(mention).join(', ')} and has just gone down to ${mention(current)}. Choose every object that has a field turned round at this moment.`,
        'zh-CN': `一次回收用**指针反转**来标记：根按顺序，逐个字段，深度优先。已依次标记 ${marked.map(mention).join('、')}，刚刚走到 ${mention(current)}。请选出此刻有字段被反转的所有对象。`,
      },
      explanation: {
        en: `The way back from ${mention(current)}: ${reversed.map(({ object, now }) => (now === null ? `${mention(object)}, where marking began` : `${mention(object)}, whose field leads on to ${mention(now)}`)).join('; ')}. All other objects have their fields as they were, marked or not.`,
        'zh-CN': `从 ${mention(current)} 回去的路：${reversed.map(({ object, now }) => (now === null ? `${mention(object)} 是起点` : `${mention(object)} 的字段通到 ${mention(now)}`)).join('；')}。其余的对象，不管标记过没有，字段都是原样。`,
      },
      form: () => ({ kind: 'set', candidates: [...graph.objects] }),
      accepted: [answer],
      wrong,
    };
  },
};
