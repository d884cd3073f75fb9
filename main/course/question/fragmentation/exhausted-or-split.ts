import type { FreeBlock, MisconceptionId } from '../../misconceptions/misconception.ts';
import { distractors } from '../answers.ts';
import { choiceAnswer, choiceForm } from '../choices.ts';
import { afterOperation, atEnd } from '../counting/design.ts';
import { firstOfEach, mapWithHoles, requestsFor } from '../fits/heap-map.ts';
import type { Draft, QuestionType } from '../type.ts';

const texts = {
  served: { en: 'It is served', 'zh-CN': '请求成功' },
  split: {
    en: 'It fails: enough is free, but not in one piece',
    'zh-CN': '失败：空闲总量够，但不在一块里',
  },
  exhausted: { en: 'It fails: too little is free', 'zh-CN': '失败：空闲总量就不够' },
} as const;
type Outcome = keyof typeof texts;

const totalOf = (holes: readonly FreeBlock[]): number =>
  holes.reduce((sum, { size }) => sum + size, 0);

/** What each wrong rule expects of a request. */
const expectations: Readonly<
  Record<
    'M12' | 'average-hole' | 'blame-holes',
    (holes: readonly FreeBlock[], request: number) => Outcome
  >
> = {
  M12: (holes, request) => (request <= totalOf(holes) ? 'served' : 'exhausted'),
  'average-hole': (holes, request) => {
    if (request * holes.length <= totalOf(holes)) return 'served';
    return request <= totalOf(holes) ? 'split' : 'exhausted';
  },
  'blame-holes': (holes, request) =>
    holes.some(({ size }) => size >= request) ? 'served' : 'split',
};
const rules = ['M12', 'average-hole', 'blame-holes'] as const;

/** Is a request served, and if not, is memory exhausted or only cut up? */
export const exhaustedOrSplit: QuestionType = {
  id: 'exhausted-or-split',
  concept: 'external-fragmentation',
  title: { en: 'Exhausted or fragmented', 'zh-CN': '耗尽还是碎片' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const map = mapWithHoles(chance, level);
    const total = totalOf(map.holes);
    const largest = Math.max(0, ...map.holes.map(({ size }) => size));
    const request = chance.pick([
      chance.between(Math.floor(total / map.holes.length) + 1, largest),
      chance.between(largest + 1, total),
      chance.between(total + 1, total + 6),
    ]);
    const expected: Outcome =
      request <= largest ? 'served' : request <= total ? 'split' : 'exhausted';
    const foreseen = firstOfEach(
      rules.map((id): readonly [MisconceptionId, ReturnType<typeof choiceAnswer>] => [
        id,
        choiceAnswer(expectations[id](map.holes, request)),
      ]),
    );
    if (distractors([choiceAnswer(expected)], foreseen, 1) === null) return null;
    const operations = [...map.operations, ...requestsFor([request])];
    const history = perform(operations, map.settings);
    const failure = history.events.find(({ event }) => event === 'oom');
    const outcome: Outcome =
      failure?.event !== 'oom' ? 'served' : failure.request <= failure.free ? 'split' : 'exhausted';
    const answer = choiceAnswer(outcome);
    const wrong = distractors([answer], foreseen, 1);
    if (wrong === null) return null;
    const done = map.operations.length;
    return {
      operations,
      settings: map.settings,
      ask: afterOperation(done),
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `A request for ${request} cells comes next. What becomes of it?`,
        'zh-CN': `接下来有一个 ${request} 个单元的请求。结果怎样？`,
      },
      explanation: {
        en: `{{bytes.free at operation:${done}}} cells were free, {{bytes.largestFree at operation:${done}}} of them in the largest hole. ${because[outcome].en}`,
        'zh-CN': `当时空闲的单元共 {{bytes.free at operation:${done}}} 个，最大的空洞是 {{bytes.largestFree at operation:${done}}}。${because[outcome]['zh-CN']}`,
      },
      form: choiceForm(texts),
      accepted: [answer],
      wrong,
    };
  },
};

const because = {
  served: {
    en: 'One hole that is large enough is all it takes.',
    'zh-CN': '只要有一个空洞够大就行。',
  },
  split: {
    en: 'Pushed together the holes would do; as they are, none does.',
    'zh-CN': '推到一起就够了；照现在这样，没有一个够。',
  },
  exhausted: {
    en: 'Even pushed together the holes would be too small.',
    'zh-CN': '就算推到一起也不够。',
  },
} as const;
