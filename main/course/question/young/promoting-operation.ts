import { assignmentText } from '../../script.ts';
import { distractors, momentAnswer } from '../answers.ts';
import { afterOperation } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';
import { births, inWholeNursery, minorsOf, sizesIn } from './births.ts';

/** Which operation makes an object old? Answered on the timeline. */
export const promotingOperation: QuestionType = {
  id: 'promoting-operation',
  concept: 'promotion',
  title: { en: 'When an object is promoted', 'zh-CN': '对象何时晋升' },
  misconceptions: ['early-promotion', 'whole-nursery'],
  draft(chance, level, perform): Draft | null {
    const promoteAfter = level === 1 ? 2 : chance.between(2, level);
    const run = births(chance, level, perform, promoteAfter);
    if (run === null) return null;
    const { history, operations, settings, half, minors } = run;
    // A is old once it has moved out of the nursery, whose two halves are the high end of the heap.
    const promoted = history.events.find(
      (event) =>
        event.event === 'move' && event.object === 1 && event.to < settings.heapBytes - 2 * half,
    );
    if (promoted === undefined) return null;
    const answer = momentAnswer(promoted.op);
    const whole = minorsOf(inWholeNursery(run, perform))[promoteAfter - 1];
    const wrong = distractors(
      [answer],
      [
        ['early-promotion', minors[0] === undefined ? null : momentAnswer(minors[0])],
        ['whole-nursery', whole === undefined ? null : momentAnswer(whole)],
      ],
      1,
    );
    if (wrong === null) return null;
    return {
      operations,
      settings,
      ask: afterOperation(1),
      reveal: afterOperation(promoted.op),
      listed: false,
      prompt: {
        en: `The nursery has two halves of ${half} cells each. ${operations.length - 1} objects T are made, each in the variable that held the one before; their sizes, with A’s in front, are ${sizesIn(operations)}. An object is promoted when it survives its minor collection number ${promoteAfter}. Which operation makes {{#1}} old?`,
        'zh-CN': `新生代有两个半区，各 ${half} 个单元。接着创建 ${operations.length - 1} 个 T，后一个占用前一个的变量；连 A 在内，大小依次是 ${sizesIn(operations)}。对象熬过第 ${promoteAfter} 次小回收就晋升。哪一步操作让 {{#1}} 变老？`,
      },
      explanation: {
        en: 'Each time the half in use has no room, a minor collection copies what lives: {{#1}}, and the T that the variable still holds. There have been {{collections}} by now, and with this one {{#1}} has survived as many as it must.',
        'zh-CN':
          '每当用着的半区放不下，小回收就复制活着的：{{#1}}，还有变量此刻指着的那个 T。到现在一共回收了 {{collections}} 次，这一次之后，{{#1}} 就熬够了。',
      },
      form: () => ({
        kind: 'moment',
        operations: operations
          .slice(1)
          .map((operation, at) => ({ operation: at + 2, text: assignmentText(operation) })),
      }),
      accepted: [answer],
      wrong,
    };
  },
};
