/** Wrong rules about marking by spans (Green Tea). */
import { flood, greenTea } from '../../simulator/go/green-tea.ts';
import type { SpanHeap } from '../../simulator/go/green-tea.ts';
import type { WrongCollector } from './misconception.ts';

/** Each visit scans one object, as before. */
const objectAtATime: WrongCollector = {
  id: 'object-at-a-time',
  name: {
    en: 'Every visit scans one object',
    'zh-CN': '每次只扫描一个对象',
  },
  refutation: {
    en: 'That is the flood that Green Tea replaced: a work list of objects. Here the list holds spans, and while one waits, more of its objects are seen; the visit then scans them all, side by side in memory.',
    'zh-CN':
      '那是 Green Tea 取代了的做法：工作表里放的是对象。现在表里放的是跨度；它等待的时候，里面又有别的对象被看到，轮到它时就一起扫描，它们在内存里挨在一起。',
  },
  go: { visits: (heap) => flood(heap).order.map((object) => [object]) },
};

/** A span is visited once and is done. */
const spanOnce: WrongCollector = {
  id: 'span-once',
  name: { en: 'Each span is visited once', 'zh-CN': '每个跨度只去一次' },
  refutation: {
    en: 'When a span has been visited, an object in it may still be seen for the first time, from another span. Then it must be queued again, or that object’s fields would never be looked at.',
    'zh-CN':
      '一个跨度去过之后，里面的对象还可能从别的跨度第一次被看到。这时它必须重新排队，否则那个对象的字段就永远没人查看。',
  },
  go: {
    visits: (heap) => {
      const { scanned } = greenTea(heap);
      return heap.spans
        .map(({ objects }) => objects.filter((object) => scanned.has(object)))
        .filter((objects) => objects.length > 0);
    },
  },
};

/** A visit scans all objects of the span. */
const wholeSpan: WrongCollector = {
  id: 'whole-span',
  name: { en: 'A visit scans the whole span', 'zh-CN': '一次把整个跨度都扫描' },
  refutation: {
    en: 'Then garbage beside a live object would be marked through, and kept with all it refers to. A visit scans what is *seen and not yet scanned*: two bits for each slot tell which.',
    'zh-CN':
      '那样活对象旁边的垃圾也会被顺着标记，连同它引用的一切都留下来。一次只扫描**已看到而还没扫描**的：每个小格有两个比特，一比便知。',
  },
  go: { visits: (heap) => visitsOfWholeSpans(heap) },
};

function visitsOfWholeSpans(heap: SpanHeap): readonly (readonly string[])[] {
  const spanOf = new Map(
    heap.spans.flatMap((span) => span.objects.map((object) => [object, span] as const)),
  );
  const queued = new Set<string>();
  const visits: (readonly string[])[] = [];
  const waiting: (readonly string[])[] = [];
  const see = (object: string): void => {
    const span = spanOf.get(object);
    if (span === undefined || queued.has(span.name)) return;
    queued.add(span.name);
    waiting.push(span.objects);
  };
  for (const root of heap.roots) see(root);
  for (let objects = waiting.shift(); objects !== undefined; objects = waiting.shift()) {
    visits.push(objects);
    for (const object of objects) for (const target of heap.references[object] ?? []) see(target);
  }
  return visits;
}

export const spanRules: readonly WrongCollector[] = [objectAtATime, spanOnce, wholeSpan];
