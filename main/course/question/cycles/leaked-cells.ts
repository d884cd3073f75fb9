import type { Answer } from '../../../contract/course.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { Play, reachableIn } from '../../misconceptions/play.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { structure } from '../costs/structure.ts';
import { afterOperation, atEnd, listing } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';

/** How much memory does counting lose here? Answered with a number of cells. */
export const leakedCells: QuestionType = {
  id: 'leaked-cells',
  concept: 'dead-cycle',
  title: { en: 'How much leaks', 'zh-CN': '泄漏了多少' },
  misconceptions: ['M7', 'M6', 'M8'],
  draft(chance, level, perform): Draft | null {
    const { operations, settings, made, objects } = structure(chance, level, {
      collector: 'refcount',
      edges: 1,
      stay: [0, 1],
    });
    const play = new Play(operations);
    const end = operations.length;
    const reached = reachableIn(play.worldAfter(end));
    const kept = (id: MisconceptionId): Answer | null => {
      const survivors = wrongCollector(id)?.survivors?.(play, end);
      if (survivors === undefined) return null;
      return numberAnswer(
        play.objects.reduce(
          (sum, object) =>
            survivors.has(object.id) && !reached.has(object.id) ? sum + object.bytes : sum,
          0,
        ),
      );
    };
    const foreseen = (['M7', 'M6', 'M8'] as const).map(
      (id): readonly [MisconceptionId, Answer | null] => [id, kept(id)],
    );
    const history = perform(operations, settings);
    const { metrics, objects: left } = history.frame(history.recording.length);
    if (metrics.garbage === 0 || left.length === objects.length) return null;
    const answer = numberAnswer(metrics.garbage);
    const wrong = distractors([answer], foreseen, 1);
    if (wrong === null) return null;
    const rest = operations.slice(made);
    return {
      operations,
      settings,
      ask: afterOperation(made),
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `Plain reference counting. These lines run next:\n\n${listing(rest)}\n\nHow many cells will be garbage that is never freed?`,
        'zh-CN': `这里用普通的引用计数。接下来执行这几行：\n\n${listing(rest)}\n\n执行完后，有多少单元成了永远不释放的垃圾？`,
      },
      explanation: {
        en: '{{bytes.garbage}}: the cells of {{garbage}}. They lie on a ring or hang on one, so a slot goes on holding each of them; no variable leads there. What only *led into* a ring has been freed.',
        'zh-CN':
          '{{bytes.garbage}} 个，即 {{garbage}} 占的单元。它们在环上，或挂在环上，所以始终有槽位指着，却没有变量通到那里。只是**通进**环里的已经释放。',
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
