import type { Answer } from '../../../contract/course.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, setAnswer } from '../answers.ts';
import type { Draft, QuestionType } from '../type.ts';
import { atEnd, dropOf } from './go-heap.ts';
import { randomThinned } from './thinned.ts';

const rules = ['from-the-end', 'oldest-first'] as const;

/** Which objects must go, as few as possible, for a span to be given back? */
export const fewestDrops: QuestionType = {
  id: 'fewest-drops',
  concept: 'heap-in-use',
  title: { en: 'Win back a span', 'zh-CN': '赢回一个跨度' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const { operations, settings, kept } = randomThinned(chance, level);
    const held = kept.filter(({ length }) => length > 0);
    const fewest = Math.min(...held.map(({ length }) => length));
    const emptiest = held.filter(({ length }) => length === fewest);
    const [target] = emptiest;
    if (target === undefined || emptiest.length > 1 || held.length < 3) return null;
    const foreseen = rules.map((id): readonly [(typeof rules)[number], Answer] => [
      id,
      setAnswer(wrongCollector(id)?.go?.toDrop?.(held) ?? []),
    ]);
    if (distractors([setAnswer(target)], foreseen, 1) === null) return null;
    const spansWithout = (objects: readonly number[]): number => {
      const history = perform([...operations, ...objects.map(dropOf), { kind: 'gc' }], settings);
      return history.frame(history.recording.length).spans?.length ?? 0;
    };
    // No other span is won back by as few, and this one is.
    if (spansWithout(target) !== held.length - 1) return null;
    const answer = setAnswer(target);
    const wrong = distractors([answer], foreseen, 1);
    if (wrong === null) return null;
    return {
      operations,
      settings,
      ask: atEnd,
      reveal: atEnd,
      listed: false,
      prompt: {
        en: 'A collection has run; {{objects.live}} objects are left in {{spans}} spans. Which objects must still go for the next collection to give a span back? Choose as few as possible.',
        'zh-CN':
          '刚做完一次回收，{{spans}} 个跨度里还剩 {{objects.live}} 个对象。还要丢掉哪些对象，下一次回收才能归还一个跨度？选得越少越好。',
      },
      explanation: {
        en: `{{[${target.map((object) => `#${object}`).join(', ')}]}}: they alone are left in their span. Any others, however many, leave an object behind in every span they are taken from.`,
        'zh-CN': `{{[${target.map((object) => `#${object}`).join(', ')}]}}：它们所在的跨度里只剩这些了。换成别的，同样多也会在各自的跨度里留下别的对象。`,
      },
      form: () => ({ kind: 'set', candidates: held.flat() }),
      accepted: [answer],
      wrong,
    };
  },
};
