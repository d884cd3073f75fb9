/** What the sandbox begins with when nothing was done in it yet. */
import type { Params } from '../../main/contract/contract.ts';
import type { Source } from '../../main/contract/run.ts';
import type { HeapSettings } from '../i18n/shapes.ts';

export type ProgramOptions = NonNullable<Params<'run/open'>['program']>;

export const startingSettings: HeapSettings = {
  heapBytes: 512,
  geometry: 'bytes',
  allocator: 'first-fit',
  collector: 'mark-sweep',
  gogc: null,
  memoryLimit: null,
  barrier: 'hybrid',
  markBudget: 4,
  markOrder: 'depth',
  markStackLimit: null,
  pointerReversal: false,
  lazySweep: false,
  markBits: 'header',
  candidateLimit: 64,
  zeroCountLimit: 64,
  nurseryBytes: null,
  promoteAfter: 1,
  seed: 1,
};

export const startingOptions: ProgramOptions = { escape: 'go', roots: null, steps: 10_000_000 };

export function emptySource(kind: Source['kind'], name: string): Source {
  return { kind, name, text: kind === 'operations' ? '' : 'package main\n\nfunc main() {\n}\n' };
}

/** The kind of a file by its name: Go programs end in `.go`, everything else is a script. */
export function kindOfFile(name: string): Source['kind'] {
  return name.toLowerCase().endsWith('.go') ? 'program' : 'operations';
}
