import type { Operation } from '../../../simulator/operation.ts';
import { defaultSettings } from '../../../simulator/settings.ts';
import { assignmentText } from '../../script.ts';
import { Play, reachableIn } from '../../misconceptions/play.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { countingScript } from '../counting/script.ts';
import { distractors, momentAnswer } from '../answers.ts';
import { afterOperation, mention } from '../counting/design.ts';
import type { Draft, Level, QuestionType } from '../type.ts';

const lengths: Readonly<Record<Level, number>> = { 1: 9, 2: 12, 3: 15 };

/** At which operation does a tracing collector free this object? Answered on the timeline. */
export const freedUnderTracing: QuestionType = {
  id: 'freed-under-tracing',
  concept: 'choosing-collectors',
  title: { en: 'When tracing frees', 'zh-CN': '追踪何时释放' },
  misconceptions: ['prompt-tracing', 'M16'],
  draft(chance, level, perform): Draft | null {
    const plain = countingScript(chance, { operations: lengths[level], objects: 2 + level });
    const places = [0.45, 0.75].map((share) => Math.floor(plain.length * share));
    const operations: readonly Operation[] = [
      ...plain.flatMap((operation, at): Operation[] =>
        places.includes(at) ? [{ kind: 'gc' }, operation] : [operation],
      ),
      { kind: 'gc' },
    ];
    const play = new Play(operations);
    const reachable = operations.map((_, at) => reachableIn(play.worldAfter(at + 1)));
    const dies = (object: number): number =>
      reachable.findIndex(
        (live, at) => at + 1 >= (play.objects[object - 1]?.operation ?? 0) && !live.has(object),
      ) + 1;
    const object = chance.pick(
      play.objects.map(({ id }) => id).filter((id) => dies(id) > 0 && dies(id) < operations.length),
    );
    if (object === undefined) return null;
    const born = play.objects[object - 1]?.operation ?? 0;
    const collector = chance.pick(['mark-sweep', 'mark-compact', 'semispace'] as const);
    const settings = { ...defaultSettings, heapBytes: 1024, collector };
    const history = perform(operations, settings);
    const truth = history.events.find((event) => event.event === 'free' && event.object === object);
    if (truth === undefined) return null;
    const onlyRoots = play.collections.find(
      (operation) =>
        operation > born &&
        wrongCollector('M16')?.survivors?.(play, operation).has(object) === false,
    );
    const answer = momentAnswer(truth.op);
    const wrong = distractors(
      [answer],
      [
        ['prompt-tracing', momentAnswer(dies(object))],
        ['M16', onlyRoots === undefined ? null : momentAnswer(onlyRoots)],
      ],
      1,
    );
    if (wrong === null) return null;
    const name = {
      'mark-sweep': { en: 'mark-sweep', 'zh-CN': '标记-清扫' },
      'mark-compact': { en: 'mark-compact', 'zh-CN': '标记-整理' },
      semispace: { en: 'a copying collector', 'zh-CN': '复制式回收器' },
    }[collector];
    const cut = assignmentText(operations[dies(object) - 1] ?? { kind: 'gc' });
    return {
      operations,
      settings,
      ask: afterOperation(born),
      reveal: afterOperation(truth.op),
      listed: false,
      prompt: {
        en: `Memory is managed by ${name.en}; it collects when \`gc\` asks for it. At which of these operations is ${mention(object)} freed?`,
        'zh-CN': `内存由${name['zh-CN']}管理，由 \`gc\` 要求时才回收。${mention(object)} 是在下面哪一步释放的？`,
      },
      explanation: {
        en: `It becomes unreachable at \`${cut}\`, operation ${dies(object)}, and nobody notices. The next collection finds no path to it and frees it. Reference counting would have freed it at once, unless a ring held it.`,
        'zh-CN': `第 ${dies(object)} 步 \`${cut}\` 之后它就不可达了，但谁也没有察觉。下一次回收找不到通向它的路，才把它释放。换作引用计数，只要没有环拖着，当场就会释放。`,
      },
      form: () => ({
        kind: 'moment',
        operations: operations
          .slice(born)
          .map((operation, at) => ({ operation: born + at + 1, text: assignmentText(operation) })),
      }),
      accepted: [answer],
      wrong,
    };
  },
};
