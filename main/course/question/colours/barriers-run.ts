import { distractors, numberAnswer } from '../answers.ts';
import { afterOperation } from '../counting/design.ts';
import type { Draft, Level, QuestionType } from '../type.ts';
import { barrierWords, markingRun, pace, shadesOf, swapped } from './marking-run.ts';

const changes: Readonly<Record<Level, number>> = { 1: 3, 2: 4, 3: 6 };
const barriers = ['dijkstra', 'steele', 'yuasa', 'hybrid'] as const;

/** How often does the barrier change a colour? Answered with a number. */
export const barriersRun: QuestionType = {
  id: 'barriers-run',
  concept: 'write-barrier',
  title: { en: 'How often the barrier acts', 'zh-CN': '屏障动作几次' },
  misconceptions: ['barriers-swapped', 'barrier-always'],
  draft(chance, level, perform): Draft | null {
    const barrier = chance.pick(barriers);
    const run = markingRun(chance, level, perform, {
      barrier,
      idle: chance.between(1, 3),
      changes: changes[level],
    });
    if (run === null) return null;
    const { operations, done, last } = run;
    const times = shadesOf(run, run.history).length;
    if (times === 0 && !chance.oneIn(5)) return null;
    const answer = numberAnswer(times);
    const stores = operations
      .slice(done, last)
      .filter((operation) => operation.kind === 'read' || 'from' in operation).length;
    const mixed = shadesOf(
      run,
      perform(operations, { ...run.settings, barrier: swapped[barrier] }),
    ).length;
    const wrong = distractors(
      [answer],
      [
        ['barrier-always', numberAnswer(stores)],
        ['barriers-swapped', mixed === stores ? null : numberAnswer(mixed)],
      ],
      1,
    );
    if (wrong === null) return null;
    const { en, 'zh-CN': chinese } = barrierWords[barrier];
    const named = shadesOf(run, run.history)
      .map(({ object }) => `#${object}`)
      .join(', ');
    return {
      operations,
      settings: run.settings,
      ask: run.asks,
      reveal: afterOperation(last),
      listed: true,
      prompt: {
        en: `Marking goes on under ${en}. ${pace.en} How many times does the barrier change a colour during the operations that are listed (without the last \`gc\`)?`,
        'zh-CN': `标记正在进行，用的是 ${chinese}。${pace['zh-CN']}在列出的操作中（不算最后的 \`gc\`），屏障改变了几次颜色？`,
      },
      explanation: {
        en: `The objects it named were, in order: {{[${named}]}}. Stores to variables have no barrier, and what has a colour already is left alone.`,
        'zh-CN': `它依次点到的对象是：{{[${named}]}}。存进变量没有屏障，已经有颜色的不再理会。`,
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
