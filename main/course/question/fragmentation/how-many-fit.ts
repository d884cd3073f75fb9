import type { Answer } from '../../../contract/course.ts';
import type { Operation } from '../../../simulator/operation.ts';
import type { FreeBlock, MisconceptionId } from '../../misconceptions/misconception.ts';
import { fittingBy } from '../../misconceptions/room-rules.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { afterOperation, atEnd } from '../counting/design.ts';
import { mapWithHoles } from '../fits/heap-map.ts';
import type { Draft, QuestionType } from '../type.ts';

const rules = ['M12', 'one-per-hole'] as const;

/** How many objects of one size find room? The machine tries until one fails. */
export const howManyFit: QuestionType = {
  id: 'how-many-fit',
  concept: 'external-fragmentation',
  title: { en: 'How many fit', 'zh-CN': '放得下几个' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const map = mapWithHoles(chance, level);
    const size = chance.between(3, 7);
    const truly = (holes: readonly FreeBlock[]): number =>
      holes.reduce((sum, hole) => sum + Math.floor(hole.size / size), 0);
    const foreseen = rules.map((id): readonly [MisconceptionId, Answer] => [
      id,
      numberAnswer(fittingBy[id](map.holes, size)),
    ]);
    const expected = truly(map.holes);
    if (expected < 2 || distractors([numberAnswer(expected)], foreseen, 2) === null) return null;
    const requests = Array.from({ length: expected + 1 }, (_, at): Operation => ({
      kind: 'alloc',
      slot: `n${at + 1}`,
      type: 'N',
      bytes: size,
      fields: 0,
    }));
    const operations = [...map.operations, ...requests];
    const history = perform(operations, map.settings);
    const served = history.events.filter(
      ({ event, op }) => event === 'alloc' && op > map.operations.length,
    ).length;
    const answer = numberAnswer(served);
    const wrong = distractors([answer], foreseen, 2);
    if (wrong === null || !history.events.some(({ event }) => event === 'oom')) return null;
    const done = map.operations.length;
    return {
      operations,
      settings: map.settings,
      ask: afterOperation(done),
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `Objects of ${size} cells are asked for until a request fails; nothing is freed. How many are served?`,
        'zh-CN': `不断申请 ${size} 个单元的对象，直到失败为止，其间什么也不释放。能满足几个？`,
      },
      explanation: {
        en: `{{fits(${size}) at operation:${done}}}: each hole takes as many as go into it whole, and keeps a rest that is too small. At the end {{bytes.free}} cells are free, and none of the {{holes}} holes has ${size}.`,
        'zh-CN': `{{fits(${size}) at operation:${done}}} 个：每个空洞放得下几个整的就放几个，余下的太小。最后空闲的单元还有 {{bytes.free}} 个，可 {{holes}} 个空洞里没有一个有 ${size} 个单元。`,
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
