import type { Answer } from '../../../contract/course.ts';
import type { Operation } from '../../../simulator/operation.ts';
import { defaultSettings } from '../../../simulator/settings.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import type { Chance } from '../../random.ts';
import { distractors, numberAnswer, orderAnswer } from '../answers.ts';
import { atEnd, mention } from '../counting/design.ts';
import { typeOf, variableOf } from '../marking/graph.ts';
import type { Draft, Level, Perform, QuestionType } from '../type.ts';

const granule = 8;
const settings = { ...defaultSettings, heapBytes: 1024, markBits: 'bitmap' } as const;

function sideBySide(chance: Chance, count: number, most: number): readonly Operation[] {
  return Array.from({ length: count }, (_, at): Operation => ({
    kind: 'alloc',
    slot: variableOf(at + 1),
    type: typeOf(at + 1),
    bytes: granule * chance.between(1, most),
    fields: 0,
  }));
}

/** Which bit of the bitmap belongs to this object? At level 3 the other way about: whose is this bit? */
export const markBit: QuestionType = {
  id: 'mark-bit',
  concept: 'mark-bitmap',
  title: { en: 'An object’s bit', 'zh-CN': '对象对应的位' },
  misconceptions: ['bit-per-object', 'bit-per-byte'],
  draft: (chance, level, perform) =>
    level === 3 ? objectOfBit(chance, perform) : bitOfObject(chance, level, perform),
};

function bitOfObject(chance: Chance, level: Level, perform: Perform): Draft | null {
  const count = level + 3;
  const operations = sideBySide(chance, count, level * 3);
  const history = perform(operations, settings);
  const object = chance.between(2, count);
  const found = history.frame(history.recording.length).objects.find(({ id }) => id === object);
  if (found === undefined) return null;
  const answer = numberAnswer(found.address / granule);
  const wrong = distractors(
    [answer],
    [
      ['bit-per-object', numberAnswer(object - 1)],
      ['bit-per-byte', numberAnswer(found.address)],
    ] satisfies (readonly [MisconceptionId, Answer])[],
    2,
  );
  if (wrong === null) return null;
  return {
    operations,
    settings,
    ask: atEnd,
    reveal: atEnd,
    listed: false,
    prompt: {
      en: `Mark bits stand in a bitmap beside the heap: one bit for each granule of ${granule} bytes, numbered from 0. ${mention(object)} lies at {{address(#${object})}}. What is the number of its bit?`,
      'zh-CN': `标记位放在堆旁边的位图里：每 ${granule} 字节的粒度一位，从 0 编号。${mention(object)} 的地址是 {{address(#${object})}}。它对应第几号位？`,
    },
    explanation: {
      en: `{{address(#${object})}} ÷ ${granule} = {{address(#${object}) / ${granule}}}. For this heap of {{bytes.heap}} bytes the bitmap has {{bytes.heap / ${granule}}} bits, that is {{bytes.heap / ${granule * 8}}} bytes; most of them are never set, because no object begins there.`,
      'zh-CN': `{{address(#${object})}} ÷ ${granule} = {{address(#${object}) / ${granule}}}。这个堆有 {{bytes.heap}} 字节，位图就有 {{bytes.heap / ${granule}}} 位，即 {{bytes.heap / ${granule * 8}}} 字节；其中多数永远不会置位，因为没有对象从那里开始。`,
    },
    form: () => ({ kind: 'number', unit: null }),
    accepted: [answer],
    wrong,
  };
}

function objectOfBit(chance: Chance, perform: Perform): Draft | null {
  const count = chance.between(7, 9);
  const operations = sideBySide(chance, count, 2);
  const history = perform(operations, settings);
  const { objects } = history.frame(history.recording.length);
  // A bit whose number is also the ordinal of some object.
  const found = chance.pick(
    objects.filter(({ address }) => address > 0 && address / granule < count),
  );
  if (found === undefined) return null;
  const bit = found.address / granule;
  const atByte = objects.find(({ address, size }) => address <= bit && bit < address + size);
  const answer = orderAnswer([found.id]);
  const wrong = distractors(
    [answer],
    [
      ['bit-per-object', orderAnswer([bit + 1])],
      ['bit-per-byte', atByte === undefined ? null : orderAnswer([atByte.id])],
    ] satisfies (readonly [MisconceptionId, Answer | null])[],
    2,
  );
  if (wrong === null) return null;
  return {
    operations,
    settings,
    ask: atEnd,
    reveal: atEnd,
    listed: false,
    prompt: {
      en: `Mark bits stand in a bitmap beside the heap: one bit for each granule of ${granule} bytes, numbered from 0. Bit ${bit} is set. Choose the object whose mark it is.`,
      'zh-CN': `标记位放在堆旁边的位图里：每 ${granule} 字节的粒度一位，从 0 编号。第 ${bit} 号位置位了。请选出它标记的对象。`,
    },
    explanation: {
      en: `Bit ${bit} stands for the granule at ${bit} · ${granule} = {{address(#${found.id})}}, and there ${mention(found.id)} begins. The bits of its other granules are never set.`,
      'zh-CN': `第 ${bit} 号位对应地址 ${bit} · ${granule} = {{address(#${found.id})}} 处的粒度，${mention(found.id)} 就从那里开始。它其余的粒度对应的位永远不会置位。`,
    },
    form: () => ({
      kind: 'order',
      candidates: objects.map(({ id }) => id),
      length: 1,
    }),
    accepted: [answer],
    wrong,
  };
}
