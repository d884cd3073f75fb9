/** A small heap in spans of four objects, and marking by spans over it. */
import type { Operation } from '../../../simulator/operation.ts';
import { greenTea } from '../../../simulator/go/green-tea.ts';
import type { SpanHeap } from '../../../simulator/go/green-tea.ts';
import type { HeapSettings } from '../../../simulator/settings.ts';
import { defaultSettings } from '../../../simulator/settings.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import type { MomentReference } from '../../moment.ts';
import type { Chance } from '../../random.ts';
import type { Level } from '../type.ts';

const perSpan = 4;
const cellsEach = 2;
/** Cells of a span. */
export const spanCells = perSpan * cellsEach;
const letters = ['A', 'B', 'C', 'D'] as const;

export interface SpanGraph {
  readonly operations: readonly Operation[];
  readonly settings: HeapSettings;
  readonly heap: SpanHeap;
}

export type Visits = readonly (readonly string[])[];

/** Null where marking would be over too soon, or go too far. */
export function randomSpans(chance: Chance, level: Level): SpanGraph | null {
  const count = (level === 1 ? 2 : level + 1) * perSpan;
  const objects = Array.from({ length: count }, (_, at) => at + 1);
  const nameOf = (object: number): string =>
    `${letters[Math.floor((object - 1) / perSpan)] ?? 'A'}${((object - 1) % perSpan) + 1}`;
  const slot = (object: number): string => nameOf(object).toLowerCase();
  const references: Record<string, string[]> = {};
  const writes: Operation[] = [];
  for (const object of objects) {
    const targets = [0, 1].flatMap((field) => {
      const target = chance.oneIn(5, 2) ? chance.pick(objects.filter((id) => id !== object)) : null;
      if (target === null || target === undefined) return [];
      writes.push({ kind: 'write', slot: slot(object), field, from: slot(target) });
      return [String(target)];
    });
    references[object] = targets;
  }
  const roots = chance
    .shuffled(objects)
    .slice(0, level === 1 ? 1 : 2)
    .sort((left, right) => left - right);
  const heap: SpanHeap = {
    spans: Array.from({ length: count / perSpan }, (_, at) => ({
      name: String(at),
      objects: objects.slice(at * perSpan, (at + 1) * perSpan).map(String),
    })),
    references,
    roots: roots.map(String),
  };
  const { visits } = greenTea(heap);
  if (visits.length < 3 || visits.length > 7) return null;
  return {
    heap,
    operations: [
      ...objects.map((object): Operation => ({
        kind: 'alloc',
        slot: slot(object),
        type: nameOf(object),
        bytes: cellsEach,
        fields: 2,
      })),
      ...writes,
      ...objects
        .filter((object) => !roots.includes(object))
        .map((object): Operation => ({ kind: 'root', slot: slot(object), from: null })),
    ],
    settings: { ...defaultSettings, geometry: 'cells', heapBytes: count * cellsEach },
  };
}

export function visitsBy(id: MisconceptionId, heap: SpanHeap): Visits | null {
  return wrongCollector(id)?.go?.visits?.(heap) ?? null;
}

export function trueVisits(heap: SpanHeap): Visits {
  return greenTea(heap).visits.map(({ objects }) => objects);
}

export const atEnd: MomentReference = { before: false, point: { kind: 'end' } };

/** How marking by spans goes, in the words of the questions. */
export const howItGoes = {
  en: 'Marking goes by spans of four objects ({{#1}} … {{#4}} share one, and so on). A span is queued when an object in it is seen for the first time; the queue is first in, first out; a visit scans what is seen and not yet scanned. The roots come first, in their order.',
  'zh-CN':
    '标记按跨度进行，每个跨度四个对象（{{#1}} 到 {{#4}} 同在一个，依此类推）。跨度里有对象第一次被看到时，跨度进队；队列先进先出；轮到它时，扫描其中已看到而未扫描的对象。根按次序最先处理。',
} as const;
