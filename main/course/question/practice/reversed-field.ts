import type { Answer } from '../../../contract/course.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { distractors, orderAnswer } from '../answers.ts';
import { mention } from '../counting/design.ts';
import { beforeCollection, typeOf } from '../marking/graph.ts';
import type { Draft, QuestionType } from '../type.ts';
import { stoppedMarking } from './reversal.ts';

/** What does a field hold while marking is below it? Answered by choosing an object. */
export const reversedField: QuestionType = {
  id: 'reversed-field',
  concept: 'pointer-reversal',
  title: { en: 'What a turned field holds', 'zh-CN': '反转的字段里是什么' },
  misconceptions: ['fields-stay', 'back-to-root'],
  draft(chance, level, perform): Draft | null {
    const stopped = stoppedMarking(chance, level, perform);
    if (stopped === null) return null;
    const { graph, reversed, current, moment, marked } = stopped;
    const chosen = chance.pick(reversed.filter(({ now }) => now !== null));
    const top = reversed.find(({ now }) => now === null);
    if (chosen === undefined || chosen.now === null || chosen.before === null) return null;
    const answer = orderAnswer([chosen.now]);
    const wrong = distractors(
      [answer],
      [
        ['fields-stay', orderAnswer([chosen.before])],
        ['back-to-root', top === undefined ? null : orderAnswer([top.object])],
      ] satisfies (readonly [MisconceptionId, Answer | null])[],
      level === 1 ? 1 : 2,
    );
    if (wrong === null) return null;
    const slot = `${typeOf(chosen.object)}.${chosen.field}`;
    return {
      operations: graph.operations,
      settings: graph.settings,
      ask: beforeCollection(graph),
      reveal: moment,
      listed: false,
      prompt: {
        en: `A collection marks by *pointer reversal*, field by field and depth first. It has marked ${marked.map(mention).join(', ')} so far and has just gone down to ${mention(current)}. Which object does \`${slot}\` hold at this moment?`,
        'zh-CN': `一次回收用**指针反转**来标记，逐个字段、深度优先。至此已依次标记 ${marked.map(mention).join('、')}，刚刚走到 ${mention(current)}。此刻 \`${slot}\` 指着哪个对象？`,
      },
      explanation: {
        en: `Marking left ${mention(chosen.object)} through this field, to ${mention(chosen.before)}. Meanwhile it holds where ${mention(chosen.object)} was entered from, ${mention(chosen.now)}; when marking comes back up it will hold ${mention(chosen.before)} again.`,
        'zh-CN': `标记是沿着这个字段离开 ${mention(chosen.object)}、走到 ${mention(chosen.before)} 的。这期间字段里存的是进入 ${mention(chosen.object)} 之前的那个对象 ${mention(chosen.now)}；等标记回来，又会变回 ${mention(chosen.before)}。`,
      },
      form: () => ({ kind: 'order', candidates: [...graph.objects], length: 1 }),
      accepted: [answer],
      wrong,
    };
  },
};
