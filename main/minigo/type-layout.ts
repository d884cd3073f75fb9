/** Sizes, alignments and offsets in bytes, as Go lays types out on a 64-bit machine (amd64). */
import { underlying, type BasicName, type FieldOfStruct, type Type } from './types.ts';

const basicSizes: Readonly<Record<BasicName, number>> = {
  invalid: 8,
  bool: 1,
  int: 8,
  int8: 1,
  int16: 2,
  int32: 4,
  int64: 8,
  uint: 8,
  uint8: 1,
  uint16: 2,
  uint32: 4,
  uint64: 8,
  uintptr: 8,
  float32: 4,
  float64: 8,
  string: 16,
  'untyped bool': 1,
  'untyped int': 8,
  'untyped rune': 4,
  'untyped float': 8,
  'untyped string': 16,
  'untyped nil': 8,
};

/**
 * Largest type, in bytes, that a program may declare. What is larger belongs in a slice: a value of
 * such a type would be copied through registers, word by word.
 */
export const largestType = 16 * 2 ** 20;

function alignUp(offset: number, alignment: number): number {
  return Math.ceil(offset / alignment) * alignment;
}

/** Alignment of a value, 1 … 8. */
export function alignmentOf(type: Type): number {
  const under = underlying(type);
  switch (under.kind) {
    case 'basic':
      return Math.min(basicSizes[under.name], 8);
    case 'array':
      return alignmentOf(under.element);
    case 'struct':
      return placeFields(under.fields).alignment;
    default:
      return 8;
  }
}

/** Size of a value, padding at its end included. */
export function sizeOf(type: Type): number {
  const under = underlying(type);
  switch (under.kind) {
    case 'basic':
      return basicSizes[under.name];
    case 'array':
      return Math.max(under.length, 0) * sizeOf(under.element);
    case 'slice':
      return 24;
    case 'interface':
      return 16;
    case 'struct': {
      const { end, alignment } = placeFields(under.fields);
      const last = under.fields.at(-1);
      // A zero-sized last field gets a byte, so that its address lies within the struct.
      const used = last !== undefined && end > 0 && sizeOf(last.type) === 0 ? end + 1 : end;
      return alignUp(used, alignment);
    }
    case 'tuple':
      return under.elements.reduce((total, element) => total + sizeOf(element), 0);
    default:
      return 8;
  }
}

interface Placement {
  readonly offsets: readonly number[];
  readonly end: number;
  readonly alignment: number;
}

/** Without it, structs within structs would be measured again and again. */
const placements = new WeakMap<readonly FieldOfStruct[], Placement>();

function placeFields(fields: readonly FieldOfStruct[]): Placement {
  const known = placements.get(fields);
  if (known !== undefined) return known;
  const placement = computePlacement(fields);
  placements.set(fields, placement);
  return placement;
}

function computePlacement(fields: readonly FieldOfStruct[]): Placement {
  const offsets: number[] = [];
  let end = 0;
  let alignment = 1;
  for (const { type } of fields) {
    const own = alignmentOf(type);
    alignment = Math.max(alignment, own);
    end = alignUp(end, own);
    offsets.push(end);
    end += sizeOf(type);
  }
  return { offsets, end, alignment };
}
