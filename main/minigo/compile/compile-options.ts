/** What a program is compiled for. */
export interface CompileOptions {
  readonly roots: 'scope' | 'liveness';
  /** What lives only from one instruction to the next gets no register. Without it the same things happen. */
  readonly keeps: boolean;
}
