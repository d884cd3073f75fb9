/**
 * What a program or a hand asks of the machine. A slot is a name in the top frame, made when it is
 * first used; `@name` is a global. A wish, not a fact: what really happened is in the events.
 */
export type Operation =
  /** New object of `fields` pointer fields and `bytes` payload, held by root `slot`. */
  | {
      readonly kind: 'alloc';
      readonly slot: string;
      readonly type: string;
      readonly bytes: number;
      readonly fields: number;
    }
  /** `slot = from`, or `slot = nil`. */
  | { readonly kind: 'root'; readonly slot: string; readonly from: string | null }
  /** `slot.field = from`, or `= nil`. */
  | {
      readonly kind: 'write';
      readonly slot: string;
      readonly field: number;
      readonly from: string | null;
    }
  /** `slot = from.field`. */
  | { readonly kind: 'read'; readonly slot: string; readonly from: string; readonly field: number }
  /** Enter a frame; leave the top frame and drop its slots in reverse order of first use. */
  | { readonly kind: 'push'; readonly name: string }
  | { readonly kind: 'pop' }
  /** Free the object that `slot` holds (collector `manual` only; elsewhere a fault). */
  | { readonly kind: 'free'; readonly slot: string }
  /** Ask for a collection; does nothing under a collector that has none to run. */
  | { readonly kind: 'gc' };

/** An operation and the line of the script it stands on (from 1). */
export interface ScriptLine {
  readonly line: number;
  readonly operation: Operation;
}
