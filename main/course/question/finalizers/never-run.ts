import type { Answer } from '../../../contract/course.ts';
import { performProgramText } from '../../scene-runner.ts';
import { neverFinalized } from '../../misconceptions/finalizer-rounds.ts';
import type { FinalizerWorld } from '../../misconceptions/go-rules.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, numberAnswer } from '../answers.ts';
import type { Draft, QuestionType } from '../type.ts';
import { randomWorld, roundsOf, toldRounds, whole } from './program.ts';

const rules = ['M18', 'only-the-cycle'] as const;

/** Finalizers that a rule never runs. */
function leftOver(world: FinalizerWorld, id: (typeof rules)[number]): Answer {
  const run = new Set(
    (wrongCollector(id)?.go?.rounds?.(world) ?? []).flatMap(({ finalized }) => finalized),
  );
  return numberAnswer([...world.finalizable].filter((object) => !run.has(object)).length);
}

/** How many finalizers never run? */
export const neverRun: QuestionType = {
  id: 'never-run',
  concept: 'finalizer-order',
  title: { en: 'Finalizers that never run', 'zh-CN': '永远不会运行的终结器' },
  misconceptions: rules,
  draft(chance, level): Draft | null {
    const { world, program, settings } = randomWorld(chance, level, true);
    const expected = numberAnswer(neverFinalized(world).length);
    const foreseen = rules.map((id): readonly [(typeof rules)[number], Answer] => [
      id,
      leftOver(world, id),
    ]);
    const least = level === 1 ? 1 : 2;
    if (distractors([expected], foreseen, least) === null) return null;
    const history = performProgramText(program, settings);
    const found = roundsOf(history);
    const run = new Set(found.flatMap(({ finalized }) => finalized));
    const never = [...world.finalizable].filter((object) => !run.has(object)).sort();
    const answer = numberAnswer(never.length);
    const wrong = distractors([answer], foreseen, least);
    if (wrong === null) return null;
    const told = toldRounds(found);
    return {
      operations: [],
      program,
      settings,
      ...whole,
      listed: true,
      prompt: {
        en: 'However many collections follow: how many of the finalizers registered here never run?',
        'zh-CN': '不管再回收多少次，这里注册的终结器有几个永远不会运行？',
      },
      explanation: {
        en: `${never.length}${never.length === 0 ? '' : `: ${never.join(', ')}`}. An object with a finalizer that fields lead back to keeps itself, for its finalizer might follow them; and so does it keep all that it leads to.${told.en === '' ? '' : ` ${told.en}.`}`,
        'zh-CN': `${never.length} 个${never.length === 0 ? '' : `：${never.join('、')}`}。带终结器的对象，如果沿字段又走回自己，就一直留着自己，因为它的终结器可能要沿着走；它通到的一切也跟着留下。${told['zh-CN'] === '' ? '' : `${told['zh-CN']}。`}`,
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
