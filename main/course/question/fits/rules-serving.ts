import type { Answer, Language } from '../../../contract/course.ts';
import type { Both } from '../../format/schemas.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import type { FitRule } from '../../misconceptions/placing.ts';
import { placeAll } from '../../misconceptions/placing.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors } from '../answers.ts';
import { afterOperation, atEnd } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';
import { firstOfEach, mapWithHoles, requestsFor } from './heap-map.ts';

const rules = ['best-is-best', 'M12'] as const;
const compared = ['first-fit', 'best-fit'] as const;

type Outcome = 'both' | 'first' | 'best' | 'neither';
const outcomes: Readonly<Record<Outcome, Both>> = {
  both: { en: 'Both', 'zh-CN': '两个都能' },
  first: { en: 'Only first fit', 'zh-CN': '只有首次适应能' },
  best: { en: 'Only best fit', 'zh-CN': '只有最佳适应能' },
  neither: { en: 'Neither', 'zh-CN': '两个都不能' },
};
const order = ['both', 'first', 'best', 'neither'] as const;

function outcomeOf(serving: readonly FitRule[]): Outcome {
  const first = serving.includes('first-fit');
  if (serving.includes('best-fit')) return first ? 'both' : 'best';
  return first ? 'first' : 'neither';
}

const choiceAnswer = (outcome: Outcome): Answer => ({ kind: 'choice', option: outcome });

/** Which of first fit and best fit serves this sequence of requests? */
export const rulesServing: QuestionType = {
  id: 'rules-serving',
  concept: 'no-best-rule',
  title: { en: 'Which rule serves them all', 'zh-CN': '哪条规则都能满足' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const map = mapWithHoles(chance, level);
    const requests = Array.from({ length: level + 2 }, () => chance.between(3, 16));
    const expected = outcomeOf(
      compared.filter((rule) => !placeAll(rule, map.holes, requests).includes(null)),
    );
    // Where both serve, nothing is to be learnt; where neither does, little.
    if (expected === 'both' || (expected === 'neither' && !chance.oneIn(40))) return null;
    const foreseen = firstOfEach(
      rules.map((id): readonly [MisconceptionId, Answer | null] => {
        const serving = wrongCollector(id)?.serves?.(map.holes, requests);
        return [id, serving === undefined ? null : choiceAnswer(outcomeOf(serving))];
      }),
    );
    if (distractors([choiceAnswer(expected)], foreseen, 1) === null) return null;
    const operations = [...map.operations, ...requestsFor(requests)];
    const runs = compared.map((allocator) => {
      const settings = { ...map.settings, allocator };
      const history = perform(operations, settings);
      const failure = history.events.find(({ event }) => event === 'oom');
      return { settings, allocator, failed: failure?.event === 'oom' ? failure : null };
    });
    const answer = choiceAnswer(
      outcomeOf(runs.filter(({ failed }) => failed === null).map(({ allocator }) => allocator)),
    );
    const wrong = distractors([answer], foreseen, 1);
    // The run that is shown is one that fails: there is something to see.
    const shown = runs.find(({ failed }) => failed !== null);
    if (wrong === null || shown === undefined) return null;
    const request = shown.failed?.request ?? 0;
    const name =
      shown.allocator === 'first-fit'
        ? { en: 'first fit', 'zh-CN': '首次适应' }
        : { en: 'best fit', 'zh-CN': '最佳适应' };
    return {
      operations,
      settings: shown.settings,
      ask: afterOperation(map.operations.length),
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `Requests for ${requests.join(', ')} cells come in this order. Which of the rules **first fit** and **best fit** serves all of them?`,
        'zh-CN': `依次来了大小为 ${requests.join('、')} 个单元的请求。**首次适应**和**最佳适应**，哪一个能全部满足？`,
      },
      explanation: {
        en: `The stage shows ${name.en}: the request for ${request} cells fails, with {{bytes.free}} cells free and {{bytes.largestFree}} in the largest hole. ${after[expected].en}`,
        'zh-CN': `舞台上是${name['zh-CN']}：${request} 个单元的请求失败了，此时空闲共 {{bytes.free}} 个单元，最大的空洞是 {{bytes.largestFree}}。${after[expected]['zh-CN']}`,
      },
      form: (language: Language) => ({
        kind: 'choice',
        options: order.map((id) => ({
          id,
          text: [{ kind: 'paragraph', children: [{ kind: 'text', text: outcomes[id][language] }] }],
        })),
      }),
      accepted: [answer],
      wrong,
    };
  },
};

const after: Readonly<Record<Outcome, Both>> = {
  both: { en: 'Both serve them.', 'zh-CN': '两个都能满足。' },
  first: {
    en: 'First fit, which left larger rests, serves them all: the tightest hole now was not the best for what came later.',
    'zh-CN': '首次适应留下的剩余较大，反而全部满足：眼下最贴合的空洞，对后来的请求未必最好。',
  },
  best: {
    en: 'Best fit serves them all: it kept the large hole for the large request.',
    'zh-CN': '最佳适应全部满足：它把大空洞留给了大请求。',
  },
  neither: {
    en: 'The other rule fails too.',
    'zh-CN': '另一条规则也一样失败。',
  },
};
