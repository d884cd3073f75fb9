import type { Answer } from '../../../contract/course.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { fitRules, placeAll } from '../../misconceptions/placing.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { afterOperation, atEnd } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';
import { firstOfEach, mapWithHoles, requestsFor, ruleNames } from './heap-map.ts';

const rules = ['first-anyway', 'roomiest', 'high-end', 'no-split'] as const;

/** At which address does the last of these requests end up? */
export const fitAddress: QuestionType = {
  id: 'fit-address',
  concept: 'fit-rules',
  title: { en: 'The address returned', 'zh-CN': '分配到的地址' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const map = mapWithHoles(chance, level);
    const rule = chance.pick(fitRules);
    const requests = Array.from({ length: level }, () => chance.between(2, 14));
    const expected = placeAll(rule, map.holes, requests).at(-1);
    if (expected === undefined || expected === null) return null;
    const foreseen = firstOfEach(
      rules.map((id): readonly [MisconceptionId, Answer | null] => {
        const address = wrongCollector(id)?.places?.(rule, map.holes, requests).at(-1);
        return [id, address === undefined || address === null ? null : numberAnswer(address)];
      }),
    );
    if (distractors([numberAnswer(expected)], foreseen, 2) === null) return null;
    const operations = [...map.operations, ...requestsFor(requests)];
    const settings = { ...map.settings, allocator: rule };
    const history = perform(operations, settings);
    const object = map.blocks.length + map.holes.length + requests.length;
    const found = history.frame(history.recording.length).objects.find(({ id }) => id === object);
    if (found === undefined) return null;
    const answer = numberAnswer(found.address);
    const wrong = distractors([answer], foreseen, 2);
    if (wrong === null) return null;
    const name = ruleNames[rule];
    return {
      operations,
      settings,
      ask: afterOperation(map.operations.length),
      reveal: atEnd,
      listed: false,
      prompt:
        level === 1
          ? {
              en: `The allocator follows **${name.en}**. A request for ${requests[0]} cells comes. Which address does it get?`,
              'zh-CN': `分配器按**${name['zh-CN']}**工作。来了一个 ${requests[0]} 个单元的请求，它得到的地址是多少？`,
            }
          : {
              en: `The allocator follows **${name.en}**${rule === 'next-fit' ? ', its pointer at address 0' : ''}. Requests for ${requests.join(', ')} cells come in this order. Which address does the *last* one get?`,
              'zh-CN': `分配器按**${name['zh-CN']}**工作${rule === 'next-fit' ? '，游标在地址 0' : ''}。依次来了大小为 ${requests.join('、')} 个单元的请求。**最后**一个得到的地址是多少？`,
            },
      explanation: {
        en: `${name.en[0]?.toUpperCase() ?? ''}${name.en.slice(1)} ${because[rule].en}. The low end is given out: {{#${object}}} lies at {{address(#${object})}}, and what is left of its hole stays free behind it.`,
        'zh-CN': `${name['zh-CN']}${because[rule]['zh-CN']}。交出的是低端：{{#${object}}} 的地址是 {{address(#${object})}}，空洞剩下的部分留在它后面，仍然空闲。`,
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};

const because = {
  'first-fit': {
    en: 'takes the hole with the lowest address among those that fit',
    'zh-CN': '在放得下的空洞里取地址最低的',
  },
  'next-fit': {
    en: 'begins at the hole where the search before it ended, and comes back to the lowest address at the end of the heap',
    'zh-CN': '从上一次查找停下的地方找起，到堆的末尾再绕回最低地址',
  },
  'best-fit': {
    en: 'takes the smallest hole that fits, the lowest of equal ones',
    'zh-CN': '取放得下的空洞里最小的，一样小就取地址低的',
  },
  'worst-fit': {
    en: 'takes the largest hole, the lowest of equal ones',
    'zh-CN': '取最大的空洞，一样大就取地址低的',
  },
} as const;
