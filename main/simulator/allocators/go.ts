import {
  classBytes,
  classPages,
  pageBytes,
  sizeClassOf,
  smallestClassFor,
} from '../go/size-classes.ts';
import type { SpanView } from '../frame.ts';
import type { Heap } from '../heap.ts';
import { plane, register } from '../layout.ts';
import { eventCode } from '../recording.ts';
import { AddressIndex } from './address-index.ts';
import { AddressSet } from './address-set.ts';
import type { Allocator } from './allocator.ts';

const granuleBytes = 8;
/** Granules of a page. */
export const pageGranules = pageBytes / granuleBytes;

/**
 * Go's allocator without its caches (`runtime/malloc.go`, `runtime/mheap.go`; reference §2.17):
 * spans of whole pages, each for one size class and for objects with or without pointers. A request
 * takes the lowest free slot of the lowest span with room, else a new span from the lowest run of
 * free pages that is long enough; a span with no live object gives its pages back. Free blocks
 * inside a span merge with each other, runs of free pages merge with each other, nothing else does.
 * Not modelled: the tiny allocator. Probes: 1, and the runs of pages looked at for a new span.
 */
class GoSpans implements Allocator {
  probes = 0;
  readonly #heap: Heap;
  /** All free blocks, and those of them that are runs of free pages. */
  readonly #free: AddressIndex;
  readonly #runs: AddressIndex;
  /** Pages at which spans with room begin, by `code`. */
  readonly #withRoom: AddressSet[] = [];
  /** Objects in the span that begins at a page. */
  readonly #live: Int32Array;
  readonly #pages: number;
  #hasPointers = false;

  constructor(heap: Heap) {
    this.#heap = heap;
    this.#free = new AddressIndex(heap);
    this.#runs = new AddressIndex(heap);
    this.#pages = Math.floor(heap.granules / pageGranules);
    this.#live = new Int32Array(this.#pages + 1);
    for (let code = 0; code <= classBytes.length * 2; code += 1)
      this.#withRoom.push(new AddressSet(this.#pages + 1));
  }

  expect(hasPointers: boolean): void {
    this.#hasPointers = hasPointers;
  }

  sizeFor(granules: number): number {
    return sizeClassOf(granules * granuleBytes, this.#hasPointers).bytes / granuleBytes;
  }

  take(granules: number): number {
    const heap = this.#heap;
    const { core } = heap;
    // What `sizeFor` gave: a header is in it already.
    const bytes = granules * granuleBytes;
    const index = smallestClassFor(bytes);
    const pages = index === 0 ? Math.ceil(bytes / pageBytes) : (classPages[index] ?? 0);
    const slot = index === 0 ? pages * pageGranules : (classBytes[index] ?? 0) / granuleBytes;
    const code = index * 2 + (this.#hasPointers ? 1 : 0) + 1;
    const room = this.#withRoom[code] as AddressSet;
    this.probes = 1;
    let page = room.length > 0 ? room.first() : -1;
    if (page < 0) page = this.#open(pages, code);
    core.addRegister(register.probes, this.probes);
    if (page < 0) return -1;
    const start = this.#carve(page, slot);
    this.#live[page] = (this.#live[page] as number) + 1;
    if (this.#live[page] === perSpanOf(code)) room.remove(page);
    return start;
  }

  /** Makes a span of the lowest run of free pages that is long enough; its first page, or −1. */
  #open(pages: number, code: number): number {
    const heap = this.#heap;
    const { core } = heap;
    const size = pages * pageGranules;
    const start = this.#runs.firstFit(size);
    this.probes += start < 0 ? this.#runs.length : this.#runs.rank(start) + 1;
    if (start < 0) return -1;
    const whole = heap.sizeOf(start);
    this.#runs.remove(start, whole);
    if (whole > size) this.#part(start, size, whole - size);
    if (whole > size) this.#runs.insert(start + size, whole - size);
    const page = start / pageGranules;
    core.store.set(plane.allocator, page, code);
    for (let more = 1; more < pages; more += 1) core.store.set(plane.allocator, page + more, -more);
    this.#live[page] = 0;
    (this.#withRoom[code] as AddressSet).insert(page);
    return page;
  }

  /** Parts a free block in two free ones. */
  #part(start: number, size: number, rest: number): void {
    const heap = this.#heap;
    const { core } = heap;
    this.#free.remove(start, size + rest);
    heap.writeFree(start, size, heap.isBelowFree(start));
    heap.writeFree(start + size, rest, true);
    this.#free.insert(start, size);
    this.#free.insert(start + size, rest);
    core.addRegister(register.holes, 1);
    core.setRegister(register.largestFree, this.#free.largest);
    core.emit(eventCode.split, 0, start, size, rest);
  }

  /** Takes the lowest free slot of a span that has one. */
  #carve(page: number, slot: number): number {
    const heap = this.#heap;
    const { core } = heap;
    const start = this.#free.firstFit(slot, page * pageGranules);
    const size = heap.sizeOf(start);
    if (size > slot) this.#part(start, slot, size - slot);
    this.#free.remove(start, slot);
    heap.setBelowFree(start + slot, false);
    core.addRegister(register.holes, -1);
    core.addRegister(register.free, -slot);
    core.setRegister(register.largestFree, this.#free.largest);
    return start;
  }

  #codeAt(page: number): number {
    return this.#heap.core.store.get(plane.allocator, page);
  }

  /** First page of the span that granule `at` lies in. */
  #headOf(at: number): number {
    const page = Math.floor(at / pageGranules);
    return page + Math.min(0, this.#codeAt(page));
  }

  give(from: number): number {
    const heap = this.#heap;
    const { core } = heap;
    const page = this.#headOf(from);
    const code = this.#codeAt(page);
    const first = page * pageGranules;
    let pages = 1;
    while (page + pages < this.#pages && this.#codeAt(page + pages) < 0) pages += 1;
    this.#free.insert(from, heap.sizeOf(from));
    const start = this.#mergeWithin(from, first, first + pages * pageGranules);
    core.setRegister(register.largestFree, this.#free.largest);
    this.#live[page] = (this.#live[page] as number) - 1;
    const room = this.#withRoom[code] as AddressSet;
    if (this.#live[page] !== 0) {
      if (!room.has(page)) room.insert(page);
      return start;
    }
    if (room.has(page)) room.remove(page);
    for (let index = 0; index < pages; index += 1) core.store.set(plane.allocator, page + index, 0);
    return this.#returnPages(start, page, pages);
  }

  /** Merges a free block of a span with its free neighbours there; where the merged one starts. */
  #mergeWithin(from: number, first: number, end: number): number {
    const heap = this.#heap;
    let start = from;
    if (start > first && heap.isBelowFree(start)) start = this.#join(start - heap.sizeBelow(start));
    const above = start + heap.sizeOf(start);
    if (above < end && heap.objectAt(above) === 0) this.#join(start);
    return start;
  }

  /** The pages of an empty span become a run of free ones, merged with the runs beside it; where that starts. */
  #returnPages(from: number, page: number, pages: number): number {
    const heap = this.#heap;
    let start = from;
    if (page > 0 && this.#codeAt(page - 1) === 0) {
      const below = heap.sizeBelow(start);
      this.#runs.remove(start - below, below);
      start = this.#join(start - below);
    }
    const above = page + pages;
    if (above < this.#pages && this.#codeAt(above) === 0) {
      this.#runs.remove(above * pageGranules, heap.sizeOf(above * pageGranules));
      this.#join(start);
    }
    this.#runs.insert(start, heap.sizeOf(start));
    heap.core.setRegister(register.largestFree, this.#free.largest);
    return start;
  }

  /** Merges the free block at `start` with the free one above it. */
  #join(start: number): number {
    const heap = this.#heap;
    const { core } = heap;
    const size = heap.sizeOf(start);
    const more = heap.sizeOf(start + size);
    this.#free.remove(start, size);
    this.#free.remove(start + size, more);
    heap.writeFree(start, size + more, heap.isBelowFree(start));
    this.#free.insert(start, size + more);
    core.addRegister(register.holes, -1);
    core.setRegister(register.largestFree, this.#free.largest);
    core.emit(eventCode.coalesce, 0, start, size + more, 0);
    return start;
  }

  rebuild(): void {
    const heap = this.#heap;
    this.#free.clear();
    this.#runs.clear();
    for (const set of this.#withRoom) set.clear();
    this.#live.fill(0);
    for (let start = 0; start < heap.granules; start += heap.sizeOf(start)) {
      const page = this.#headOf(start);
      if (heap.objectAt(start) !== 0) {
        this.#live[page] = (this.#live[page] as number) + 1;
        continue;
      }
      this.#free.insert(start, heap.sizeOf(start));
      if (this.#codeAt(page) === 0) this.#runs.insert(start, heap.sizeOf(start));
    }
    for (let page = 0; page < this.#pages; page += 1) {
      const code = this.#codeAt(page);
      if (code > 0 && (this.#live[page] as number) < perSpanOf(code))
        (this.#withRoom[code] as AddressSet).insert(page);
    }
  }
}

/** Objects that a span with this code holds. */
function perSpanOf(code: number): number {
  const index = (code - 1) >>> 1;
  const hasPointers = ((code - 1) & 1) === 1;
  if (index === 0) return 1;
  // The largest object of the class: one with a header is 8 bytes smaller than its slot.
  const bytes = classBytes[index] ?? 0;
  const found = sizeClassOf(bytes, hasPointers);
  return found.index === index ? found.perSpan : sizeClassOf(bytes - 8, hasPointers).perSpan;
}

/** All spans that hold objects, in address order, for whoever looks at the heap from outside. */
export function spansOf(heap: Heap): SpanView[] {
  const spans: SpanView[] = [];
  const codeAt = (page: number): number => heap.core.store.get(plane.allocator, page);
  const pages = Math.floor(heap.granules / pageGranules);
  for (let page = 0; page < pages; page += 1) {
    const code = codeAt(page);
    if (code <= 0) continue;
    let size = 1;
    while (page + size < pages && codeAt(page + size) < 0) size += 1;
    const slot = classBytes[(code - 1) >>> 1] ?? 0;
    spans.push({
      address: page * pageBytes,
      size: size * pageBytes,
      slot: slot === 0 ? size * pageBytes : slot,
    });
  }
  return spans;
}

export function go(heap: Heap): Allocator {
  return new GoSpans(heap);
}
