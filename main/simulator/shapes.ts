import type { FrameWord, PointerMap } from './mutator.ts';
import type { AllocatorName, GeometryName } from './settings.ts';

/** What a simulated word, granule and block are in a geometry. */
export interface Geometry {
  readonly name: GeometryName;
  /** log₂ of the words in a granule, the step of addresses: 0 (8 bytes) or 4 (a cell). */
  readonly shift: number;
  /** What one granule counts for in reported addresses and sizes. */
  readonly unit: number;
  /** Granules of the smallest block. */
  readonly smallestBlock: number;
}

export const geometries: { readonly [N in GeometryName]: Geometry } = {
  bytes: { name: 'bytes', shift: 0, unit: 8, smallestBlock: 2 },
  // A cell stands for 16 words, so that even one cell holds its header and fifteen fields.
  cells: { name: 'cells', shift: 4, unit: 1, smallestBlock: 1 },
};

/**
 * Go's heap: an object has no header of its own, and may be as small as a word. Each granule of 8
 * bytes stands for two words, so that the simulator's header fits beside the payload uncounted.
 */
const headerless: Geometry = { name: 'bytes', shift: 1, unit: 8, smallestBlock: 1 };

/** The geometry that an allocator makes of the one that is set. */
export function geometryOf(name: GeometryName, allocator: AllocatorName): Geometry {
  return allocator === 'go' ? headerless : geometries[name];
}

/** Greatest number of pointer fields in one cell. */
export const fieldsInCell = 15;

/** Granules of the block for a payload in the unit of the geometry. */
export function blockGranules(geometry: Geometry, payload: number): number {
  if (geometry.name === 'cells') return Math.max(1, payload);
  if (geometry === headerless) return Math.max(1, Math.ceil(payload / 8));
  return Math.max(2, Math.ceil((8 + payload) / 8));
}

/** A type of object: interned, so that a block needs no more than its object's id. */
export interface Shape {
  readonly id: number;
  readonly type: string;
  /** Payload in the unit of the geometry. */
  readonly payload: number;
  /** Granules of its block before any rest is added. */
  readonly granules: number;
  readonly pointers: PointerMap;
  readonly pointerCount: number;
}

/** Pointer fields told by a block's header, where they come first in the payload; 7 stands for "ask the shape". */
export const manyFields = 7;

/** What the header of a block tells of the pointer fields of its object. */
export function toldFields({ pointers, pointerCount }: Shape): number {
  const isTold = pointers.kind === 'prefix' || pointerCount === 0;
  return isTold ? Math.min(pointerCount, manyFields) : manyFields;
}

/** How many pointer fields a map names. */
export function countPointers(map: PointerMap): number {
  if (map.kind === 'prefix') return map.count;
  return map.kind === 'words' ? map.offsets.length : map.offsets.length * map.count;
}

/** Payload word of pointer field `field`. */
export function fieldWord(map: PointerMap, field: number): number {
  if (map.kind === 'prefix') return field;
  if (map.kind === 'words') return map.offsets[field] ?? 0;
  const each = map.offsets.length;
  return Math.floor(field / each) * map.stride + (map.offsets[field % each] ?? 0);
}

/** Pointer field at payload word `word`, or −1 if that word holds none. */
export function fieldAtWord(map: PointerMap, word: number): number {
  if (map.kind === 'prefix') return word < map.count ? word : -1;
  if (map.kind === 'words') return map.offsets.indexOf(word);
  const element = Math.floor(word / map.stride);
  const within = map.offsets.indexOf(word % map.stride);
  return within < 0 || element >= map.count ? -1 : element * map.offsets.length + within;
}

export function pointerKey(map: PointerMap): string {
  if (map.kind === 'prefix') return `p${map.count}`;
  if (map.kind === 'words') return `w${map.offsets.join(',')}`;
  return `r${map.stride}:${map.offsets.join(',')}x${map.count}`;
}

/** A frame's layout; `dynamic` ones make their slots as they are used. */
export interface FrameShape {
  readonly id: number;
  readonly name: string;
  readonly dynamic: boolean;
  readonly words: readonly FrameWord[];
  /** Offsets of the pointer words, ascending. */
  readonly pointers: Int32Array;
  /** Label of each word. */
  readonly labels: Int32Array;
}

/** Names a root slot in events. */
export interface SlotLabel {
  readonly frame: string;
  readonly slot: string;
}
