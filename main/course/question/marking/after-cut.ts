import type { Answer } from '../../../contract/course.ts';
import type { Operation } from '../../../simulator/operation.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { Play, reachableIn } from '../../misconceptions/play.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, setAnswer } from '../answers.ts';
import type { Draft, QuestionType } from '../type.ts';
import { collected, randomGraph, typeOf } from './graph.ts';

const rules = ['M6', 'M16'] as const;

/** One reference is cut before the collection: what becomes garbage by that alone? */
export const afterCut: QuestionType = {
  id: 'after-cut',
  concept: 'reachability',
  title: { en: 'Cut one reference', 'zh-CN': '切断一个引用' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const graph = randomGraph(chance, level);
    if (graph === null) return null;
    // Fields are cut while the variables still hold everything, just before those go.
    const gone = graph.operations.findIndex(
      (operation) => operation.kind === 'root' && operation.from === null,
    );
    const edges = [...new Play(graph.operations).worldAfter(graph.collects)].filter(
      ([, { holder, target }]) =>
        holder !== null && target !== null && target !== holder && graph.live.has(holder),
    );
    const [key, edge] = chance.pick(edges) ?? [];
    if (key === undefined || edge?.holder === undefined || edge.holder === null) return null;
    const field = Number(key.split('.')[1]);
    const cut: Operation = {
      kind: 'write',
      slot: typeOf(edge.holder).toLowerCase(),
      field,
      from: null,
    };
    const before = graph.operations.slice(0, -1);
    // A variable must lead to the holder at the end, so the cut is made while it still does.
    const operations = [
      ...before.slice(0, gone),
      cut,
      ...before.slice(gone),
      { kind: 'gc' } as const,
    ];
    const collects = operations.length;
    const play = new Play(operations);
    const live = reachableIn(play.worldAfter(collects));
    const there = [...graph.live].sort((left, right) => left - right);
    const lost = (kept: ReadonlySet<number>): Answer =>
      setAnswer(there.filter((object) => !kept.has(object)));
    if (live.size === graph.live.size) return null;
    const foreseen = rules.map((id): readonly [MisconceptionId, Answer | null] => {
      const kept = wrongCollector(id)?.survivors?.(play, collects);
      return [id, kept === undefined ? null : lost(kept)];
    });
    if (distractors([lost(live)], foreseen, level === 1 ? 1 : 2) === null) return null;
    const history = perform(operations, graph.settings);
    const freed = new Set(
      history.events.flatMap((event) => (event.event === 'free' ? [event.object] : [])),
    );
    const answer = setAnswer(there.filter((object) => freed.has(object)));
    const wrong = distractors([answer], foreseen, level === 1 ? 1 : 2);
    if (wrong === null) return null;
    const name = `\`${typeOf(edge.holder)}.${field}\``;
    return {
      operations,
      settings: graph.settings,
      ask: { before: false, point: { kind: 'operation', operation: gone } },
      reveal: collected(),
      listed: true,
      prompt: {
        en: `The variables that are about to go are listed. If they alone went, {{[${there.map((object) => `#${object}`).join(', ')}]}} would stay reachable. But first the field ${name} is set to nil. Which of these objects does the collection free now?`,
        'zh-CN': `右侧列出了接下来要执行的操作。如果只是这些变量离开，{{[${there.map((object) => `#${object}`).join(', ')}]}} 仍然可达。可是在那之前，字段 ${name} 先被置为 nil。这些对象里，哪些会被回收释放？`,
      },
      explanation: {
        en: `Without ${name} no path from a root leads to {{[${there
          .filter((object) => freed.has(object))
          .map((object) => `#${object}`)
          .join(', ')}]}} any more. Marked were {{marks}}.`,
        'zh-CN': `少了 ${name}，从根出发再也走不到 {{[${there
          .filter((object) => freed.has(object))
          .map((object) => `#${object}`)
          .join(', ')}]}}。被标记的是 {{marks}}。`,
      },
      form: () => ({
        kind: 'set',
        candidates: there,
      }),
      accepted: [answer],
      wrong,
    };
  },
};
