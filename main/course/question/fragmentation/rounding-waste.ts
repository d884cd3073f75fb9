import type { Answer } from '../../../contract/course.ts';
import { defaultSettings } from '../../../simulator/settings.ts';
import type { HeapSettings } from '../../../simulator/settings.ts';
import type { Both } from '../../format/schemas.ts';
import { powerFor } from '../../misconceptions/buddies.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import type { Chance } from '../../random.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { afterOperation, atEnd } from '../counting/design.ts';
import { firstOfEach } from '../fits/heap-map.ts';
import type { Draft, Level, Perform, QuestionType } from '../type.ts';
import { request } from './buddy-heap.ts';

/** Go's first size classes (runtime/sizeclasses.go), in bytes. */
const classes = [8, 16, 24, 32, 48, 64, 80, 96, 112, 128] as const;

type Rounding = (size: number) => number;

interface Scheme {
  readonly id: string;
  readonly concept: string;
  readonly title: Both;
  readonly settings: HeapSettings;
  readonly unit: Both;
  readonly how: Both;
  /** The true block of a request, and what wrong rules take for it. */
  readonly block: Rounding;
  readonly rules: readonly (readonly [MisconceptionId, Rounding])[];
  readonly size: (chance: Chance) => number;
}

const nearest: Rounding = (size) =>
  classes.reduce((best, each) => (Math.abs(each - size) < Math.abs(best - size) ? each : best));

const powers: Scheme = {
  id: 'power-waste',
  concept: 'internal-fragmentation',
  title: { en: 'What powers of two waste', 'zh-CN': '二的幂浪费多少' },
  settings: {
    ...defaultSettings,
    geometry: 'cells',
    heapBytes: 256,
    collector: 'manual',
    allocator: 'buddy',
  },
  unit: { en: 'cells', 'zh-CN': '单元' },
  how: {
    en: 'A block has the smallest power of two of cells that is large enough.',
    'zh-CN': '块的大小是够用的二的幂中最小的。',
  },
  block: powerFor,
  rules: [
    ['always-doubles', (size) => 2 ** (Math.floor(Math.log2(size)) + 1)],
    ['rounding-is-free', (size) => size],
  ],
  // Exact powers now and then: they are where rules part.
  size: (chance) => (chance.oneIn(3) ? 2 ** chance.between(1, 4) : chance.between(3, 30)),
};

const sizeClasses: Scheme = {
  id: 'class-waste',
  concept: 'size-classes',
  title: { en: 'What size classes waste', 'zh-CN': '尺寸级别浪费多少' },
  settings: { ...defaultSettings, heapBytes: 131_072, collector: 'manual', allocator: 'go' },
  unit: { en: 'bytes', 'zh-CN': '字节' },
  how: {
    en: `The size classes are ${classes.join(', ')} bytes, Go’s first ten.`,
    'zh-CN': `尺寸级别依次为 ${classes.join('、')} 字节，即 Go 的前十级。`,
  },
  block: (size) => classes.find((each) => each >= size) ?? 0,
  rules: [
    ['powers-only', (size) => Math.max(8, powerFor(size))],
    ['nearest-class', nearest],
    ['rounding-is-free', (size) => size],
  ],
  size: (chance) => chance.between(1, 128),
};

function draftOf(scheme: Scheme, chance: Chance, level: Level, perform: Perform): Draft | null {
  const sizes = Array.from({ length: level + 1 }, () => scheme.size(chance));
  const waste = (rounding: Rounding): Answer =>
    numberAnswer(sizes.reduce((sum, size) => sum + rounding(size) - size, 0));
  // A block that is too small is no waste that anybody would add up.
  const foreseen = firstOfEach(
    scheme.rules.flatMap(([id, rounding]) =>
      sizes.reduce((sum, size) => sum + rounding(size) - size, 0) < 0
        ? []
        : [[id, waste(rounding)] as const],
    ),
  );
  if (distractors([waste(scheme.block)], foreseen, 2) === null) return null;
  const operations = sizes.map((size, at) => request(at + 1, size));
  const history = perform(operations, scheme.settings);
  const { objects } = history.frame(history.recording.length);
  if (objects.length < sizes.length) return null;
  const answer = numberAnswer(objects.reduce((sum, { size, payload }) => sum + size - payload, 0));
  const wrong = distractors([answer], foreseen, 2);
  if (wrong === null) return null;
  const blocks = objects.map(({ id }) => `{{size(#${id})}}`);
  return {
    operations,
    settings: scheme.settings,
    ask: afterOperation(0),
    reveal: atEnd,
    listed: false,
    prompt: {
      en: `${scheme.how.en} Requests for ${sizes.join(', ')} ${scheme.unit.en} come. How many ${scheme.unit.en} are wasted inside their blocks, all together?`,
      'zh-CN': `${scheme.how['zh-CN']}依次申请 ${sizes.join('、')} 个${scheme.unit['zh-CN']}。这些块里面一共浪费多少${scheme.unit['zh-CN']}？`,
    },
    explanation: {
      en: `The blocks have ${blocks.join(', ')}, together {{bytes.allocated}}; asked for were ${sizes.reduce((sum, size) => sum + size, 0)}. {{percent(fragmentation.internal)}} of what is allocated is internal fragmentation.`,
      'zh-CN': `块的大小依次是 ${blocks.join('、')}，合计 {{bytes.allocated}}；申请的合计 ${sizes.reduce((sum, size) => sum + size, 0)}。已分配的内存里，内部碎片占 {{percent(fragmentation.internal)}}。`,
    },
    form: () => ({ kind: 'number', unit: null }),
    accepted: [answer],
    wrong,
  };
}

const typeFor = (scheme: Scheme): QuestionType => ({
  id: scheme.id,
  concept: scheme.concept,
  title: scheme.title,
  misconceptions: scheme.rules.map(([id]) => id),
  draft: (chance, level, perform) => draftOf(scheme, chance, level, perform),
});

/** What a buddy system wastes inside its blocks. */
export const powerWaste: QuestionType = typeFor(powers);
/** What Go's size classes waste inside their blocks. */
export const classWaste: QuestionType = typeFor(sizeClasses);
