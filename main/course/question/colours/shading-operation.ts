import type { Answer } from '../../../contract/course.ts';
import { distractors, momentAnswer } from '../answers.ts';
import type { Draft, Level, QuestionType } from '../type.ts';
import { barrierWords, markingRun, momentsOf, pace, shadesOf, swapped } from './marking-run.ts';

const changes: Readonly<Record<Level, number>> = { 1: 3, 2: 4, 3: 6 };
const barriers = ['dijkstra', 'steele', 'yuasa', 'hybrid'] as const;

/** At which operation does the barrier first change a colour? Answered on the timeline. */
export const shadingOperation: QuestionType = {
  id: 'shading-operation',
  concept: 'write-barrier',
  title: { en: 'The operation that shades', 'zh-CN': '哪一步着色' },
  misconceptions: ['barriers-swapped', 'barrier-always'],
  draft(chance, level, perform): Draft | null {
    const barrier = chance.pick(barriers);
    const run = markingRun(chance, level, perform, {
      barrier,
      idle: chance.between(2, 3),
      changes: changes[level],
    });
    if (run === null) return null;
    const { operations, done, last } = run;
    const shade = shadesOf(run, run.history)[0];
    if (shade === undefined) return null;
    const answer = momentAnswer(shade.operation);
    const other = shadesOf(
      run,
      perform(operations, { ...run.settings, barrier: swapped[barrier] }),
    )[0];
    const firstStore = operations.findIndex(
      (operation, at) =>
        at >= done &&
        at < last &&
        (operation.kind === 'read' || ('from' in operation && operation.from !== null)),
    );
    const always: Answer | null = firstStore < 0 ? null : momentAnswer(firstStore + 1);
    const mixed = other === undefined ? null : momentAnswer(other.operation);
    const wrong = distractors(
      [answer],
      [
        ['barriers-swapped', mixed],
        ['barrier-always', mixed !== null && firstStore + 1 === other?.operation ? null : always],
      ],
      1,
    );
    if (wrong === null) return null;
    const { en, 'zh-CN': chinese } = barrierWords[barrier];
    return {
      operations,
      settings: run.settings,
      ask: run.asks,
      reveal: {
        before: false,
        point: { kind: 'operation', operation: shade.operation },
      },
      listed: false,
      prompt: {
        en: `Marking goes on under ${en}. ${pace.en} At which operation does the barrier change a colour for the first time?`,
        'zh-CN': `标记正在进行，用的是 ${chinese}。${pace['zh-CN']}屏障第一次改变颜色，是在哪一步？`,
      },
      explanation: {
        en: `There the barrier names {{#${shade.object}}}. Stores to variables have no barrier, and an object that has a colour already keeps it.`,
        'zh-CN': `在那一步，屏障点到 {{#${shade.object}}}。存进变量没有屏障；已经有颜色的对象，颜色不变。`,
      },
      form: () => ({ kind: 'moment', operations: momentsOf(operations, done, last) }),
      accepted: [answer],
      wrong,
    };
  },
};
