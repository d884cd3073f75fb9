import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Operation } from '../operation.ts';
import { register } from '../layout.ts';
import { ScriptRun } from '../script-run.ts';
import { defaultSettings } from '../settings.ts';
import { chance, generateOperations } from './generate.ts';

/** A graph of objects 1 … n as a real runtime can build it: what is not reached from the roots is garbage. */
export interface ProbeGraph {
  /** Targets of each object's fields, 0 for nil. */
  readonly fields: readonly (readonly number[])[];
  readonly roots: readonly number[];
  /** Objects that get a finalizer. */
  readonly finalizers: readonly number[];
}

export interface AliveAnswer {
  readonly by: string;
  readonly results: readonly (readonly number[])[];
}
export interface CollectAnswer {
  readonly by: string;
  readonly results: readonly {
    /** Who died by counting alone, in order. */
    readonly before: readonly number[];
    /** What `gc.collect()` returned, and who died in it. */
    readonly count: number;
    readonly found: readonly number[];
  }[];
}
export interface GoAnswer {
  readonly by: string;
  /** For each graph and each of five collections, whose finalizers ran. */
  readonly rounds: readonly (readonly (readonly number[])[])[];
  readonly goals: readonly {
    readonly gogc: number;
    readonly live: number;
    readonly stack: number;
    readonly globals: number;
    readonly goal: number;
  }[];
}

const seeds = Array.from({ length: 40 }, (_, index) => index + 1);

/** The programs that CPython performs. */
export function probePrograms(): Operation[][] {
  return seeds.map((seed) => generateOperations(seed, { length: 100, collections: 0 }));
}

/** The heaps that generated programs leave behind. */
export function probeGraphs(): ProbeGraph[] {
  return seeds.map((seed) => {
    const settings = { ...defaultSettings, collector: 'none', heapBytes: 1 << 16 } as const;
    const { machine } = performed(
      generateOperations(seed, { length: 100, collections: 0 }),
      settings,
    );
    const count = machine.core.register(register.objects);
    const fields = Array.from({ length: count }, (_, index) =>
      Array.from({ length: machine.space.fieldCount(index + 1) }, (_field, field) =>
        machine.space.target(index + 1, field),
      ),
    );
    const roots = [...machine.roots.list()].map((slot) => machine.slotHigh(slot));
    const choose = chance(seed);
    return {
      fields,
      roots: roots.filter((object) => object !== 0),
      finalizers: fields.flatMap((_targets, index) => (choose(3) === 0 ? [index + 1] : [])),
    };
  });
}

export function performed(
  operations: readonly Operation[],
  settings: typeof defaultSettings,
): ScriptRun {
  const run = new ScriptRun(settings);
  for (const [index, operation] of operations.entries())
    run.perform({ line: index + 1, operation });
  return run;
}

/** Where the probes are, seen from the checkout, in which tests and scripts run. */
const folder = resolve('scripts/runtimes');

/** Builds Go's probe and hands it to `use`; `null` where Go is missing or too old. */
function withGo<T>(use: (program: string) => T | null): T | null {
  const made = mkdtempSync(join(tmpdir(), 'heapwise-runtime-'));
  try {
    const program = join(made, 'probe');
    const { status } = spawnSync('go', ['build', '-o', program, '.'], {
      cwd: resolve(folder, 'go'),
    });
    return status === 0 ? use(program) : null;
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

/** Runs a probe; what it wrote, or `null` where its runtime is missing or too old. */
function ask(command: string, words: readonly string[], input: unknown): string | null {
  const { status, stdout } = spawnSync(command, words, {
    cwd: folder,
    input: JSON.stringify(input),
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return status === 0 ? stdout : null;
}

function read<T>(text: string | null): T | null {
  return text === null ? null : (JSON.parse(text) as T);
}

export function askPython(): CollectAnswer | null {
  return read(ask('python3', ['collect.py'], probePrograms()));
}

export function askNode(): AliveAnswer | null {
  return read(ask('node', ['alive.mjs'], probeGraphs()));
}

export function askGo(): GoAnswer | null {
  return withGo((program) => read<GoAnswer>(ask(program, [], probeGraphs())));
}

/** Lines of `GODEBUG=gctrace=1` about a program that allocates. */
export function traceGo(): string[] | null {
  return withGo((program) => {
    const { status, stderr } = spawnSync(program, ['churn'], {
      encoding: 'utf8',
      env: { ...process.env, GODEBUG: 'gctrace=1' },
    });
    return status === 0 ? stderr.split('\n').filter((line) => line.includes('MB goal')) : null;
  });
}
