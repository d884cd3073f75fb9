import type { Answer } from '../../../contract/course.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { performProgramText } from '../../scene-runner.ts';
import { distractors, namesAnswer } from '../answers.ts';
import type { Draft, QuestionType } from '../type.ts';
import {
  memoryOf,
  pointerProgram,
  pointerSettings,
  programBegins,
  programEnds,
  programOf,
  trueMemory,
} from './program.ts';

const rules = ['M1', 'values-stay-tied', 'assigns-through'] as const;

/** Which pointers lead to a variable at the end: names for one place. */
export const pointersTo: QuestionType = {
  id: 'pointers-to',
  concept: 'sharing',
  title: { en: 'Names for one place', 'zh-CN': '通向同一处的名字' },
  misconceptions: rules,
  draft(chance, level): Draft | null {
    const drawn = pointerProgram(
      chance,
      level,
      level === 1 ? ['share', 'aim', 'store'] : ['share', 'share', 'aim', 'copy', 'store', 'read'],
    );
    // A third pointer even at the first level: with two there is little to tell.
    const program = { ...drawn, leads: new Map(drawn.leads).set('r', 'y') };
    const variable = chance.pick([...program.values.keys()]) ?? 'x';
    const names = (leading: readonly string[]): Answer | null =>
      leading.length === 0 ? null : namesAnswer(leading);
    const expected = names(trueMemory(program).leadingTo(variable));
    if (expected === null) return null;
    const foreseen = rules.map((id): readonly [MisconceptionId, Answer | null] => {
      const memory = memoryOf(id, program);
      return [id, memory === null ? null : names(memory.leadingTo(variable))];
    });
    if (distractors([expected], foreseen, 1) === null) return null;
    const source = programOf(program);
    const history = performProgramText(source, pointerSettings);
    const slots = history.frame(history.recording.length).roots.flatMap(({ slots: each }) => each);
    const box = slots.find(({ name }) => name === variable)?.target ?? null;
    const leading = slots.filter(
      ({ name, target }) => target !== null && target === box && program.leads.has(name),
    );
    const answer = names(leading.map(({ name }) => name));
    if (box === null || answer === null) return null;
    const wrong = distractors([answer], foreseen, 1);
    if (wrong === null) return null;
    // `*p` names the place, `p` the pointer: both are meant alike.
    const starred = namesAnswer(leading.map(({ name }) => `*${name}`));
    return {
      operations: [],
      program: source,
      settings: pointerSettings,
      ask: programBegins,
      reveal: programEnds,
      listed: true,
      prompt: {
        en: `Which pointers lead to \`${variable}\` when the last line runs? Type their names.`,
        'zh-CN': `执行最后一行时，哪些指针指着 \`${variable}\`？请写出它们的名字。`,
      },
      explanation: {
        en: `In the end {{slots(#${box})}} lead to the place of \`${variable}\` (\`${variable}\` is its own name for it). \`p = q\` takes over where \`q\` leads *at that moment*; statements with a star, and assignments between variables, turn no pointer.`,
        'zh-CN': `最后，通向 \`${variable}\` 所在之处的有 {{slots(#${box})}}（其中 \`${variable}\` 是它自己的名字）。\`p = q\` 取的是 \`q\` **此刻**的指向；带星号的语句，以及变量之间的赋值，都不会改变任何指针的指向。`,
      },
      form: () => ({ kind: 'text', length: 20 }),
      accepted: [answer, starred],
      wrong,
    };
  },
};
