import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { eventAt } from '../simulator/decode.ts';
import type { Machine } from '../simulator/machine.ts';
import { reportOf } from '../simulator/report.ts';
import type { RunOptions } from './options.ts';

const flushAt = 1 << 16;

/** Writes what `--events` and `--report` ask for; a sentence about what could not be written, or `null`. */
export function writeResults(machine: Machine, options: RunOptions): string | null {
  if (options.events !== null) {
    const problem = attempt(options.events, (file) => writeEvents(file, machine));
    if (problem !== null) return problem;
  }
  if (options.report === null) return null;
  return attempt(options.report, (file) =>
    writeFileSync(file, `${JSON.stringify(reportOf(machine), null, 2)}\n`),
  );
}

/** One JSON object a line, in order. */
function writeEvents(file: string, machine: Machine): void {
  const descriptor = openSync(file, 'w');
  try {
    let lines = '';
    for (let seq = 1; seq <= machine.core.recording.length; seq += 1) {
      lines += `${JSON.stringify(eventAt(machine.core, seq))}\n`;
      if (lines.length < flushAt) continue;
      writeSync(descriptor, lines);
      lines = '';
    }
    writeSync(descriptor, lines);
  } finally {
    closeSync(descriptor);
  }
}

function attempt(file: string, write: (file: string) => void): string | null {
  try {
    write(file);
    return null;
  } catch (error) {
    return `${file} could not be written: ${reasonOf(error)}.`;
  }
}

const reasons: { readonly [code: string]: string } = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'access is denied',
  EPERM: 'access is denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is no folder',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
};

/** Why a file could not be read or written, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? (code === '' ? 'it is too large or damaged' : code);
}
