import type { Answer } from '../../../contract/course.ts';
import type { Operation } from '../../../simulator/operation.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { Play, reachableIn } from '../../misconceptions/play.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { atEnd } from '../counting/design.ts';
import { randomGraph } from '../marking/graph.ts';
import type { Draft, QuestionType } from '../type.ts';

const rules = ['M6', 'M16'] as const;

/** How many cells are leaked when the variables have gone and nothing was freed? Answered with a number. */
export const cellsLeaked: QuestionType = {
  id: 'cells-leaked',
  concept: 'leak',
  title: { en: 'How much is leaked', 'zh-CN': '泄漏了多少' },
  misconceptions: ['M6', 'M16', 'gone-with-variable'],
  draft(chance, level, perform): Draft | null {
    const graph = randomGraph(chance, level, { collector: 'manual' });
    if (graph === null) return null;
    const operations: readonly Operation[] = graph.operations.slice(0, -1);
    const play = new Play(operations);
    const leakedBy = (kept: ReadonlySet<number>): number =>
      play.objects.reduce((sum, { id, bytes }) => sum + (kept.has(id) ? 0 : bytes), 0);
    const expected = leakedBy(reachableIn(play.worldAfter(operations.length)));
    const foreseen: readonly (readonly [MisconceptionId, Answer | null])[] = [
      ...rules.map((id): readonly [MisconceptionId, Answer | null] => {
        const kept = wrongCollector(id)?.survivors?.(play, operations.length);
        return [id, kept === undefined ? null : numberAnswer(leakedBy(kept))];
      }),
      ['gone-with-variable', numberAnswer(0)],
    ];
    if (distractors([numberAnswer(expected)], foreseen, 2) === null) return null;
    const history = perform(operations, graph.settings);
    const answer = numberAnswer(history.frame(history.recording.length).metrics.garbage);
    const wrong = distractors([answer], foreseen, 2);
    if (wrong === null) return null;
    const gone = operations.findIndex(
      (operation) => operation.kind === 'root' && operation.from === null,
    );
    return {
      operations,
      settings: graph.settings,
      ask: { before: false, point: { kind: 'operation', operation: gone } },
      reveal: atEnd,
      listed: true,
      prompt: {
        en: 'This heap is freed by hand, and nobody frees anything. The variables listed beside go next. How many cells are leaked then: allocated, and out of everybody’s reach?',
        'zh-CN':
          '这个堆靠手动释放，可是没有人释放任何东西。接下来，所列的变量逐个离开。之后有多少个单元泄漏了，也就是已分配、却谁也走不到？',
      },
      explanation: {
        en: '{{bytes.garbage}} cells, those of {{garbage}}. {{live}} can still be come to and so could still be freed: nothing of them is lost, yet.',
        'zh-CN':
          '{{bytes.garbage}} 个单元，属于 {{garbage}}。{{live}} 还走得到，也就还可以释放，暂时不算丢失。',
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
