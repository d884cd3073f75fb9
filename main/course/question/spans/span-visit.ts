import type { Answer } from '../../../contract/course.ts';
import { spanHeapOf } from '../../expression/go-runtime.ts';
import { distractors, setAnswer } from '../answers.ts';
import type { Draft, QuestionType } from '../type.ts';
import type { Visits } from './span-graph.ts';
import { atEnd, howItGoes, randomSpans, spanCells, trueVisits, visitsBy } from './span-graph.ts';

const rules = ['object-at-a-time', 'span-once', 'whole-span'] as const;

const scannedAt = (visits: Visits | null, visit: number): Answer | null => {
  const objects = visits?.[visit - 1];
  return objects === undefined ? null : setAnswer(objects.map(Number));
};

/** Which objects does one visit scan? */
export const spanVisit: QuestionType = {
  id: 'span-visit',
  concept: 'span-marking',
  title: { en: 'What one visit scans', 'zh-CN': '一次扫描了谁' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const graph = randomSpans(chance, level);
    if (graph === null) return null;
    const { operations, settings, heap } = graph;
    const visit = chance.between(2, trueVisits(heap).length);
    const expected = scannedAt(trueVisits(heap), visit);
    if (expected === null) return null;
    const foreseen = rules.map((id): readonly [(typeof rules)[number], Answer | null] => [
      id,
      scannedAt(visitsBy(id, heap), visit),
    ]);
    if (distractors([expected], foreseen, 2) === null) return null;
    const history = perform(operations, settings);
    const frame = history.frame(history.recording.length);
    const answer = scannedAt(trueVisits(spanHeapOf(frame, spanCells)), visit);
    if (answer === null) return null;
    const wrong = distractors([answer], foreseen, 2);
    if (wrong === null) return null;
    const all = frame.objects.map(({ id }) => id);
    const before = Array.from(
      { length: visit - 1 },
      (_, at) => `{{visited(${spanCells}, ${at + 1})}}`,
    );
    return {
      operations,
      settings,
      ask: atEnd,
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `${howItGoes.en} Choose the objects that visit number ${visit} scans.`,
        'zh-CN': `${howItGoes['zh-CN']}请选出第 ${visit} 次扫描的对象。`,
      },
      explanation: {
        en: `Before it came ${before.join('; ')}. Then it was {{visited(${spanCells}, ${visit})}}: all that had been seen in that span by then and not been scanned.`,
        'zh-CN': `前面依次是 ${before.join('；')}。轮到这一次，扫描 {{visited(${spanCells}, ${visit})}}：到那时在这个跨度里已被看到、还没扫描的全部对象。`,
      },
      form: () => ({ kind: 'set', candidates: all }),
      accepted: [answer],
      wrong,
    };
  },
};
