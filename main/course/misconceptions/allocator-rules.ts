/** Wrong rules about Go's allocator: what an object takes, what a span holds, when pages go back. */
import { pageBytes, sizeClassOf } from '../../simulator/go/size-classes.ts';
import type { GoRequest } from './go-rules.ts';
import type { WrongCollector } from './misconception.ts';

const inWords = (bytes: number): number => Math.ceil(bytes / 8) * 8;
const slotOf = ({ bytes, pointers }: GoRequest): number => sizeClassOf(bytes, pointers).bytes;

/** Spans that requests need when each span takes those that `kind` calls alike. */
function spansByKind(requests: readonly GoRequest[], kind: (request: GoRequest) => string): number {
  const counts = new Map<string, { readonly each: number; count: number }>();
  for (const request of requests) {
    const known = counts.get(kind(request)) ?? {
      each: sizeClassOf(request.bytes, request.pointers).perSpan,
      count: 0,
    };
    known.count += 1;
    counts.set(kind(request), known);
  }
  return [...counts.values()].reduce((sum, { each, count }) => sum + Math.ceil(count / each), 0);
}

const wordsOnly: WrongCollector = {
  id: 'words-only',
  name: { en: 'A block is cut to the object, in whole words', 'zh-CN': '块按对象裁，取整到字' },
  refutation: {
    en: 'Blocks cut to measure leave holes of every size, and each allocation has to look for one. Go rounds up to a size class: any free slot of the class fits, and finding it takes one bit.',
    'zh-CN':
      '按需裁剪会留下大大小小的空洞，每次分配都得找。Go 向上取整到尺寸级别：同级别的空格个个合适，看一个比特就找到了。',
  },
  // Blocks cut to measure from one list, as in lesson 4.
  replay: (operations, settings) => ({
    operations,
    settings: { ...settings, allocator: 'first-fit' },
  }),
  go: {
    slotOf: ({ bytes }) => inWords(bytes),
    perSpan: ({ bytes, pointers }) =>
      Math.floor((sizeClassOf(bytes, pointers).pages * pageBytes) / inWords(bytes)),
  },
};

const headerForgotten: WrongCollector = {
  id: 'header-forgotten',
  name: {
    en: 'Pointers make no difference to an object’s size',
    'zh-CN': '有没有指针，对象大小都一样',
  },
  refutation: {
    en: 'The collector must know where the pointers are. Above 512 bytes an object with pointers carries eight bytes that say so, and those may push it into the next class.',
    'zh-CN':
      '回收器必须知道指针在哪里。超过 512 字节的带指针对象，要多带八个字节来说明，这八个字节可能把它挤进上一级。',
  },
  go: {
    slotOf: ({ bytes }) => sizeClassOf(bytes, false).bytes,
    perSpan: ({ bytes, pointers }) => sizeClassOf(bytes, pointers && bytes <= 512).perSpan,
  },
};

const bitmapForgotten: WrongCollector = {
  id: 'bitmap-forgotten',
  name: { en: 'A span is all slots', 'zh-CN': '跨度里全是小格' },
  refutation: {
    en: 'For small objects with pointers the span’s last 128 bytes hold a bit for each of its words: pointer or not. They are no slots.',
    'zh-CN':
      '装带指针的小对象时，跨度末尾 128 字节给每个字记着一个比特：是不是指针。那里不是小格。',
  },
  go: {
    perSpan: (request) =>
      Math.floor(
        (sizeClassOf(request.bytes, request.pointers).pages * pageBytes) / slotOf(request),
      ),
  },
};

const sharedSpans: WrongCollector = {
  id: 'shared-spans',
  name: { en: 'Objects of all sizes share a span', 'zh-CN': '各种大小的对象混在一个跨度里' },
  refutation: {
    en: 'Then a slot’s place couldn’t be computed from its number, and freeing would leave holes of all sizes. A span has *one* class; a second class needs a second span, even for a single object.',
    'zh-CN':
      '那样就不能由编号算出小格的位置，释放之后又会留下大小不一的空洞。一个跨度只有**一个**级别；第二个级别就要第二个跨度，哪怕只装一个对象。',
  },
  go: {
    spansFor: (requests) =>
      Math.ceil(requests.reduce((sum, request) => sum + slotOf(request), 0) / pageBytes),
  },
};

const pointersAlike: WrongCollector = {
  id: 'pointers-alike',
  name: {
    en: 'Objects of one class share spans, with or without pointers',
    'zh-CN': '同一级别的对象共用跨度，不论有无指针',
  },
  refutation: {
    en: 'A span is for one class *and* for objects with pointers or without. So marking knows of a whole span that there is nothing to look for in it.',
    'zh-CN':
      '一个跨度只给一个级别，**而且**要么全有指针，要么全无指针。这样标记就知道，整个跨度里没什么可看的。',
  },
  go: { spansFor: (requests) => spansByKind(requests, (request) => String(slotOf(request))) },
};

const freedGoesBack: WrongCollector = {
  id: 'freed-goes-back',
  name: {
    en: 'Freed memory goes back at once: half the objects, half the heap',
    'zh-CN': '释放的内存马上归还：对象少一半，堆就小一半',
  },
  refutation: {
    en: 'Pages go back as whole spans. One live object keeps all of its span in use, because it can’t be moved; what was freed beside it is free for *its class* only.',
    'zh-CN':
      '页是整个跨度一起归还的。只要还有一个活对象，整个跨度就得留着，因为它不能挪动；旁边释放出来的小格，只能给**同级别**的对象用。',
  },
  go: {
    spansLeft: (taken, slot) =>
      Math.ceil((taken.reduce((sum, count) => sum + count, 0) * slot) / pageBytes),
  },
};

const spansStay: WrongCollector = {
  id: 'spans-stay',
  name: { en: 'What the heap has taken it never gives back', 'zh-CN': '堆拿到的内存从不归还' },
  refutation: {
    en: 'When the last object of a span is swept, its pages go back to the page heap, and any class can have them. (From there, unused pages are returned to the system, too.)',
    'zh-CN':
      '跨度里最后一个对象被清扫时，它的页就还给页堆，任何级别都可以再用。（长期不用的页还会从那里还给操作系统。）',
  },
  go: { spansLeft: (taken) => taken.length },
};

const behindTheLast: WrongCollector = {
  id: 'behind-the-last',
  name: { en: 'A new object goes behind the last one', 'zh-CN': '新对象放在最后一个的后面' },
  refutation: {
    en: 'That is a bump allocator, which needs a heap without holes. Nothing moves in Go, so freed slots must be filled again: the first free one is taken.',
    'zh-CN':
      '那是移动指针式分配，需要没有空洞的堆。Go 里什么都不挪，所以空出来的小格必须再用上：取第一个空格。',
  },
  go: {
    nextAt: (slots) => {
      const last = slots.findLast(({ free, fits }) => !free && fits);
      return last === undefined ? null : last.address + last.size;
    },
  },
};

const anyHole: WrongCollector = {
  id: 'any-hole',
  name: { en: 'Any hole that is large enough will do', 'zh-CN': '够大的空洞随便哪个都行' },
  refutation: {
    en: 'That is first fit. A hole in a span of *another* class is made of that class’s slots; an object put there would lie across their borders.',
    'zh-CN':
      '那是首次适应。**别的**级别的跨度里，空洞是由那个级别的小格拼成的；把对象放进去，就会横跨几个格子。',
  },
  // Blocks cut to measure from one list, as in lesson 4.
  replay: (operations, settings) => ({
    operations,
    settings: { ...settings, allocator: 'first-fit' },
  }),
  go: {
    nextAt: (slots, size) => {
      let start: number | null = null;
      let room = 0;
      for (const { address, size: each, free } of slots) {
        if (!free || (start !== null && start + room !== address)) {
          start = free ? address : null;
          room = free ? each : 0;
        } else {
          start ??= address;
          room += each;
        }
        if (start !== null && room >= size) return start;
      }
      return null;
    },
  },
};

const fewest = (spans: readonly (readonly number[])[]): number =>
  Math.min(...spans.map(({ length }) => length));

const fromTheEnd: WrongCollector = {
  id: 'from-the-end',
  name: { en: 'The heap shrinks from its end', 'zh-CN': '堆从末尾往回缩' },
  refutation: {
    en: 'So it is with a heap that has one top. Go’s page heap takes pages back anywhere. What counts is that *one span* is left without objects, wherever it lies.',
    'zh-CN':
      '只有一个顶端的堆才这样。Go 的页堆在哪儿都能收回页。要紧的是有**一个跨度**空了，不管它在哪里。',
  },
  go: { toDrop: (spans) => spans.flat().slice(-fewest(spans)) },
};

const oldestFirst: WrongCollector = {
  id: 'oldest-first',
  name: { en: 'Drop the oldest objects', 'zh-CN': '丢掉最老的对象' },
  refutation: {
    en: 'Age says nothing about who shares a span with whom after slots have been filled again. Look for the span with the fewest objects left.',
    'zh-CN': '小格反复填用之后，年龄说明不了谁和谁在同一个跨度。要找的是剩下对象最少的跨度。',
  },
  go: {
    toDrop: (spans) =>
      spans
        .flat()
        .sort((left, right) => left - right)
        .slice(0, fewest(spans)),
  },
};

export const allocatorRules: readonly WrongCollector[] = [
  wordsOnly,
  headerForgotten,
  bitmapForgotten,
  sharedSpans,
  pointersAlike,
  freedGoesBack,
  spansStay,
  behindTheLast,
  anyHole,
  fromTheEnd,
  oldestFirst,
];
