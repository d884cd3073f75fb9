import type { Answer } from '../../../contract/course.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { performProgramText } from '../../scene-runner.ts';
import { distractors, numberAnswer } from '../answers.ts';
import type { Draft, QuestionType } from '../type.ts';
import {
  memoryOf,
  pointerProgram,
  pointerSettings,
  programBegins,
  programEnds,
  programOf,
  statementText,
  trueMemory,
} from './program.ts';
import type { PointerProgram } from './program.ts';

const rules = ['M1', 'values-stay-tied', 'assigns-through', 'star-ignored'] as const;

/** The last statement that writes where a variable lives, and the one that aimed the pointer it goes through. */
function lastWriter(
  program: PointerProgram,
  variable: string,
): { readonly writer: string; readonly aimed: string | null } | null {
  for (let count = program.statements.length; count > 0; count--) {
    const statement = program.statements[count - 1];
    if (statement === undefined) continue;
    const before = trueMemory(program, count - 1);
    const through = statement.kind === 'store' || statement.kind === 'store-read';
    const target = through
      ? before.leadsTo(statement.pointer)
      : 'variable' in statement && statement.kind !== 'aim'
        ? before.placeOf(statement.variable)
        : null;
    if (target !== before.placeOf(variable)) continue;
    const aimed = through
      ? program.statements
          .slice(0, count - 1)
          .findLast(
            (each) =>
              (each.kind === 'aim' || each.kind === 'share') && each.pointer === statement.pointer,
          )
      : undefined;
    return {
      writer: statementText(statement),
      aimed: aimed === undefined ? null : statementText(aimed),
    };
  }
  return null;
}

/** What is printed for a variable after its value was changed by its own name and through pointers. */
export const pointerValue: QuestionType = {
  id: 'pointer-value',
  concept: 'pointers',
  title: { en: 'A value after all that', 'zh-CN': '最后的值' },
  misconceptions: rules,
  draft(chance, level): Draft | null {
    const program = pointerProgram(
      chance,
      level,
      level === 1
        ? ['share', 'aim', 'copy', 'store', 'store']
        : ['share', 'aim', 'copy', 'store', 'store', 'set', 'read', 'store-read'],
    );
    const names = [...program.values.keys()];
    const variable = chance.pick(names) ?? 'x';
    const expected = trueMemory(program);
    const valueIn = (memory: typeof expected): number => memory.at(memory.placeOf(variable));
    const because = lastWriter(program, variable);
    if (because === null) return null;
    const foreseen = rules.map((id): readonly [MisconceptionId, Answer | null] => {
      const memory = memoryOf(id, program);
      return [id, memory === null ? null : numberAnswer(valueIn(memory))];
    });
    const least = level === 1 ? 1 : 2;
    if (distractors([numberAnswer(valueIn(expected))], foreseen, least) === null) return null;
    const source = programOf(program);
    const history = performProgramText(source, pointerSettings);
    const printed = history.frame(history.recording.length).output.trim().split(' ');
    const answer = numberAnswer(Number(printed[names.indexOf(variable)]));
    const wrong = distractors([answer], foreseen, least);
    if (wrong === null) return null;
    const { writer, aimed } = because;
    return {
      operations: [],
      program: source,
      settings: pointerSettings,
      ask: programBegins,
      reveal: programEnds,
      listed: true,
      prompt: {
        en: `Read the program. Its last line prints several values. Which number does it print for \`${variable}\`?`,
        'zh-CN': `读一读这个程序。最后一行打印了好几个值。其中 \`${variable}\` 打印出来是几？`,
      },
      explanation: {
        en: `The program prints {{item(printed, 1)}}. The last statement that writes where \`${variable}\` lives is \`${writer}\`${aimed === null ? '' : `: its pointer leads there since \`${aimed}\``}. Statements that only turn a pointer change no number, and a copied value doesn’t follow its original.`,
        'zh-CN': `程序打印出 {{item(printed, 1)}}。最后一个写到 \`${variable}\` 所在之处的语句是 \`${writer}\`${aimed === null ? '' : `：自从 \`${aimed}\` 之后，它的指针就通向那里`}。只改指针指向的语句不改任何数字；抄来的值也不会跟着原件变。`,
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
