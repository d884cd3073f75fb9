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

/** A request to Go's allocator. */
export interface GoRequest {
  readonly bytes: number;
  readonly pointers: boolean;
}

/** A slot of a span, or a hole between slots: what is known of it when an object is to be placed. */
export interface GoSlot {
  readonly address: number;
  readonly size: number;
  readonly free: boolean;
  /** Does the span that it belongs to take the object? False for other classes, and for free pages. */
  readonly fits: boolean;
}

/** Objects that nothing outside reaches any more, in the order in which they were made. */
export interface FinalizerWorld {
  readonly objects: readonly string[];
  /** Which objects an object's fields lead to. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
  /** Objects with a finalizer. */
  readonly finalizable: ReadonlySet<string>;
}

/** What one collection brings about: whose finalizers run after it, whose memory it frees. */
export interface FinalizerRound {
  readonly finalized: readonly string[];
  readonly freed: readonly string[];
}

/** How an object stands when a collection comes. */
export type Holding =
  /** Its variable is used again. */
  | 'used'
  /** Its variable is in scope, but is not used again. */
  | 'idle'
  /** Its variable's block has ended. */
  | 'ended'
  /** Likewise, but a global got it first. */
  | 'handed-on';

/** What is done to a slice, one step after the other; positions count from its first element. */
export type SliceStep =
  | { readonly kind: 'cut'; readonly from: number; readonly to: number }
  | { readonly kind: 'clear'; readonly at: number }
  | { readonly kind: 'copy' };

export interface GoRules {
  /** Collection by collection, until nothing more happens. */
  readonly rounds?: (world: FinalizerWorld) => readonly FinalizerRound[];
  /** Would the object of a variable that stands so be kept? */
  readonly keeps?: (holding: Holding) => boolean;
  /** Elements (by their first positions, of so many) that a slice keeps after these steps. */
  readonly sliceKeeps?: (count: number, steps: readonly SliceStep[]) => readonly number[];
  /** Bytes that an object takes. */
  readonly slotOf?: (request: GoRequest) => number;
  /** Objects that one span holds. */
  readonly perSpan?: (request: GoRequest) => number;
  /** Spans that these requests need. */
  readonly spansFor?: (requests: readonly GoRequest[]) => number;
  /** Spans in use when of each span so many slots are taken; a slot has so many bytes. */
  readonly spansLeft?: (taken: readonly number[], slot: number) => number;
  /** Address of the next object. */
  readonly nextAt?: (slots: readonly GoSlot[], size: number) => number | null;
  /** Which of these must go to win back a span; by span, in address order. */
  readonly toDrop?: (spans: readonly (readonly ObjectId[])[]) => readonly ObjectId[];
  /** The goal of the next cycle. */
  readonly goal?: (heap: PacedHeap) => number;
  /** What an incremental cycle frees that starts and ends at these operations. */
  readonly freed?: (play: Play, starts: number, ends: number) => ReadonlySet<ObjectId>;
  /** Objects scanned at each visit of marking by spans. */
  readonly visits?: (heap: SpanHeap) => readonly (readonly string[])[];
}
