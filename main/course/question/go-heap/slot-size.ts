import type { Answer } from '../../../contract/course.ts';
import { sizeClassOf } from '../../../simulator/go/size-classes.ts';
import type { GoRequest } from '../../misconceptions/go-rules.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import type { Chance } from '../../random.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { firstOfEach } from '../fits/heap-map.ts';
import type { Draft, Level, QuestionType } from '../type.ts';
import { afterOperation, allocation, goSettings, requestWords } from './go-heap.ts';

const rules = ['header-forgotten', 'words-only'] as const;
const slotsNearby = [48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256] as const;

function randomRequest(chance: Chance, level: Level): GoRequest {
  if (level === 1) return { bytes: chance.between(33, 256), pointers: chance.oneIn(2) };
  if (level === 3 && chance.oneIn(3))
    return { bytes: chance.between(32_769, 60_000), pointers: false };
  // Just at a class the header decides.
  const bytes = 8 * chance.between(65, 256);
  return chance.oneIn(2)
    ? { bytes: sizeClassOf(bytes, false).bytes, pointers: true }
    : { bytes, pointers: chance.oneIn(2) };
}

/** How many bytes does an object take? */
export const slotSize: QuestionType = {
  id: 'slot-size',
  concept: 'go-size-classes',
  title: { en: 'What an object takes in Go', 'zh-CN': 'Go 里一个对象占多大' },
  misconceptions: [...rules, 'powers-only'],
  draft(chance, level, perform): Draft | null {
    const request = randomRequest(chance, level);
    const expected = sizeClassOf(request.bytes, request.pointers);
    const foreseen: (readonly [MisconceptionId, Answer])[] = rules.map((id) => [
      id,
      numberAnswer(wrongCollector(id)?.go?.slotOf?.(request) ?? request.bytes),
    ]);
    const power = 2 ** Math.ceil(Math.log2(request.bytes));
    const all = firstOfEach([...foreseen, ['powers-only', numberAnswer(power)]]);
    const least = level === 1 ? 2 : 1;
    if (distractors([numberAnswer(expected.bytes)], all, least) === null) return null;
    const operations = [allocation(1, request)];
    const settings = goSettings(Math.max(2, expected.pages));
    const history = perform(operations, settings);
    const made = history.events.find((event) => event.event === 'alloc');
    if (made?.event !== 'alloc') return null;
    const answer = numberAnswer(made.size);
    const wrong = distractors([answer], all, least);
    if (wrong === null) return null;
    const words = requestWords(request);
    const near = tableAround(request.bytes);
    return {
      operations,
      settings,
      ask: afterOperation(0),
      reveal: afterOperation(1),
      listed: false,
      prompt: {
        en: `An object of ${words.en} is made in Go. How many bytes does it take? (${near.en})`,
        'zh-CN': `在 Go 里新建一个对象：${words['zh-CN']}。它占多少字节？（${near['zh-CN']}）`,
      },
      explanation: explained(request, expected.index),
      form: (language) => ({ kind: 'number', unit: language === 'en' ? 'bytes' : '字节' }),
      accepted: [answer],
      wrong,
    };
  },
};

/** The classes around a size, so that nobody has to know the table by heart. */
function tableAround(bytes: number): { readonly en: string; readonly 'zh-CN': string } {
  if (bytes > 32_768)
    return {
      en: 'There are no classes above 32768; a page has 8192 bytes.',
      'zh-CN': '32768 以上没有级别；一页是 8192 字节。',
    };
  const listed = bytes <= 256 ? slotsNearby : classesAround(bytes);
  return {
    en: `Classes: ${listed.join(', ')}.`,
    'zh-CN': `级别：${listed.join('、')}。`,
  };
}

function classesAround(bytes: number): readonly number[] {
  const found = new Set<number>();
  for (let size = Math.max(1, Math.floor(bytes / 2)); size <= bytes * 1.6; size += 16)
    found.add(sizeClassOf(size, false).bytes);
  return [...found];
}

function explained(
  { bytes, pointers }: GoRequest,
  index: number,
): { readonly en: string; readonly 'zh-CN': string } {
  if (index === 0)
    return {
      en: 'There is no class for it, so it gets whole pages of its own: {{size(#1)}} bytes. Nobody else can use the rest of the last page.',
      'zh-CN': '它没有对应的级别，所以得到整页：{{size(#1)}} 字节。最后一页剩下的，别人用不上。',
    };
  const header = pointers && bytes > 512;
  return {
    en: `${header ? `With pointers and above 512 bytes it carries a header of eight: ${bytes} + 8 = ${bytes + 8}. The` : 'The'} smallest class that holds it has {{size(#1)}}; {{size(#1) - ${bytes}}} bytes serve nobody.`,
    'zh-CN': `${header ? `它有指针，又超过 512 字节，要带八字节的头：${bytes} + 8 = ${bytes + 8}。` : ''}装得下它的最小级别是 {{size(#1)}}；有 {{size(#1) - ${bytes}}} 个字节没有派上用场。`,
  };
}
