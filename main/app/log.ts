/** What whoever mends the app must know: one line on standard error. Never shown to the person. */
export function report(what: string, cause: unknown): void {
  const text = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  process.stderr.write(`heapwise: ${what}: ${text}\n`);
}
