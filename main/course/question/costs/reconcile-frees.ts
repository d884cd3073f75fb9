import type { Answer } from '../../../contract/course.ts';
import type { Operation } from '../../../simulator/operation.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { Play } from '../../misconceptions/play.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, setAnswer } from '../answers.ts';
import { afterOperation, atEnd } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';
import { structure } from './structure.ts';

/** Which objects does reconciling the zero-count table free? Answered with a set of objects. */
export const reconcileFrees: QuestionType = {
  id: 'reconcile-frees',
  concept: 'deferred-counting',
  title: { en: 'What reconciling frees', 'zh-CN': '核对会释放谁' },
  misconceptions: ['zero-is-dead', 'M6', 'M7'],
  draft(chance, level, perform): Draft | null {
    const made = structure(chance, level, {
      collector: 'refcount-deferred',
      edges: level === 1 ? 0.7 : 0.9,
      stay: [1, 2],
    });
    const operations: readonly Operation[] = [...made.operations, { kind: 'gc' }];
    const play = new Play(operations);
    const end = operations.length;
    const lost = (id: MisconceptionId): Answer | null => {
      const kept = wrongCollector(id)?.survivors?.(play, end);
      return kept === undefined
        ? null
        : setAnswer(made.objects.filter((object) => !kept.has(object)));
    };
    const foreseen = (['zero-is-dead', 'M6', 'M7'] as const).map(
      (id): readonly [MisconceptionId, Answer | null] => [id, lost(id)],
    );
    const history = perform(operations, made.settings);
    const freed = history.events.flatMap((event) => (event.event === 'free' ? [event.object] : []));
    if (freed.length === 0) return null;
    const answer = setAnswer(freed);
    const wrong = distractors([answer], foreseen, 1);
    if (wrong === null) return null;
    return {
      operations,
      settings: made.settings,
      ask: afterOperation(end - 1),
      reveal: atEnd,
      listed: false,
      prompt: {
        en: 'Counting is *deferred* here, and the zero-count table is reconciled now. Which objects does that free?',
        'zh-CN': '这里**推迟计数**，现在核对零计数表。哪些对象会被释放？',
      },
      explanation: {
        en: '{{swept}}. An object goes if no field holds it, count zero, *and* no variable does. What it held is released, and may follow at once. Objects with count zero that a variable holds stay in the table: {{worklist}}. A dead cycle never comes to zero, so it isn’t even looked at.',
        'zh-CN':
          '释放的是 {{swept}}。既没有字段指着（计数为零），**又**没有变量指着的对象才释放；它指着的对象减一，可能紧接着也释放。计数为零但有变量指着的，留在表里：{{worklist}}。死掉的环计数到不了零，根本不会被查到。',
      },
      form: () => ({ kind: 'set', candidates: [...made.objects] }),
      accepted: [answer],
      wrong,
    };
  },
};
