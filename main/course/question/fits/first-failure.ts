import type { Answer } from '../../../contract/course.ts';
import { formatOperation } from '../../../simulator/script.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { fitRules, placeAll } from '../../misconceptions/placing.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, momentAnswer } from '../answers.ts';
import { afterOperation, atEnd } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';
import { firstOfEach, mapWithHoles, requestsFor, ruleNames } from './heap-map.ts';

const rules = ['M12', 'no-split'] as const;

/** Which request is the first that can't be met? Answered on the timeline. */
export const firstFailure: QuestionType = {
  id: 'first-failure',
  concept: 'splitting',
  title: { en: 'The first request that fails', 'zh-CN': '第一个失败的请求' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const map = mapWithHoles(chance, level);
    const rule = chance.pick(fitRules);
    const requests = Array.from({ length: level + 3 }, () => chance.between(3, 16));
    const done = map.operations.length;
    const momentOf = (addresses: readonly (number | null)[] | undefined): Answer | null => {
      const failed = addresses?.indexOf(null) ?? -1;
      return failed < 0 ? null : momentAnswer(done + failed + 1);
    };
    const expected = momentOf(placeAll(rule, map.holes, requests));
    if (expected === null) return null;
    const foreseen = firstOfEach(
      rules.map((id): readonly [MisconceptionId, Answer | null] => [
        id,
        momentOf(wrongCollector(id)?.places?.(rule, map.holes, requests)),
      ]),
    );
    const least = level === 1 ? 1 : 2;
    if (distractors([expected], foreseen, least) === null) return null;
    const operations = [...map.operations, ...requestsFor(requests)];
    const settings = { ...map.settings, allocator: rule };
    const history = perform(operations, settings);
    const failure = history.events.find(({ event }) => event === 'oom');
    if (failure?.event !== 'oom') return null;
    const answer = momentAnswer(failure.op);
    const wrong = distractors([answer], foreseen, least);
    if (wrong === null) return null;
    const name = ruleNames[rule];
    return {
      operations,
      settings,
      ask: afterOperation(done),
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `The allocator follows **${name.en}**. Requests for ${requests.join(', ')} cells come in this order, and nothing is freed. Which of them is the first that fails?`,
        'zh-CN': `分配器按**${name['zh-CN']}**工作。依次来了大小为 ${requests.join('、')} 个单元的请求，其间什么也不释放。第一个失败的是哪一个？`,
      },
      explanation: {
        en: `It asks for ${failure.request} cells. {{bytes.free}} are free, but in {{holes}} pieces: the largest hole has {{bytes.largestFree}}. The requests before it fitted, because what is left of a hole stays a hole.`,
        'zh-CN': `它要 ${failure.request} 个单元。空闲的共有 {{bytes.free}} 个，却分在 {{holes}} 处：最大的空洞只有 {{bytes.largestFree}}。在它之前的请求都放得下，因为空洞拆分后剩下的仍是空洞。`,
      },
      form: () => ({
        kind: 'moment',
        operations: operations
          .slice(done)
          .map((operation, at) => ({ operation: done + at + 1, text: formatOperation(operation) })),
      }),
      accepted: [answer],
      wrong,
    };
  },
};
