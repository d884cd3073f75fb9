import type { Answer } from '../../../contract/course.ts';
import type { Operation } from '../../../simulator/operation.ts';
import { Play, reachableIn } from '../../misconceptions/play.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, setAnswer } from '../answers.ts';
import type { Draft, QuestionType } from '../type.ts';
import { afterOperation } from '../counting/design.ts';
import { collected, randomGraph } from './graph.ts';

const rules = ['M6', 'M9', 'M16'] as const;

/** What does the second sweep free? One variable went after the first; marks of the first are gone. */
export const sweptSet: QuestionType = {
  id: 'swept-set',
  concept: 'sweep',
  title: { en: 'What the sweep frees', 'zh-CN': '清扫会释放什么' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const graph = randomGraph(chance, level);
    if (graph === null) return null;
    const held = [...new Play(graph.operations).worldAfter(graph.collects)].filter(
      ([, { holder, target }]) => holder === null && target !== null,
    );
    const dropped = chance.pick(held);
    if (dropped === undefined || held.length < 2) return null;
    const operations: readonly Operation[] = [
      ...graph.operations,
      { kind: 'root', slot: dropped[0], from: null },
      { kind: 'gc' },
    ];
    const collects = operations.length;
    const play = new Play(operations);
    const live = reachableIn(play.worldAfter(collects));
    const there = [...graph.live].sort((left, right) => left - right);
    const freed = (kept: ReadonlySet<number>): Answer =>
      setAnswer(there.filter((object) => !kept.has(object)));
    if (live.size === 0 || live.size === there.length) return null;
    const foreseen = rules.map((id): readonly [(typeof rules)[number], Answer | null] => {
      const kept =
        id === 'M6'
          ? referencedAmong(play, collects, graph.live)
          : wrongCollector(id)?.survivors?.(play, collects);
      return [id, kept === undefined ? null : freed(kept)];
    });
    if (distractors([freed(live)], foreseen, 2) === null) return null;
    const history = perform(operations, graph.settings);
    const second = history.events.filter((event) => event.op === collects);
    const answer = setAnswer(
      second.flatMap((event) => (event.event === 'free' ? [event.object] : [])),
    );
    const wrong = distractors([answer], foreseen, 2);
    if (wrong === null) return null;
    return {
      operations,
      settings: graph.settings,
      ask: afterOperation(collects - 1),
      reveal: collected(2),
      listed: false,
      prompt: {
        en: `One collection has run; then \`${dropped[0]} = nil\` was done. A second collection begins now. Choose every object that its sweep frees.`,
        'zh-CN': `已经做过一次回收，随后执行了 \`${dropped[0]} = nil\`。现在开始第二次回收。请选出清扫会释放的所有对象。`,
      },
      explanation: {
        en: 'Each collection begins with no marks. This one marked {{marks}}, and the sweep freed the allocated blocks without a mark: {{swept}}.',
        'zh-CN':
          '每次回收开始时都没有标记。这一次标记了 {{marks}}，清扫释放了已分配但没有标记的块：{{swept}}。',
      },
      form: () => ({ kind: 'set', candidates: there }),
      accepted: [answer],
      wrong,
    };
  },
};

/** M6 among the objects that the first collection left. */
function referencedAmong(
  play: Play,
  operation: number,
  there: ReadonlySet<number>,
): ReadonlySet<number> {
  const kept = new Set<number>();
  for (const { holder, target } of play.worldAfter(operation).values()) {
    if (target !== null && (holder === null || there.has(holder))) kept.add(target);
  }
  return kept;
}
