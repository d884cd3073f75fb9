/**
 * The address space as rows of equal length, like the map of a memory. A block that runs over the end
 * of a row goes on in the next. Rows that lie wholly inside one free block are folded into one line; a
 * part of the heap that is kept apart begins with a row of its own.
 */
import type { BlockView } from '../frame.ts';

/** The part of a block that lies in one row. Offsets are shares 0 … 1 of the row. */
export interface Segment {
  readonly key: string;
  readonly block: BlockView;
  readonly start: number;
  readonly length: number;
  /** Does the block begin and end here? */
  readonly first: boolean;
  readonly last: boolean;
  /** Share of this segment that is the block's header. */
  readonly header: number;
  /** Is the block's name written here? On its first part that has room, for a name is written once. */
  readonly named: boolean;
}

export type Row =
  | {
      readonly kind: 'cells';
      readonly key: string;
      readonly address: number;
      readonly segments: readonly Segment[];
      readonly width: number;
    }
  | {
      readonly kind: 'folded';
      readonly key: string;
      readonly address: number;
      readonly size: number;
      readonly block: BlockView;
    };

/** A header's size in bytes. */
export const headerBytes = 8;

/**
 * Length of a row for a run that ever uses addresses below `used` of a heap of `heap`: it stays the
 * same for the whole run, so that blocks keep their place on screen.
 */
export function rowLength(heap: number, used: number, geometry: 'bytes' | 'cells'): number {
  const span = Math.max(1, Math.min(heap, used));
  if (geometry === 'cells') {
    if (heap <= 32) return heap;
    if (heap <= 64) return Math.ceil(heap / 2);
    return Math.max(32, powerOfTwo(span / 16));
  }
  if (heap <= 96) return heap;
  return Math.max(Math.min(256, Math.max(64, powerOfTwo(span / 8))), powerOfTwo(span / 32));
}

function powerOfTwo(value: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(1, value)));
}

/** `starts`: addresses at which a row has to begin, in order. */
export function rowsOf(
  blocks: readonly BlockView[],
  heap: number,
  length: number,
  headers: boolean,
  starts: readonly number[] = [],
): readonly Row[] {
  const rows: Row[] = [];
  let index = 0;
  let address = 0;
  while (address < heap) {
    const from = address;
    const border = starts.find((start) => start > from) ?? heap;
    const end = Math.min(heap, border, from + length);
    let block = blocks[index];
    while (block !== undefined && block.address + block.size <= address) {
      index += 1;
      block = blocks[index];
    }
    if (block === undefined) break;
    // More than two whole rows inside one free block are told, not drawn.
    const whole = Math.floor((Math.min(border, block.address + block.size) - address) / length);
    if (block.object === null && block.address < address && whole > 2) {
      const size = whole * length;
      rows.push({ kind: 'folded', key: `folded-${String(address)}`, address, size, block });
      address += size;
      continue;
    }
    const segments: Segment[] = [];
    for (let at = index; at < blocks.length; at += 1) {
      const here = blocks[at];
      if (here === undefined || here.address >= end) break;
      const from = Math.max(here.address, address);
      const to = Math.min(here.address + here.size, end);
      const headerEnd =
        headers && here.object !== null ? Math.min(here.address + headerBytes, to) : from;
      segments.push({
        key: `${String(here.object ?? 'free')}@${String(here.address)}-${String(from)}`,
        block: here,
        start: (from - address) / length,
        length: (to - from) / length,
        first: from === here.address,
        last: to === here.address + here.size,
        header: Math.max(0, headerEnd - from) / (to - from),
        named: from === nameAt(here, length),
      });
    }
    rows.push({
      kind: 'cells',
      key: `row-${String(address)}`,
      address,
      segments,
      width: (end - address) / length,
    });
    address = end;
  }
  return rows;
}

/** Address of the part of a block that its name is written on. */
function nameAt(block: BlockView, length: number): number {
  const rest = length - (block.address % length);
  const first = Math.min(rest, block.size);
  const second = Math.min(length, block.size - first);
  return first >= length / 8 || first >= second ? block.address : block.address + first;
}

/** An address as people write it: bytes in hexadecimal, cells in decimal. */
export function addressText(address: number, heap: number, geometry: 'bytes' | 'cells'): string {
  if (geometry === 'cells') return String(address);
  const digits = Math.max(2, (heap - 1).toString(16).length);
  return `0x${address.toString(16).padStart(digits, '0')}`;
}
