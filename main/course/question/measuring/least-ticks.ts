import type { Operation } from '../../../simulator/operation.ts';
import { defaultSettings } from '../../../simulator/settings.ts';
import { minimumUtilisation } from '../../../simulator/utilisation.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import type { Chance } from '../../random.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { atEnd } from '../counting/design.ts';
import type { Draft, Level, QuestionType } from '../type.ts';

const rules = ['short-pause', 'mean-is-minimum'] as const;
const stops: Readonly<Record<Level, number>> = { 1: 2, 2: 2, 3: 3 };

/** Objects are made and dropped, other work is done, and every now and then a collection is asked for. */
function script(chance: Chance, collections: number): readonly Operation[] {
  const operations: Operation[] = [{ kind: 'alloc', slot: 'a', type: 'A', bytes: 2, fields: 1 }];
  for (let made = 0; made < collections; made++) {
    for (let objects = chance.between(0, 3); objects > 0; objects--)
      operations.push({
        kind: 'alloc',
        slot: chance.pick(['b', 'c', 'd'] as const),
        type: 'B',
        bytes: 2,
        fields: 1,
      });
    for (let work = chance.between(3, 12); work > 0; work--)
      operations.push({ kind: 'root', slot: 'n', from: 'a' });
    operations.push({ kind: 'gc' });
  }
  for (let work = chance.between(4, 12); work > 0; work--)
    operations.push({ kind: 'root', slot: 'n', from: 'a' });
  return operations;
}

/** How many ticks does any window leave to the program at worst? Answered with a number. */
export const leastTicks: QuestionType = {
  id: 'least-ticks',
  concept: 'utilisation',
  title: { en: 'The worst window', 'zh-CN': '最坏的时间窗' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const operations = script(chance, stops[level]);
    const settings = {
      ...defaultSettings,
      geometry: 'cells',
      collector: 'mark-sweep',
      heapBytes: 64,
    } as const;
    const history = perform(operations, settings);
    const { pauses } = history.recording;
    const { ticks } = history.frame(history.recording.length).metrics;
    const longest = Math.max(...pauses.map(({ from, to }) => to - from));
    const window = chance.between(longest + 1, level === 1 ? longest + 8 : ticks - 4);
    if (window >= ticks) return null;
    const answer = numberAnswer(Math.round(window * minimumUtilisation(ticks, pauses, window)));
    const wrong = distractors(
      [answer],
      rules.map((id) => {
        const foreseen = wrongCollector(id)?.usable?.(pauses, window, ticks);
        return [id, foreseen === undefined ? null : numberAnswer(foreseen)] as const;
      }),
      level === 1 ? 1 : 2,
    );
    if (wrong === null) return null;
    const list = (from: string, to: string, and: string): string =>
      pauses.map((pause) => `${from}${pause.from}${to}${pause.to}`).join(and);
    return {
      operations,
      settings,
      ask: atEnd,
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `This run took {{ticks}} ticks. The program stood still ${list('from tick ', ' to ', ', ')}. Of any window of ${window} ticks within the run, how many are left to the program at the very least?`,
        'zh-CN': `这次运行一共 {{ticks}} 个节拍。程序停过：${list('第 ', ' 刻到第 ', '；')} 刻。在运行之内任取一个 ${window} 个节拍的窗，至少有几个留给程序？`,
      },
      explanation: {
        en: `The worst window holds as much of the pauses as it can: it begins or ends where one of them does. The pauses took {{pauses}} ticks; of the worst ${window} ticks {{round(${window} * mmu(${window}))}} are left, which makes a minimum mutator utilisation of {{round(mmu(${window}), 2)}}.`,
        'zh-CN': `最坏的窗要装进尽可能多的停顿，它的一端总在某次停顿的端点上。各次停顿长 {{pauses}} 个节拍；最坏的 ${window} 个节拍还剩 {{round(${window} * mmu(${window}))}} 个，最小赋值器利用率是 {{round(mmu(${window}), 2)}}。`,
      },
      form: (language) => ({ kind: 'number', unit: language === 'en' ? 'ticks' : '个节拍' }),
      accepted: [answer],
      wrong,
    };
  },
};
