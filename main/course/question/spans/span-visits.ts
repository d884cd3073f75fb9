import type { Answer } from '../../../contract/course.ts';
import { spanHeapOf } from '../../expression/go-runtime.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { firstOfEach } from '../fits/heap-map.ts';
import type { Draft, QuestionType } from '../type.ts';
import { atEnd, howItGoes, randomSpans, spanCells, trueVisits, visitsBy } from './span-graph.ts';

const rules = ['object-at-a-time', 'span-once', 'whole-span'] as const;

/** How many spans does marking visit? */
export const spanVisits: QuestionType = {
  id: 'span-visits',
  concept: 'span-marking',
  title: { en: 'Visits of marking by spans', 'zh-CN': '按跨度标记要去几次' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const graph = randomSpans(chance, level);
    if (graph === null) return null;
    const { operations, settings, heap } = graph;
    const foreseen = rules.map((id): readonly [(typeof rules)[number], Answer | null] => {
      const visits = visitsBy(id, heap);
      return [id, visits === null ? null : numberAnswer(visits.length)];
    });
    // Who visits each span once counts as many as who scans whole spans, where all are reached.
    const apart = firstOfEach(foreseen);
    if (distractors([numberAnswer(trueVisits(heap).length)], apart, 2) === null) return null;
    const history = perform(operations, settings);
    const frame = history.frame(history.recording.length);
    const answer = numberAnswer(trueVisits(spanHeapOf(frame, spanCells)).length);
    const wrong = distractors([answer], apart, 2);
    if (wrong === null) return null;
    return {
      operations,
      settings,
      ask: atEnd,
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `${howItGoes.en} How many visits are made?`,
        'zh-CN': `${howItGoes['zh-CN']}一共要去几次？`,
      },
      explanation: {
        en: `{{visits(${spanCells})}} visits: ${told(heap, '; ')}. Object by object it would have been {{length(flooded(${spanCells}))}} scans, with {{floodSwitches(${spanCells})}} jumps to another span.`,
        'zh-CN': `去了 {{visits(${spanCells})}} 次：${told(heap, '；')}。若逐个对象标记，要扫描 {{length(flooded(${spanCells}))}} 次，其中 {{floodSwitches(${spanCells})}} 次跳到别的跨度。`,
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};

/** Each visit with its objects, as expressions. */
function told(heap: Parameters<typeof trueVisits>[0], between: string): string {
  return trueVisits(heap)
    .map((_, at) => `{{visited(${spanCells}, ${at + 1})}}`)
    .join(between);
}
