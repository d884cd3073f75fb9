import type { ObjectId } from '../../../simulator/event.ts';
import type { Colour } from '../../../simulator/frame.ts';
import type { History } from '../../history.ts';
import { distractors, edgeAnswer } from '../answers.ts';
import { afterOperation } from '../counting/design.ts';
import type { Draft, Level, QuestionType } from '../type.ts';
import { markingRun } from './marking-run.ts';

const changes: Readonly<Record<Level, number>> = { 1: 3, 2: 4, 3: 5 };

interface ColouredEdge {
  readonly id: string;
  readonly text: string;
  readonly object: ObjectId;
  readonly field: number;
  readonly slot: null;
  readonly target: ObjectId;
  readonly from: Colour | null;
  readonly to: Colour | null;
}

const isBroken = ({ from, to }: ColouredEdge): boolean => from === 'black' && to === 'white';

/** References between objects just after an operation, with the colours of both ends; none where nothing is being marked. */
function colouredEdges(history: History, operation: number): readonly ColouredEdge[] {
  const stored = history.events.some(({ event, op }) => event === 'write' && op === operation);
  const seq = history.events.findLast(({ op }) => op <= operation)?.seq ?? 0;
  if (!stored) return [];
  const { objects, collection } = history.frame(seq);
  if (collection?.phase !== 'mark') return [];
  const colours = new Map(objects.map(({ id, colour }) => [id, colour]));
  return objects.flatMap(({ id, fields, colour }) =>
    fields.flatMap((target, field) => {
      if (target === null) return [];
      const name = `${history.nameOf(id)}.${field}`;
      return [
        {
          id: name,
          text: `${name} → ${history.nameOf(target)}`,
          object: id,
          field,
          slot: null,
          target,
          from: colour,
          to: colours.get(target) ?? null,
        },
      ];
    }),
  );
}

/** Which reference breaks the strong invariant? Answered with an edge. */
export const blackToWhite: QuestionType = {
  id: 'black-to-white',
  concept: 'tri-colour',
  title: { en: 'From black to white', 'zh-CN': '从黑到白' },
  misconceptions: ['white-target'],
  draft(chance, level, perform): Draft | null {
    const run = markingRun(chance, level, perform, {
      barrier: chance.pick(['none', 'yuasa', 'hybrid'] as const),
      idle: chance.between(2, 3),
      changes: changes[level],
      handsOver: true,
    });
    if (run === null) return null;
    const { history, operations, settings } = run;
    // The earliest moment at which just one reference breaks it.
    const found = operations
      .slice(run.done)
      .map((_, at) => run.done + at + 1)
      .map((operation) => ({ operation, edges: colouredEdges(history, operation) }))
      .find(({ edges }) => edges.filter(isBroken).length === 1);
    const right = found?.edges.find(isBroken);
    if (found === undefined || right === undefined) return null;
    const { edges, operation } = found;
    const reveal = afterOperation(operation);
    const toWhite = edges.filter(({ from, to }) => from !== 'black' && to === 'white');
    const others = edges.filter(({ to }) => to !== 'white');
    const answer = edgeAnswer(right.id);
    const tempting = chance.shuffled(toWhite).slice(0, 2);
    const wrong = distractors(
      [answer],
      tempting.map(({ id }) => ['white-target', edgeAnswer(id)] as const),
      1,
    );
    if (wrong === null) return null;
    const offered = chance.shuffled([
      right,
      ...tempting,
      ...chance.shuffled(others).slice(0, 4 - 1 - tempting.length),
    ]);
    return {
      operations,
      settings,
      ask: reveal,
      reveal,
      listed: false,
      prompt: {
        en: 'Marking goes on while the program changes the graph. Which reference breaks the *strong* invariant, that nothing black leads to anything white?',
        'zh-CN':
          '标记正在进行，程序也在改图。**强不变式**说：黑色对象不通到白色对象。现在是哪个引用打破了它？',
      },
      explanation: {
        en: `{{#${right.object}}} is {{colour(#${right.object})}}: it was scanned before this reference was stored. {{#${right.target}}} is still {{colour(#${right.target})}}. A white object that something *grey* leads to, too, is safe all the same: that is the weak invariant.`,
        'zh-CN': `{{#${right.object}}} 是{{colour(#${right.object})}}的：它在这个引用存入之前就扫描过了；{{#${right.target}}} 却还是{{colour(#${right.target})}}的。如果还有**灰色**对象也通到这个白色对象，它仍然安全：那就是弱不变式。`,
      },
      form: () => ({
        kind: 'edge',
        edges: offered.map(({ id, text, object, field, slot, target }) => ({
          id,
          text,
          object,
          field,
          slot,
          target,
        })),
      }),
      accepted: [answer],
      wrong,
    };
  },
};
