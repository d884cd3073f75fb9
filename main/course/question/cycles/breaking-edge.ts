import type { Operation } from '../../../simulator/operation.ts';
import { countBy, trueRule } from '../../misconceptions/counting.ts';
import { Play } from '../../misconceptions/play.ts';
import { distractors, edgeAnswer } from '../answers.ts';
import { structure, typeOf, variableOf } from '../costs/structure.ts';
import { afterOperation } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';

/** Which reference must be cut so that counting frees everything? Answered with an edge. */
export const breakingEdge: QuestionType = {
  id: 'breaking-edge',
  concept: 'cycle-breaking',
  title: { en: 'Where to cut a cycle', 'zh-CN': '环该在哪里剪断' },
  misconceptions: ['cut-anywhere'],
  draft(chance, level, perform): Draft | null {
    const { operations, settings, made } = structure(chance, level, {
      collector: 'refcount',
      edges: 1,
      stay: [0, 0],
    });
    const world = new Play(operations).worldAfter(made);
    const edges = [...world].flatMap(([key, { holder, target }]) =>
      holder === null || target === null
        ? []
        : [{ holder, target, field: Number(key.split('.')[1] ?? 0) }],
    );
    const expected = (script: readonly Operation[]): number =>
      countBy(trueRule, new Play(script), script.length).counts.size;
    const leaves = (script: readonly Operation[]): number => {
      const history = perform(script, settings);
      return history.frame(history.recording.length).objects.length;
    };
    if (edges.length < 3 || expected(operations) === 0) return null;
    const judged = edges.map((edge) => {
      const script: readonly Operation[] = [
        ...operations.slice(0, made),
        { kind: 'write', slot: variableOf(edge.holder), field: edge.field, from: null },
        ...operations.slice(made),
      ];
      return {
        ...edge,
        id: `${typeOf(edge.holder)}.${edge.field}`,
        script,
        opens: expected(script) === 0,
      };
    });
    const right = chance.pick(judged.filter(({ opens }) => opens));
    const others = chance.shuffled(judged.filter(({ opens }) => !opens)).slice(0, 3);
    if (right === undefined || others.length < 2) return null;
    const offered = chance.shuffled([right, ...others]);
    if (offered.some(({ script, opens }) => (leaves(script) === 0) !== opens)) return null;
    const answer = edgeAnswer(right.id);
    const wrong = distractors(
      [answer],
      others.map(({ id }) => ['cut-anywhere', edgeAnswer(id)] as const),
      2,
    );
    if (wrong === null) return null;
    return {
      operations,
      settings,
      ask: afterOperation(made),
      reveal: afterOperation(made),
      listed: false,
      prompt: {
        en: 'All variables will go. Plain counting would leave garbage behind then. Which one of these references, set to nil now, lets it free everything?',
        'zh-CN':
          '所有变量都将离开，到时普通的引用计数会留下垃圾。现在把下面哪一个引用置为 nil，就能全部释放？',
      },
      explanation: {
        en: `The field ${right.field === 0 ? 'zero' : 'one'} of {{#${right.holder}}} lies on every cycle there is here. Without it each chain of references has a beginning that nothing holds, and from there everything falls. The others lead into a cycle, out of it, or lie beside it.`,
        'zh-CN': `{{#${right.holder}}} 的${right.field === 0 ? '零' : '一'}号字段，在这里所有的环上。没有它，每条引用链都有一个没人指着的起点，从那里开始就会一路释放。别的引用要么通进环里，要么从环里出去，要么不相干。`,
      },
      form: () => ({
        kind: 'edge',
        edges: offered.map(({ id, holder, field, target }) => ({
          id,
          text: `${id} → ${typeOf(target)}`,
          object: holder,
          field,
          slot: null,
          target,
        })),
      }),
      accepted: [answer],
      wrong,
    };
  },
};
