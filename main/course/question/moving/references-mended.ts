import type { Answer } from '../../../contract/course.ts';
import type { ObjectId } from '../../../simulator/event.ts';
import { heldReferences } from '../../expression/scope.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { Play } from '../../misconceptions/play.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { firstOfEach } from '../fits/heap-map.ts';
import { beforeCollection, collected, typeOf } from '../marking/graph.ts';
import type { Draft, Level, QuestionType } from '../type.ts';
import type { Relocation } from './relocation.ts';
import { addressOf, foreseenSlide, movingGraph, relocate } from './relocation.ts';

/** How many references get a new value when objects slide? */
export const referencesMended: QuestionType = {
  id: 'references-mended',
  concept: 'forwarding',
  title: { en: 'References that change', 'zh-CN': '值会变的引用' },
  misconceptions: ['variables-mended', 'every-reference'],
  draft(chance, level, perform): Draft | null {
    const graph = movingGraph(chance, level, 'mark-compact');
    if (graph === null) return null;
    // The slots as the operations leave them, by the names that the texts use.
    const world = new Play(graph.operations).worldAfter(graph.collects);
    const held = [...world].flatMap(([key, { holder, target }]): Reference[] => {
      if (target === null || (holder !== null && !graph.live.has(holder))) return [];
      const slot = holder === null ? key : `${typeOf(holder)}.${key.split('.')[1] ?? ''}`;
      return [{ slot, target, isVariable: holder === null }];
    });
    if (answersOf(held, foreseenSlide(graph), level) === null) return null;
    const moving = relocate(graph, perform);
    if (moving === null) return null;
    const { history } = moving;
    const found = heldReferences(history, history.frame(history.recording.length)).map(
      ({ slot, target }): Reference => ({ slot, target, isVariable: !slot.includes('.') }),
    );
    const answers = answersOf(found, moving, level);
    if (answers === null) return null;
    const changed = changedBy(found, moving).map(({ slot }) => slot);
    const slots = changed.map((slot) => `\`${slot}\``);
    return {
      operations: graph.operations,
      settings: graph.settings,
      ask: beforeCollection(graph),
      reveal: collected(),
      listed: false,
      prompt: {
        en: 'A *mark-compact* collection begins now. In how many slots, variables and fields of live objects, does the address change?',
        'zh-CN':
          '现在开始一次**标记-整理**回收。变量和存活对象的字段加在一起，有几个槽位里的地址会变？',
      },
      explanation: {
        en: `{{moves}} moved, and ${slots.join(', ')} lead to them. All {{slots.held}} references were looked at; the others lead to objects that stayed where they were.`,
        'zh-CN': `移动的是 {{moves}}，通到它们的有 ${slots.join('、')}。{{slots.held}} 个引用都查看过；其余的通到没有移动的对象。`,
      },
      form: () => ({ kind: 'number', unit: null }),
      ...answers,
    };
  },
};

interface Reference {
  readonly slot: string;
  readonly target: ObjectId;
  readonly isVariable: boolean;
}

/** Those whose target lies elsewhere afterwards. */
const changedBy = (
  references: readonly Reference[],
  { before, after }: Relocation,
): readonly Reference[] =>
  references.filter(({ target }) => addressOf(before, target) !== addressOf(after, target));

function answersOf(
  references: readonly Reference[],
  relocation: Relocation,
  level: Level,
): Pick<Draft, 'accepted' | 'wrong'> | null {
  const changed = changedBy(references, relocation);
  const answer = numberAnswer(changed.length);
  const wrong = distractors(
    [answer],
    firstOfEach([
      ['variables-mended', numberAnswer(changed.filter(({ isVariable }) => isVariable).length)],
      ['every-reference', numberAnswer(references.length)],
    ] satisfies (readonly [MisconceptionId, Answer])[]),
    level === 1 ? 1 : 2,
  );
  return wrong === null || changed.length === 0 ? null : { accepted: [answer], wrong };
}
