import type { ObjectId } from '../../../simulator/event.ts';
import { assignmentText } from '../../script.ts';
import { distractors, setAnswer } from '../answers.ts';
import { afterOperation } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';
import { barrierWords, livingAt, markingRun, pace, shadesOf, swapped } from './marking-run.ts';

const barriers = ['dijkstra', 'steele', 'yuasa', 'hybrid'] as const;

/** Whose colour does the barrier change at this store? Answered with a set of objects. */
export const barrierShades: QuestionType = {
  id: 'barrier-shades',
  concept: 'write-barrier',
  title: { en: 'Whom the barrier shades', 'zh-CN': '屏障给谁着色' },
  misconceptions: ['barriers-swapped', 'barrier-always'],
  draft(chance, level, perform): Draft | null {
    const barrier = chance.pick(barriers);
    const run = markingRun(chance, level, perform, {
      barrier,
      // With nothing idle the stack is grey still, which Go's barrier asks about.
      idle: barrier === 'hybrid' && level > 1 ? chance.between(0, 2) : chance.between(1, 3),
      changes: 4,
    });
    if (run === null) return null;
    const { operations, history } = run;
    const stores = history.events.flatMap((event) =>
      event.event === 'write' && event.op > run.done && event.op <= run.last ? [event] : [],
    );
    const store = chance.pick(
      stores.filter(({ from, to }) => (level === 1) === (from === null || to === null)),
    );
    if (store === undefined) return null;
    const at = { operations, done: store.op - 1, last: store.op };
    const objects = (shades: readonly { readonly object: ObjectId }[]): readonly ObjectId[] =>
      shades.map(({ object }) => object);
    const shaded = objects(shadesOf(at, history));
    if (shaded.length === 0 && !chance.oneIn(5)) return null;
    const answer = setAnswer(shaded);
    const other = perform(operations, { ...run.settings, barrier: swapped[barrier] });
    const mixed = setAnswer(objects(shadesOf(at, other)));
    const all = setAnswer([store.from, store.to].flatMap((object) => object ?? []));
    const wrong = distractors(
      [answer],
      [
        ['barriers-swapped', mixed],
        ['barrier-always', JSON.stringify(mixed) === JSON.stringify(all) ? null : all],
      ],
      1,
    );
    if (wrong === null) return null;
    const { en, 'zh-CN': chinese } = barrierWords[barrier];
    const step = assignmentText(operations[store.op - 1] ?? { kind: 'gc' });
    const held = (object: ObjectId | null): string =>
      object === null ? '`nil`' : `{{#${object}}}`;
    return {
      operations,
      settings: run.settings,
      ask: afterOperation(store.op - 1),
      reveal: afterOperation(store.op),
      listed: false,
      prompt: {
        en: `Marking goes on under ${en}. ${pace.en} \`${step}\` runs next. Whose colour does *the barrier* change? (For none, choose none.)`,
        'zh-CN': `标记正在进行，用的是 ${chinese}。${pace['zh-CN']}接下来执行 \`${step}\`。**屏障**改变了谁的颜色？（如果没有，就一个也不选。）`,
      },
      explanation: {
        en: `The field held ${held(store.from)} before and holds ${held(store.to)} now. Of what this barrier watches, {{[${shaded.map((object) => `#${object}`).join(', ')}]}} had a colour to change.`,
        'zh-CN': `这个字段原来指着 ${held(store.from)}，现在指着 ${held(store.to)}。在这种屏障看管的对象里，颜色需要改变的有：{{[${shaded.map((object) => `#${object}`).join(', ')}]}}。`,
      },
      form: () => ({ kind: 'set', candidates: livingAt(history, run.seq) }),
      accepted: [answer],
      wrong,
    };
  },
};
