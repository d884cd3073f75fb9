/** What interrupts an instruction: thrown inside the machine, never seen outside it. */

/** A run-time panic of Go, with the text of its error. */
export class RuntimePanic extends Error {
  /** Which of Go's error types its value has. */
  readonly type:
    'boundsError' | 'errorString' | 'plainError' | 'TypeAssertionError' | 'PanicNilError';

  constructor(message: string, type: RuntimePanic['type'] = 'errorString') {
    super(message);
    this.type = type;
  }
}

/** `fatal error: …`: nothing can recover it. */
export class FatalError extends Error {
  readonly limit: 'stack' | 'output' | 'goroutines' | null;

  constructor(message: string, limit: FatalError['limit'] = null) {
    super(message);
    this.limit = limit;
  }
}

/** The simulated machine refused to go on: out of memory, or a fault of the heap. */
export class MachineHalted extends Error {}

export function nilDereference(): RuntimePanic {
  return new RuntimePanic('invalid memory address or nil pointer dereference');
}

export function indexOutOfRange(low: number, high: number, length: number): RuntimePanic {
  const index = (BigInt(high) << 32n) | BigInt(low >>> 0);
  const text = `index out of range [${index}]`;
  return new RuntimePanic(high < 0 ? text : `${text} with length ${length}`, 'boundsError');
}
