/** What a wrong rule says of Go's runtime: when a cycle starts, what it frees, how marking goes by spans. */
import type { ObjectId } from '../../simulator/event.ts';
import type { SpanHeap } from '../../simulator/go/green-tea.ts';
import type { Play } from './play.ts';

/** What the pacer knows when a cycle has ended, in the unit of the heap. */
export interface PacedHeap {
  readonly live: number;
  /** Root slots. */
  readonly roots: number;
  /** GOGC in per cent. */
  readonly gogc: number;
  /** All memory. */
  readonly heap: number;
  /** Soft memory limit, null for none. */
  readonly limit: number | null;
  /** The goal of the cycle before; null for the first. */
  readonly before: number | null;
}

export interface GoRules {
  /** The goal of the next cycle. */
  readonly goal?: (heap: PacedHeap) => number;
  /** What an incremental cycle frees that starts and ends at these operations. */
  readonly freed?: (play: Play, starts: number, ends: number) => ReadonlySet<ObjectId>;
  /** Objects scanned at each visit of marking by spans. */
  readonly visits?: (heap: SpanHeap) => readonly (readonly string[])[];
}
