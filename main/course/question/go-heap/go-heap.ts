/** Objects in Go's allocator, as operations: each in a variable of its own. */
import type { ObjectId } from '../../../simulator/event.ts';
import type { Operation } from '../../../simulator/operation.ts';
import { pageBytes } from '../../../simulator/go/size-classes.ts';
import type { HeapSettings } from '../../../simulator/settings.ts';
import { defaultSettings } from '../../../simulator/settings.ts';
import type { GoRequest } from '../../misconceptions/go-rules.ts';
import type { MomentReference } from '../../moment.ts';

/** Classes of which a span of one page holds a few objects, with bytes that just fill a slot. */
export const fewInSpan = [
  { slot: 1152, perSpan: 7 },
  { slot: 1280, perSpan: 6 },
  { slot: 2048, perSpan: 4 },
  { slot: 4096, perSpan: 2 },
] as const;

export const typeOf = (object: ObjectId): string => `T${object}`;
const slotOf = (object: ObjectId): string => `t${object}`;

export function allocation(object: ObjectId, { bytes, pointers }: GoRequest): Operation {
  return {
    kind: 'alloc',
    slot: slotOf(object),
    type: typeOf(object),
    bytes,
    fields: pointers ? 1 : 0,
  };
}

export const dropOf = (object: ObjectId): Operation => ({
  kind: 'root',
  slot: slotOf(object),
  from: null,
});

export const goSettings = (pages: number): HeapSettings => ({
  ...defaultSettings,
  allocator: 'go',
  heapBytes: pages * pageBytes,
});

export const afterOperation = (operation: number): MomentReference => ({
  before: false,
  point: { kind: 'operation', operation },
});
export const atEnd: MomentReference = { before: false, point: { kind: 'end' } };

/** A request in words. */
export function requestWords({ bytes, pointers }: GoRequest): {
  readonly en: string;
  readonly 'zh-CN': string;
} {
  return {
    en: `${bytes} bytes ${pointers ? 'with' : 'without'} pointers`,
    'zh-CN': `${bytes} 字节、${pointers ? '有' : '没有'}指针`,
  };
}
