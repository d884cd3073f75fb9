import type { Answer } from '../../../contract/course.ts';
import type { Operation } from '../../../simulator/operation.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { countBy, trueRule } from '../../misconceptions/counting.ts';
import { Play } from '../../misconceptions/play.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, setAnswer } from '../answers.ts';
import type { Draft, QuestionType } from '../type.ts';
import { atEnd } from '../counting/design.ts';
import { randomGraph } from './graph.ts';

/** The same operations under reference counting: which garbage is still there? */
export const countingKeeps: QuestionType = {
  id: 'counting-keeps',
  concept: 'counting-or-tracing',
  title: { en: 'What counting would keep', 'zh-CN': '引用计数会留下什么' },
  misconceptions: ['M7', 'M6', 'M8'],
  draft(chance, level, perform): Draft | null {
    const graph = randomGraph(chance, level);
    if (graph === null) return null;
    const play = new Play(graph.operations);
    const garbage = graph.objects.filter((object) => !graph.live.has(object));
    const among = (kept: ReadonlySet<number> | undefined): Answer | null =>
      kept === undefined ? null : setAnswer(garbage.filter((object) => kept.has(object)));
    const foreseen = (['M7', 'M6', 'M8'] as const).map(
      (id): readonly [MisconceptionId, Answer | null] => [
        id,
        among(wrongCollector(id)?.survivors?.(play, graph.collects)),
      ],
    );
    const counted = countBy(trueRule, play, graph.collects).counts;
    const expected = garbage.filter((object) => counted.has(object));
    const least = level === 1 ? 1 : 2;
    if (expected.length === 0 || distractors([setAnswer(expected)], foreseen, least) === null)
      return null;
    const settings = { ...graph.settings, collector: 'refcount' } as const;
    const history = perform(graph.operations, settings);
    const frame = history.frame(history.recording.length);
    const leaked = frame.objects.filter(({ state }) => state === 'garbage').map(({ id }) => id);
    const answer = setAnswer(leaked);
    const wrong = distractors([answer], foreseen, least);
    if (wrong === null) return null;
    // Before the first variable goes, nothing has died yet.
    const tied = graph.operations.findIndex(
      (operation) => operation.kind === 'root' && operation.from === null,
    );
    return {
      operations: graph.operations,
      settings,
      ask: { before: false, point: { kind: 'operation', operation: tied } },
      reveal: atEnd,
      listed: true,
      prompt: {
        en: `This heap is managed by *reference counting* alone. Now every variable but ${rootNames(graph.operations, ', ')} is set to nil. Which objects are garbage then and are never freed?`,
        'zh-CN': `这个堆**只用引用计数**管理。现在除 ${rootNames(graph.operations, '、')} 之外的变量都被置为 nil。哪些对象会成为垃圾、却永远不会被释放？`,
      },
      explanation: {
        en: 'No path from a root leads to {{garbage}}, yet each of them is still held by a slot of another object in its cycle or behind it, so no count came to zero. Counting freed {{frees}}. A trace would have freed them all.',
        'zh-CN':
          '从根出发走不到 {{garbage}}，可它们各自还被环里（或环后面）某个对象的槽位指着，计数都没有归零。引用计数释放了 {{frees}}；换成追踪，就会全部回收。',
      },
      form: () => ({ kind: 'set', candidates: [...graph.objects] }),
      accepted: [answer],
      wrong,
    };
  },
};

function rootNames(operations: readonly Operation[], separator: string): string {
  const cleared = new Set(
    operations.flatMap((operation) =>
      operation.kind === 'root' && operation.from === null ? [operation.slot] : [],
    ),
  );
  const names = operations.flatMap((operation) =>
    operation.kind === 'alloc' && !cleared.has(operation.slot) ? [`\`${operation.slot}\``] : [],
  );
  return names.join(separator);
}
