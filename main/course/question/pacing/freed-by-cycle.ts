import type { Answer } from '../../../contract/course.ts';
import { Play } from '../../misconceptions/play.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, setAnswer } from '../answers.ts';
import type { Draft, QuestionType } from '../type.ts';
import { endOf, randomCycle, startOf } from './incremental.ts';

const rules = ['born-white', 'as-at-the-end'] as const;

/** What does a cycle free that runs beside the program? */
export const freedByCycle: QuestionType = {
  id: 'freed-by-cycle',
  concept: 'gc-phases',
  title: { en: 'What a cycle beside the program frees', 'zh-CN': '边运行边回收，释放了谁' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const cycle = randomCycle(chance, level, perform);
    if (cycle === null) return null;
    const { operations, settings, history, starts, ends } = cycle;
    const play = new Play(operations);
    const start = history.events.findLast(({ op }) => op <= starts)?.seq ?? 0;
    const there = history.frame(start).objects.map(({ id }) => id);
    const later = play
      .objectsAfter(ends)
      .filter(({ operation }) => operation > starts)
      .map(({ id }) => id);
    const candidates = [...there, ...later];
    const among = (objects: ReadonlySet<number>): Answer =>
      setAnswer(candidates.filter((object) => objects.has(object)));
    const answer = among(cycle.freed);
    const foreseen = rules.map((id): readonly [(typeof rules)[number], Answer | null] => {
      const freed = wrongCollector(id)?.go?.freed?.(play, starts, ends);
      return [id, freed === undefined ? null : among(freed)];
    });
    const wrong = distractors([answer], foreseen, level === 1 ? 1 : 2);
    if (wrong === null || cycle.freed.size === 0 || candidates.length > 24) return null;
    return {
      operations,
      settings,
      ask: startOf(cycle),
      reveal: endOf,
      listed: true,
      prompt: {
        en: `\`gc\` has just started a cycle beside the program. It marks and sweeps a little before each operation that follows, first the stack, and is done by operation ${ends}. The listed operations go on meanwhile. Which objects does this cycle free?`,
        'zh-CN': `\`gc\` 刚刚启动了一轮边运行边做的回收。此后每步操作之前，它都标记或清扫一点，先扫描栈，到第 ${ends} 步操作时全部做完；列出的操作在此期间照常执行。这一轮会释放哪些对象？`,
      },
      explanation: {
        en: 'It freed {{swept}}: what was unreachable when the stack was scanned. Objects made during the cycle were black from birth, and what was let go of after it had been marked stayed: floating garbage, {{garbage}}.',
        'zh-CN':
          '释放了 {{swept}}，即扫描栈时就已不可达的那些。回收期间新建的对象生来就是黑的，标记之后才放手的也留了下来。浮动垃圾：{{garbage}}。',
      },
      form: () => ({ kind: 'set', candidates }),
      accepted: [answer],
      wrong,
    };
  },
};
