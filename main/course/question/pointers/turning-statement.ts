import type { Answer } from '../../../contract/course.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import type { PointerStatement } from '../../misconceptions/pointing.ts';
import { performProgramText } from '../../scene-runner.ts';
import { distractors, momentAnswer } from '../answers.ts';
import type { Draft, QuestionType } from '../type.ts';
import {
  lineOf,
  pointerProgram,
  pointerSettings,
  programBegins,
  programOf,
  statementText,
  trueMemory,
} from './program.ts';
import type { PointerProgram } from './program.ts';

const rules = ['values-stay-tied', 'star-ignored'] as const;

/** Does this statement of the program turn a pointer to another place? */
function turns(program: PointerProgram, ordinal: number): boolean {
  const before = trueMemory(program, ordinal - 1).pointers;
  const after = trueMemory(program, ordinal).pointers;
  return [...after].some(([pointer, place]) => before.get(pointer) !== place);
}

/** Which statement changes the graph, and which only a value? Answered with a line. */
export const turningStatement: QuestionType = {
  id: 'turning-statement',
  concept: 'sharing',
  title: { en: 'The statement that turns a pointer', 'zh-CN': '哪一句改变了指向' },
  misconceptions: rules,
  draft(chance, level): Draft | null {
    const drawn = pointerProgram(chance, level, ['store', 'store', 'set', 'read']);
    const one = (
      kinds: readonly [PointerStatement['kind'], ...PointerStatement['kind'][]],
    ): PointerStatement | undefined => pointerProgram(chance, level, kinds).statements[0];
    const turning = one(['share', 'aim']);
    const tying = one(['copy']);
    const starred = one(['store-read']);
    if (turning === undefined || tying === undefined || starred === undefined) return null;
    const mixed = chance.shuffled([
      turning,
      tying,
      starred,
      ...drawn.statements.slice(0, level + 1),
    ]);
    const program = { ...drawn, statements: mixed };
    const expected = mixed.indexOf(turning) + 1;
    if (mixed.some((_, at) => turns(program, at + 1) !== (at + 1 === expected))) return null;
    const foreseen: readonly (readonly [MisconceptionId, Answer | null])[] = [
      ['values-stay-tied', momentAnswer(lineOf(mixed.indexOf(tying) + 1))],
      ['star-ignored', momentAnswer(lineOf(mixed.indexOf(starred) + 1))],
    ];
    const source = programOf(program);
    const history = performProgramText(source, pointerSettings);
    const turned = history.events.filter(
      (event) =>
        event.event === 'root' &&
        event.from !== null &&
        event.to !== null &&
        (event.line ?? 0) >= lineOf(1),
    );
    const line = turned[0]?.line;
    if (line === undefined || turned.length > 1) return null;
    const answer = momentAnswer(line);
    const wrong = distractors([answer], foreseen, 2);
    if (wrong === null) return null;
    return {
      operations: [],
      program: source,
      settings: pointerSettings,
      ask: programBegins,
      reveal: { before: false, point: { kind: 'line', line, ordinal: 1 } },
      listed: true,
      prompt: {
        en: 'All but one of these statements change a number at most. Which one changes where a pointer *leads*?',
        'zh-CN': '这些语句中，只有一句改变了指针的**指向**，其余的最多只改一个数字。是哪一句？',
      },
      explanation: {
        en: `Line ${line}, \`${statementText(turning)}\`: the pointer on the left stands there without a star, so the pointer itself is given a new value. A star on the left writes *through* the pointer; variables of type \`int\` hold numbers, and numbers lead nowhere.`,
        'zh-CN': `第 ${line} 行 \`${statementText(turning)}\`：左边的指针没有星号，被赋予新值的是指针自己。左边带星号，是**沿着**指针写到它所指之处；\`int\` 变量里装的是数字，数字不通向任何地方。`,
      },
      form: () => ({
        kind: 'moment',
        operations: mixed.map((statement, at) => ({
          operation: lineOf(at + 1),
          text: statementText(statement),
        })),
      }),
      accepted: [answer],
      wrong,
    };
  },
};
