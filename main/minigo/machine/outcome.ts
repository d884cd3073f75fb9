/** How a run stands: values, never exceptions. */

/** What Go leaves open and the output has come to depend on. */
export type SimulatorOnlyReason =
  | 'address'
  | 'memory-statistics'
  | 'map-order'
  | 'schedule'
  | 'cleanup-order'
  | 'capacity'
  | 'stack-depth'
  | 'finalizer';

export type Outcome =
  /** Stopped before the statement at `line`; it can go on. */
  | { readonly kind: 'paused'; readonly line: number }
  | { readonly kind: 'finished' }
  /**
   * A panic that nothing recovered, or a fatal error of the run time. `text` is Go's first line; `limit`
   * is there where the stack was full.
   */
  | {
      readonly kind: 'panicked';
      readonly line: number;
      readonly text: string;
      readonly limit?: 'depth';
    }
  | { readonly kind: 'deadlocked'; readonly line: number; readonly text: string }
  | { readonly kind: 'oom'; readonly line: number }
  | {
      readonly kind: 'limit';
      readonly limit: 'steps' | 'output' | 'goroutines';
      readonly line: number;
      readonly text: string;
    };
