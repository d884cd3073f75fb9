import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, setAnswer } from '../answers.ts';
import { collected } from '../marking/graph.ts';
import type { Draft, Level, QuestionType } from '../type.ts';
import { livingAt, markingRun, pace } from './marking-run.ts';

const rules = ['graph-at-end', 'cut-hides', 'store-hides'] as const;
const changes: Readonly<Record<Level, number>> = { 1: 3, 2: 4, 3: 5 };

/** Which reachable objects does marking without a barrier lose? Answered with a set of objects. */
export const lostObjects: QuestionType = {
  id: 'lost-objects',
  concept: 'lost-object',
  title: { en: 'What is lost without a barrier', 'zh-CN': '没有屏障会丢掉谁' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const run = markingRun(chance, level, perform, {
      barrier: 'none',
      idle: chance.between(2, 3),
      changes: changes[level],
      handsOver: true,
    });
    if (run === null) return null;
    const { history, seq } = run;
    const lost = history.events.flatMap((event) =>
      event.event === 'fault' && event.kind === 'lost-object' && event.object !== null
        ? [event.object]
        : [],
    );
    if (lost.length === 0 && !chance.oneIn(6)) return null;
    const answer = setAnswer(lost);
    const wrong = distractors(
      [answer],
      rules.map((id): readonly [MisconceptionId, ReturnType<typeof setAnswer> | null] => {
        const foreseen = wrongCollector(id)?.lost?.(history, seq);
        return [id, foreseen === undefined ? null : setAnswer(foreseen)];
      }),
      1,
    );
    if (wrong === null) return null;
    return {
      operations: run.operations,
      settings: run.settings,
      ask: run.asks,
      reveal: collected(),
      listed: true,
      prompt: {
        en: `Marking goes on, and there is *no barrier*. ${pace.en} The last \`gc\` finishes the collection. Which objects does it free although the program can still reach them? (For none, choose none.)`,
        'zh-CN': `标记正在进行，**没有屏障**。${pace['zh-CN']}最后的 \`gc\` 把这次回收做完。哪些对象程序还走得到，却被它释放了？（如果没有，就一个也不选。）`,
      },
      explanation:
        lost.length === 0
          ? {
              en: 'None. Whatever the program still reaches was met by the collector in time: {{scans}} were scanned, in this order.',
              'zh-CN': '一个也没有。程序还走得到的，回收器都及时遇到了：依次扫描了 {{scans}}。',
            }
          : {
              en: 'The collector scanned {{scans}}, in this order, each just once. What is reachable and missing there is lost: {{lost}}. It came to be held only by what had been scanned before, and every path from something grey was cut.',
              'zh-CN':
                '回收器依次扫描了 {{scans}}，每个只看一眼。可达却不在其中的，就丢了：{{lost}}。指着它的只剩早已扫描过的地方，从灰色对象通到它的路全都断了。',
            },
      form: () => ({ kind: 'set', candidates: livingAt(history, seq) }),
      accepted: [answer],
      wrong,
    };
  },
};
