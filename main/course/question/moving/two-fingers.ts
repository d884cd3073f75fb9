import type { Answer } from '../../../contract/course.ts';
import type { Operation } from '../../../simulator/operation.ts';
import { defaultSettings } from '../../../simulator/settings.ts';
import { twoFinger } from '../../../simulator/two-finger.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { mention } from '../counting/design.ts';
import { firstOfEach } from '../fits/heap-map.ts';
import { collected, typeOf, variableOf } from '../marking/graph.ts';
import type { Draft, QuestionType } from '../type.ts';

const cells = 2;

/** Where do two fingers put an object? */
export const twoFingers: QuestionType = {
  id: 'two-fingers',
  concept: 'sliding',
  title: { en: 'Two fingers', 'zh-CN': '双指针' },
  misconceptions: ['keeps-order', 'lowest-first', 'objects-stay'],
  draft(chance, level, perform): Draft | null {
    const count = level + 6;
    const objects = Array.from({ length: count }, (_, at) => at + 1);
    const kept = new Set(chance.shuffled(objects).slice(0, Math.ceil(count / 2)));
    const operations: readonly Operation[] = [
      ...objects.map((object): Operation => ({
        kind: 'alloc',
        slot: variableOf(object),
        type: typeOf(object),
        bytes: cells,
        fields: 0,
      })),
      ...objects
        .filter((object) => !kept.has(object))
        .map((object): Operation => ({ kind: 'root', slot: variableOf(object), from: null })),
      { kind: 'gc' },
    ];
    const settings = {
      ...defaultSettings,
      geometry: 'cells',
      heapBytes: Math.max(16, count * cells),
    } as const;
    const history = perform(operations, settings);
    const live = history.frame(history.recording.length).objects.map(({ id }) => id);
    const { moves } = twoFinger(objects.map((object) => live.includes(object)));
    const chosen = chance.pick(moves);
    if (chosen === undefined || moves.length < 2) return null;
    const object = chosen.from + 1;
    // Whoever starts with the lowest of those that have to move fills the free slots the other way about.
    const turned = moves[moves.length - 1 - moves.indexOf(chosen)];
    const answer = numberAnswer(chosen.to * cells);
    const wrong = distractors(
      [answer],
      firstOfEach([
        ['keeps-order', numberAnswer(live.indexOf(object) * cells)],
        ['lowest-first', turned === undefined ? null : numberAnswer(turned.to * cells)],
        ['objects-stay', numberAnswer(chosen.from * cells)],
      ] satisfies (readonly [MisconceptionId, Answer | null])[]),
      2,
    );
    if (wrong === null) return null;
    return {
      operations,
      settings,
      ask: collected(),
      reveal: collected(),
      listed: false,
      prompt: {
        en: `All objects have ${cells} cells, and the garbage has been found. *Two-finger* compaction comes next: one finger looks for free slots from the low end, the other for live objects from the high end, until they meet. At which address will ${mention(object)} lie?`,
        'zh-CN': `所有对象都是 ${cells} 个单元，垃圾已经找出来了。接下来做**双指针**整理：一根手指从低端找空格，另一根从高端找存活对象，直到两者相遇。${mention(object)} 会放在哪个地址？`,
      },
      explanation: {
        en: `The highest live object goes to the lowest free slot, and so on: ${moves.map(({ from, to }) => `${mention(from + 1)} to ${to * cells}`).join(', ')}. The other live objects stay. The order is lost, and only objects of one size can trade places like this.`,
        'zh-CN': `地址最高的存活对象放进最低的空格，依此类推：${moves.map(({ from, to }) => `${mention(from + 1)} 到 ${to * cells}`).join('，')}。其余的存活对象不动。次序乱了；而且只有一样大的对象才能这样换位置。`,
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
