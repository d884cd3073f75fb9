import type { Answer } from '../../../contract/course.ts';
import type { SpanHeap } from '../../../simulator/go/green-tea.ts';
import { spanHeapOf } from '../../expression/go-runtime.ts';
import { distractors, setAnswer } from '../answers.ts';
import type { Draft, QuestionType } from '../type.ts';
import type { Visits } from './span-graph.ts';
import { atEnd, howItGoes, randomSpans, spanCells, trueVisits, visitsBy } from './span-graph.ts';

const rules = ['object-at-a-time', 'span-once', 'whole-span'] as const;

/** Objects whose bits are seen, not scanned, after so many visits. */
function waiting(heap: SpanHeap, visits: Visits | null, done: number): Answer | null {
  if (visits === null || visits.length < done) return null;
  const scanned = new Set(visits.slice(0, done).flat());
  const seen = new Set(heap.roots);
  for (const object of scanned)
    for (const target of heap.references[object] ?? []) seen.add(target);
  return setAnswer([...seen].filter((object) => !scanned.has(object)).map(Number));
}

/** Which objects are seen but not yet scanned after some visits? */
export const seenUnscanned: QuestionType = {
  id: 'seen-unscanned',
  concept: 'span-marking',
  title: { en: 'Seen, but not scanned', 'zh-CN': '看到了，还没扫描' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const graph = randomSpans(chance, level);
    if (graph === null) return null;
    const { operations, settings, heap } = graph;
    const done = chance.between(1, trueVisits(heap).length - 1);
    const expected = waiting(heap, trueVisits(heap), done);
    if (expected === null) return null;
    const least = level === 1 ? 1 : 2;
    const foreseen = rules.map((id): readonly [(typeof rules)[number], Answer | null] => [
      id,
      waiting(heap, visitsBy(id, heap), done),
    ]);
    if (distractors([expected], foreseen, least) === null) return null;
    const history = perform(operations, settings);
    const frame = history.frame(history.recording.length);
    const found = spanHeapOf(frame, spanCells);
    const answer = waiting(found, trueVisits(found), done);
    if (answer === null) return null;
    const wrong = distractors([answer], foreseen, least);
    if (wrong === null) return null;
    const told = Array.from({ length: done }, (_, at) => `{{visited(${spanCells}, ${at + 1})}}`);
    return {
      operations,
      settings,
      ask: atEnd,
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `${howItGoes.en} Choose the objects that are *seen but not scanned* after ${done === 1 ? 'the first visit' : `${done} visits`}.`,
        'zh-CN': `${howItGoes['zh-CN']}去过 ${done} 次之后，哪些对象**已看到而还没扫描**？`,
      },
      explanation: {
        en: `Scanned so far: ${told.join('; ')}. Seen are the roots and what the fields of these lead to; what of it is not scanned waits for a later visit. In the end the two bits agree everywhere.`,
        'zh-CN': `到此为止扫描过：${told.join('；')}。根和它们的字段指到的都已看到；其中没扫描的，等后面再去。到最后，两个比特处处相等。`,
      },
      form: () => ({ kind: 'set', candidates: frame.objects.map(({ id }) => id) }),
      accepted: [answer],
      wrong,
    };
  },
};
