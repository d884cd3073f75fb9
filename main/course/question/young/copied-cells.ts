import type { ObjectId } from '../../../simulator/event.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { Play } from '../../misconceptions/play.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { afterOperation } from '../counting/design.ts';
import { collected } from '../marking/graph.ts';
import type { Draft, QuestionType } from '../type.ts';
import { fillsAsMeant, foreseenMinor, movedBy, youngRun } from './young-run.ts';

const rules = ['M15', 'no-nepotism', 'copies-all'] as const;

/** How many cells does a minor collection copy? Answered with a number. */
export const copiedCells: QuestionType = {
  id: 'copied-cells',
  concept: 'young-and-old',
  title: { en: 'What a minor collection copies', 'zh-CN': '小回收复制多少' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const run = youngRun(chance, level);
    const { objects } = new Play(run.operations);
    const cells = (ids: Iterable<ObjectId>): number =>
      [...ids].reduce((sum, id) => sum + (objects[id - 1]?.bytes ?? 0), 0);
    const foreseen = rules.map(
      (id): readonly [MisconceptionId, ReturnType<typeof numberAnswer>] => [
        id,
        numberAnswer(cells(foreseenMinor(run, id) ?? [])),
      ],
    );
    if (level > 1 && distractors([], foreseen, 2) === null) return null;
    const history = perform(run.operations, run.settings);
    if (!fillsAsMeant(run, history)) return null;
    const answer = numberAnswer(cells(movedBy(history, run.fills)));
    const wrong = distractors([answer], foreseen, level === 1 ? 1 : 2);
    if (wrong === null) return null;
    const old = run.old.map((object) => `#${object}`).join(', ');
    return {
      operations: run.operations,
      settings: run.settings,
      ask: afterOperation(run.fills - 1),
      reveal: collected(2),
      listed: false,
      prompt: {
        en: `{{[${old}]}} are old, the others young. The nursery is full, and a minor collection runs. How many cells does it copy?`,
        'zh-CN': `{{[${old}]}} 是老对象，其余都年轻。新生代满了，执行小回收。它要复制多少个单元？`,
      },
      explanation: {
        en: 'It copies just what it reaches from the roots and the remembered set: {{moves}}, {{sizes(moves)}} cells. Dead young objects cost nothing, and old ones stay where they are.',
        'zh-CN':
          '它只复制从根和记忆集走得到的：{{moves}}，一共 {{sizes(moves)}} 个单元。死去的年轻对象一分不花，老对象原地不动。',
      },
      form: (language) => ({ kind: 'number', unit: language === 'en' ? 'cells' : '个单元' }),
      accepted: [answer],
      wrong,
    };
  },
};
