import type { Answer } from '../../../contract/course.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { countBy, trueRule } from '../../misconceptions/counting.ts';
import { Play } from '../../misconceptions/play.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, setAnswer } from '../answers.ts';
import { structure, typeOf, variableOf } from '../costs/structure.ts';
import { afterOperation, atEnd, listing } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';

/** One reference is weak: what will still be there? Answered with a set of objects. */
export const ifWeak: QuestionType = {
  id: 'if-weak',
  concept: 'weak-reference',
  title: { en: 'With one weak reference', 'zh-CN': '有一个引用是弱的' },
  misconceptions: ['M14', 'M7'],
  draft(chance, level, perform): Draft | null {
    const strong = structure(chance, level, { collector: 'refcount', edges: 1, stay: [0, 1] });
    const held = [...new Play(strong.operations).worldAfter(strong.made)].flatMap(
      ([key, { holder, target }]) =>
        holder === null || target === null
          ? []
          : [{ holder, target, field: Number(key.split('.')[1] ?? 0) }],
    );
    const weak = chance.pick(held);
    if (weak === undefined) return null;
    // To every count a weak reference is as if it weren't there.
    const operations = strong.operations.filter(
      (operation) =>
        !(
          operation.kind === 'write' &&
          operation.slot === variableOf(weak.holder) &&
          operation.field === weak.field
        ),
    );
    const made = strong.made - (strong.operations.length - operations.length);
    const play = new Play(operations);
    const end = operations.length;
    const kept = countBy(trueRule, new Play(strong.operations), strong.operations.length).counts;
    const foreseen: (readonly [MisconceptionId, Answer | null])[] = [
      ['M14', setAnswer(kept.keys())],
      ['M7', setAnswer(wrongCollector('M7')?.survivors?.(play, end) ?? [])],
    ];
    const history = perform(operations, strong.settings);
    const answer = setAnswer(history.frame(history.recording.length).objects.map(({ id }) => id));
    const wrong = distractors([answer], foreseen, 1);
    if (wrong === null || !wrong.some(({ misconception }) => misconception === 'M14' || level > 1))
      return null;
    const field = `\`${typeOf(weak.holder)}.${weak.field}\``;
    const rest = operations.slice(made);
    return {
      operations,
      settings: strong.settings,
      ask: afterOperation(made),
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `Plain reference counting. Beside the references on the stage, ${field} holds a *weak* reference to {{#${weak.target}}} (it isn’t drawn). These lines run next:\n\n${listing(rest)}\n\nWhich objects will still be there?`,
        'zh-CN': `这里用普通的引用计数。除了舞台上的引用，${field} 里还有一个指向 {{#${weak.target}}} 的**弱**引用（没有画出来）。接下来执行这几行：\n\n${listing(rest)}\n\n执行完后，哪些对象还在？`,
      },
      explanation: {
        en: `${answer.kind === 'set' && answer.objects.length === 0 ? 'None' : '{{sorted(allocated)}}'}. The weak reference counts for nothing, so only the counted ones decide. Garbage among them, kept by a ring: {{length(garbage)}}.`,
        'zh-CN': `${answer.kind === 'set' && answer.objects.length === 0 ? '一个也没有' : '{{sorted(allocated)}}'}。弱引用不计数，只有计数的引用说了算。其中靠环留下的垃圾有 {{length(garbage)}} 个。`,
      },
      form: () => ({ kind: 'set', candidates: [...strong.objects] }),
      accepted: [answer],
      wrong,
    };
  },
};
