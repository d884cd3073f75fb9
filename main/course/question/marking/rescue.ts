import type { AnswerForm } from '../../../contract/course.ts';
import type { ObjectId } from '../../../simulator/event.ts';
import type { Operation } from '../../../simulator/operation.ts';
import type { World } from '../../misconceptions/play.ts';
import { Play, reachableIn } from '../../misconceptions/play.ts';
import { distractors, edgeAnswer } from '../answers.ts';
import type { Draft, QuestionType } from '../type.ts';
import type { Graph } from './graph.ts';
import { beforeCollection, randomGraph, typeOf, variableOf } from './graph.ts';

/** A reference that could be added: a field that is nil now. */
interface Candidate {
  readonly holder: ObjectId;
  readonly field: number;
  readonly target: ObjectId;
}

const idOf = ({ holder, field, target }: Candidate): string =>
  `${typeOf(holder)}.${field}=${typeOf(target)}`;

function candidatesOf(graph: Graph, world: World): readonly Candidate[] {
  return graph.objects.flatMap((holder) => {
    const field = [0, 1].find((each) => (world.get(`${holder}.${each}`)?.target ?? null) === null);
    return field === undefined ? [] : graph.objects.map((target) => ({ holder, field, target }));
  });
}

/** The script with one more reference, made while the variables still hold everything. */
function withReference(graph: Graph, { holder, field, target }: Candidate): readonly Operation[] {
  const gone = graph.operations.findIndex(
    (operation) => operation.kind === 'root' && operation.from === null,
  );
  const write: Operation = {
    kind: 'write',
    slot: variableOf(holder),
    field,
    from: variableOf(target),
  };
  return [...graph.operations.slice(0, gone), write, ...graph.operations.slice(gone)];
}

/** Which one added reference would save this object? Answered with an edge. */
export const rescue: QuestionType = {
  id: 'rescue',
  concept: 'reachability',
  title: { en: 'Save an object with one reference', 'zh-CN': '加一个引用救活对象' },
  misconceptions: ['M6'],
  draft(chance, level, perform): Draft | null {
    const graph = randomGraph(chance, level);
    if (graph === null) return null;
    const world = new Play(graph.operations).worldAfter(graph.collects);
    const lost = chance.pick(graph.objects.filter((object) => !graph.live.has(object)));
    if (lost === undefined) return null;
    const leadsTo = (from: ObjectId): boolean =>
      reachableIn(
        new Map([...world].filter(([, { holder }]) => holder !== null)).set('here', {
          holder: null,
          target: from,
        }),
      ).has(lost);
    const all = candidatesOf(graph, world).filter(({ holder, target }) => holder !== target);
    const saving = all.filter(
      ({ holder, target }) =>
        graph.live.has(holder) && (level === 1 ? target === lost : leadsTo(target)),
    );
    const indirect = level === 1 ? saving : saving.filter(({ target }) => target !== lost);
    const right = chance.pick(indirect.length > 0 ? indirect : saving);
    // Held by something, but by garbage: enough for who thinks that whatever is referenced lives.
    const fromGarbage = chance.pick(
      all.filter(({ holder, target }) => !graph.live.has(holder) && target === lost),
    );
    const reversed = chance.pick(
      all.filter(({ holder, target }) => holder === lost && graph.live.has(target)),
    );
    const idle = chance.pick(
      all.filter(({ holder, target }) => graph.live.has(holder) && graph.live.has(target)),
    );
    if (
      right === undefined ||
      fromGarbage === undefined ||
      reversed === undefined ||
      idle === undefined
    )
      return null;
    const offered = chance.shuffled([right, fromGarbage, reversed, idle]);
    const expected = offered.filter((candidate) =>
      reachableIn(new Play(withReference(graph, candidate)).worldAfter(graph.collects + 1)).has(
        lost,
      ),
    );
    if (expected.length !== 1) return null;
    const saves = (candidate: Candidate): boolean => {
      const history = perform(withReference(graph, candidate), graph.settings);
      return history.frame(history.recording.length).objects.some(({ id }) => id === lost);
    };
    const accepted = offered.filter(saves).map((candidate) => edgeAnswer(idOf(candidate)));
    const [answer] = accepted;
    if (answer === undefined || accepted.length > 1) return null;
    const wrong = distractors([answer], [['M6', edgeAnswer(idOf(fromGarbage))]], 1);
    if (wrong === null) return null;
    const form: AnswerForm = {
      kind: 'edge',
      edges: offered.map((candidate) => ({
        id: idOf(candidate),
        text: `${typeOf(candidate.holder)}.${candidate.field} → ${typeOf(candidate.target)}`,
        object: candidate.holder,
        field: candidate.field,
        slot: null,
        target: candidate.target,
      })),
    };
    return {
      operations: graph.operations,
      settings: graph.settings,
      ask: beforeCollection(graph),
      reveal: beforeCollection(graph),
      listed: false,
      prompt: {
        en: `A collection would free {{#${lost}}}. Which one of these references, added now, would save it?`,
        'zh-CN': `现在回收的话，{{#${lost}}} 会被释放。此刻加上下面哪一个引用，就能把它救下来？`,
      },
      explanation: {
        en: `What must be added is the missing link of a path *from a root* to {{#${lost}}}. {{#${right.holder}}} is reachable, and from {{#${right.target}}} the fields lead ${right.target === lost ? 'no further: it is the object itself' : `on to {{#${lost}}}`}. A reference held by garbage completes no such path.`,
        'zh-CN': `要补上的，是**从根**通往 {{#${lost}}} 的路径中缺少的一环。{{#${right.holder}}} 可达，${right.target === lost ? '而这个引用直接指向它' : `而从 {{#${right.target}}} 沿字段走下去就到 {{#${lost}}}`}。垃圾手里的引用接不成这样的路径。`,
      },
      form: () => form,
      accepted: [answer],
      wrong,
    };
  },
};
