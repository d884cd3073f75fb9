import type { BarrierName } from '../../../simulator/settings.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, setAnswer } from '../answers.ts';
import { collected } from '../marking/graph.ts';
import type { Draft, Level, QuestionType } from '../type.ts';
import { barrierWords, livingAt, markingRun, pace } from './marking-run.ts';

const rules = ['graph-at-end', 'late-floats'] as const;
const changes: Readonly<Record<Level, number>> = { 1: 3, 2: 4, 3: 5 };
const barriers = ['dijkstra', 'yuasa', 'hybrid'] as const satisfies readonly BarrierName[];

/** Which garbage does this collection leave behind? Answered with a set of objects. */
export const floating: QuestionType = {
  id: 'floating-garbage',
  concept: 'snapshot',
  title: { en: 'What floats', 'zh-CN': '哪些成为浮动垃圾' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const barrier = chance.pick(barriers);
    const run = markingRun(chance, level, perform, {
      barrier,
      idle: chance.between(2, 3),
      changes: changes[level],
    });
    if (run === null) return null;
    const { history, seq } = run;
    const end = history.frame(history.recording.length).objects;
    const floats = end.flatMap(({ id, state }) => (state === 'garbage' ? [id] : []));
    const answer = setAnswer(floats);
    const wrong = distractors(
      [answer],
      rules.map((id): readonly [MisconceptionId, ReturnType<typeof setAnswer> | null] => {
        const foreseen = wrongCollector(id)?.floats?.(history, seq);
        return [id, foreseen === undefined ? null : setAnswer(foreseen)];
      }),
      1,
    );
    if (wrong === null) return null;
    const { en, 'zh-CN': chinese } = barrierWords[barrier];
    return {
      operations: run.operations,
      settings: run.settings,
      ask: run.asks,
      reveal: collected(),
      listed: true,
      prompt: {
        en: `Marking goes on under ${en}. ${pace.en} The last \`gc\` finishes the collection. Which objects are garbage and still there after it? (For none, choose none.)`,
        'zh-CN': `标记正在进行，用的是 ${chinese}。${pace['zh-CN']}最后的 \`gc\` 把这次回收做完。之后哪些对象是垃圾，却还留在堆里？（如果没有，就一个也不选。）`,
      },
      explanation: {
        en: 'Marked were {{marks}}; the barrier named {{shaded}}. Garbage that was marked before it died, or was shaded as it was cut off, floats until the next collection: {{garbage}}. What died white is gone: {{swept}}.',
        'zh-CN':
          '被标记的是 {{marks}}；屏障点到的是 {{shaded}}。死前已被标记的、或者切断时被着了色的垃圾，要浮到下一次回收：{{garbage}}。白着死去的已经释放：{{swept}}。',
      },
      form: () => ({ kind: 'set', candidates: livingAt(history, seq) }),
      accepted: [answer],
      wrong,
    };
  },
};
