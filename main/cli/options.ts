import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { settingsProblem } from '../simulator/settings-check.ts';
import {
  allocatorNames,
  barrierNames,
  collectorNames,
  defaultSettings,
  geometryNames,
  largestHeap,
  markOrderNames,
  smallestHeap,
} from '../simulator/settings.ts';
import type { HeapSettings } from '../simulator/settings.ts';

/** What the command line asks of a run, beside the file to run. */
export interface RunOptions {
  readonly settings: HeapSettings;
  readonly escape: 'go' | 'heap';
  /** `null`: what suits the program. */
  readonly roots: 'scope' | 'liveness' | null;
  /** `null`: what is usual for the command. */
  readonly steps: number | null;
  readonly events: string | null;
  readonly report: string | null;
}

export type ParsedOptions =
  | { readonly ok: true; readonly files: readonly string[]; readonly options: RunOptions }
  | { readonly ok: false; readonly message: string };

type Changed = { -readonly [K in keyof HeapSettings]?: HeapSettings[K] };

interface Draft {
  readonly settings: Changed;
  escape: 'go' | 'heap';
  roots: 'scope' | 'liveness' | null;
  steps: number | null;
  events: string | null;
  report: string | null;
}

/** Takes the value of an option into the draft; what was expected if the value is wrong. */
type Reader = (value: string, draft: Draft) => string | null;

function choice<T extends string>(
  names: readonly T[],
  take: (name: T, draft: Draft) => void,
): Reader {
  return (value, draft) => {
    const name = names.find((candidate) => candidate === value);
    if (name === undefined) return names.join(', ');
    take(name, draft);
    return null;
  };
}

function whole(least: number, most: number, take: (count: number, draft: Draft) => void): Reader {
  return (value, draft) => {
    const count = Number(value);
    if (!/^\d+$/.test(value) || count < least || count > most)
      return `a whole number from ${least} to ${most}`;
    take(count, draft);
    return null;
  };
}

function orOff(read: Reader, off: (draft: Draft) => void): Reader {
  return (value, draft) => {
    if (value !== 'off') {
      const expected = read(value, draft);
      return expected === null ? null : `${expected}, or off`;
    }
    off(draft);
    return null;
  };
}

function path(take: (file: string, draft: Draft) => void): Reader {
  return (value, draft) => {
    if (value === '') return 'the name of a file';
    take(value, draft);
    return null;
  };
}

const most = 2 ** 31 - 1;

const readers: { readonly [option: string]: Reader } = {
  '--collector': choice(collectorNames, (name, { settings }) => (settings.collector = name)),
  '--allocator': choice(allocatorNames, (name, { settings }) => (settings.allocator = name)),
  // A number out of the range is for the settings' own check: it knows the geometry and says why.
  '--heap': (value, { settings }) => {
    if (!/^\d+$/.test(value)) return `a whole number from ${smallestHeap} to ${largestHeap}`;
    settings.heapBytes = Math.min(Number(value), Number.MAX_SAFE_INTEGER);
    return null;
  },
  '--gogc': orOff(
    whole(0, 10_000, (count, { settings }) => (settings.gogc = count)),
    ({ settings }) => (settings.gogc = null),
  ),
  '--memory-limit': orOff(
    whole(1, most, (count, { settings }) => (settings.memoryLimit = count)),
    ({ settings }) => (settings.memoryLimit = null),
  ),
  '--barrier': choice(barrierNames, (name, { settings }) => (settings.barrier = name)),
  '--mark-budget': whole(0, 1_000_000, (count, { settings }) => (settings.markBudget = count)),
  '--mark-order': choice(markOrderNames, (name, { settings }) => (settings.markOrder = name)),
  '--mark-stack': orOff(
    whole(1, most, (count, { settings }) => (settings.markStackLimit = count)),
    ({ settings }) => (settings.markStackLimit = null),
  ),
  '--pointer-reversal': choice(
    ['on', 'off'],
    (name, { settings }) => (settings.pointerReversal = name === 'on'),
  ),
  '--lazy-sweep': choice(
    ['on', 'off'],
    (name, { settings }) => (settings.lazySweep = name === 'on'),
  ),
  '--mark-bits': choice(['header', 'bitmap'], (name, { settings }) => (settings.markBits = name)),
  '--candidates': whole(1, most, (count, { settings }) => (settings.candidateLimit = count)),
  '--zero-counts': whole(1, most, (count, { settings }) => (settings.zeroCountLimit = count)),
  '--nursery': whole(1, most, (count, { settings }) => (settings.nurseryBytes = count)),
  '--promote-after': whole(1, 15, (count, { settings }) => (settings.promoteAfter = count)),
  '--geometry': choice(geometryNames, (name, { settings }) => (settings.geometry = name)),
  '--seed': whole(0, 2 ** 32 - 1, (count, { settings }) => (settings.seed = count)),
  '--escape': choice(['go', 'heap'], (name, draft) => (draft.escape = name)),
  '--roots': choice(['scope', 'liveness'], (name, draft) => (draft.roots = name)),
  '--steps': whole(1, 1_000_000_000, (count, draft) => (draft.steps = count)),
  '--events': path((file, draft) => (draft.events = file)),
  '--report': path((file, draft) => (draft.report = file)),
};

/** One line for the usage of a command. */
export const optionsUsage = `${Object.keys(readers)
  .map((option) => `[${option} …]`)
  .join(' ')}`;

/**
 * Reads the words after a command: options in any order, `--option value` or `--option=value`, and files.
 * `usual` are the settings of a command that is given none.
 */
export function parseOptions(
  words: readonly string[],
  usual: HeapSettings = defaultSettings,
): ParsedOptions {
  const files: string[] = [];
  const draft: Draft = {
    settings: {},
    escape: 'go',
    roots: null,
    steps: null,
    events: null,
    report: null,
  };
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] as string;
    // A single dash is a file's name by old custom; anything longer was meant as an option.
    if (!word.startsWith('-') || word === '-') {
      files.push(word);
      continue;
    }
    const equals = word.indexOf('=');
    const option = equals < 0 ? word : word.slice(0, equals);
    const read = Object.hasOwn(readers, option) ? readers[option] : undefined;
    if (read === undefined)
      return {
        ok: false,
        message: `there is no option ${option}: expected one of ${Object.keys(readers).join(', ')}.`,
      };
    const value = equals < 0 ? words[(index += 1)] : word.slice(equals + 1);
    if (value === undefined) return { ok: false, message: `${option} needs a value after it.` };
    const expected = read(value, draft);
    if (expected !== null)
      return { ok: false, message: `${option} ${value}: expected ${expected}.` };
  }
  const { settings: changed, ...others } = draft;
  const settings: HeapSettings = { ...usual, ...changed };
  const problem = settingsProblem(settings);
  if (problem !== null) return { ok: false, message: problem.message };
  const lost = overwritten(files, others);
  if (lost !== null) return { ok: false, message: lost };
  return { ok: true, files, options: { settings, ...others } };
}

/** A result may not be written over what is read, nor over another result: a slip would cost somebody's work. */
function overwritten(
  files: readonly string[],
  { events, report }: { readonly events: string | null; readonly report: string | null },
): string | null {
  const taken = new Set(files.map((file) => resolve(file)));
  for (const [option, file] of [
    ['--events', events],
    ['--report', report],
  ] as const) {
    // A device (a terminal, the null device) keeps nothing that could be lost.
    if (file === null || isDevice(file)) continue;
    if (taken.has(resolve(file)))
      return `${option} ${file}: expected a file that is not read or written already.`;
    taken.add(resolve(file));
  }
  return null;
}

function isDevice(file: string): boolean {
  try {
    return !statSync(file).isFile();
  } catch {
    // What is not there, or not to be reached, is told when it is written.
    return false;
  }
}
