import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Marking } from '../../simulator/collectors/marking.ts';
import { plane } from '../../simulator/layout.ts';
import type { Machine } from '../../simulator/machine.ts';
import { median, timed } from './clock.ts';
import { Comparand, ownPart } from './comparand.ts';
import { graphMachine, graphTargets } from './graphs.ts';
import type { GraphName } from './graphs.ts';
import { missingRow, ratioRow, rounded } from './row.ts';
import type { Row } from './row.ts';
import { goProgram, pythonProgram } from './runtimes.ts';

/** Rounds of `own` and `other` in turn, after some that do not count; the medians, in milliseconds. */
export async function inTurn(
  rounds: number,
  own: () => void,
  other: Comparand,
  warmUps = 1,
): Promise<{ readonly own: number; readonly other: number }> {
  const times: { readonly own: number; readonly other: number }[] = [];
  for (let round = 0; round < warmUps; round += 1) {
    own();
    await other.round();
  }
  for (let round = 0; round < rounds; round += 1)
    times.push({ own: timed(own), other: await other.round() });
  other.end();
  return {
    own: median(times.map((time) => time.own)),
    other: median(times.map((time) => time.other)),
  };
}

function unrecorded(name: GraphName, count: number): Machine {
  const machine = graphMachine(graphTargets(name, count), {}, { recording: false });
  machine.collect();
  return machine;
}

/** Mark and sweep of a graph against V8's own full collection of the same graph of real objects. */
export async function againstV8(name: GraphName, count: number, rounds: number): Promise<Row> {
  const machine = unrecorded(name, count);
  const v8 = await ownPart(['v8', name, String(count)]);
  const { own, other } = await inTurn(rounds, () => machine.collect(), v8);
  const what = `mark + sweep, ${name}, ${count} objects, against V8's \`gc()\``;
  return ratioRow(what, name === 'random' ? 3 : 1, own, other, 'ms');
}

export async function againstMaps(count: number, rounds: number): Promise<Row> {
  const machine = unrecorded('random', count);
  const maps = await ownPart(['maps', 'random', String(count)]);
  const { own, other } = await inTurn(rounds, () => machine.collect(), maps);
  return ratioRow(
    `mark + sweep, random, ${count} objects, against a simulator of Maps and Sets`,
    50,
    own,
    other,
    'ms',
  );
}

/** A comparand that is no program of ours; `null` if it does not start. */
async function foreign(command: string, words: readonly string[]): Promise<Comparand | null> {
  const comparand = new Comparand(command, words);
  return (await comparand.line()) === null ? null : comparand;
}

/** The command that runs Go: from the path, else from GOROOT. */
function goCommand(): string {
  const root = process.env['GOROOT'];
  const found = (process.env['PATH'] ?? '')
    .split(delimiter)
    .some((folder) => ['go', 'go.exe'].some((name) => existsSync(join(folder, name))));
  return found || root === undefined ? 'go' : join(root, 'bin', 'go');
}

/** Mark and sweep of a graph against Go's own; without a goal it is for orientation. */
export async function againstGo(
  name: GraphName,
  count: number,
  goal: number | null,
  rounds: number,
): Promise<Row> {
  const what = `mark + sweep, ${name}, ${count} objects, against Go's \`runtime.GC()\``;
  const folder = mkdtempSync(join(tmpdir(), 'heapwise-bench-'));
  try {
    const file = join(folder, 'graph.go');
    const targets = graphTargets(name, count);
    writeFileSync(file, goProgram);
    writeFileSync(join(folder, 'targets'), new Uint8Array(targets.buffer));
    const go = await foreign(goCommand(), ['run', file, join(folder, 'targets')]);
    if (go === null)
      return missingRow(what, goal === null ? '–' : `≥ ${goal}×`, 'Go is not installed');
    const machine = unrecorded(name, count);
    const { own, other } = await inTurn(rounds, () => machine.collect(), go);
    const row = ratioRow(what, goal ?? 1, own, other, 'ms');
    return goal === null ? { ...row, goal: '–', isMet: null } : row;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Finding out that nothing of the graph is cyclic garbage: all objects are looked at, none is freed. */
export async function againstPython(count: number, rounds: number): Promise<readonly Row[]> {
  const name = (collector: string): string =>
    `cycle collection (${collector}), random, ${count} objects, against CPython's \`gc.collect()\``;
  const rows: Row[] = [];
  for (const collector of ['refcount-backup', 'refcount-cycles'] as const) {
    const python = await foreign('python3', ['-c', pythonProgram, String(count)]);
    if (python === null) {
      rows.push(missingRow(name(collector), '≥ 10×', 'Python is not installed'));
      continue;
    }
    const machine = graphMachine(
      graphTargets('random', count),
      { collector, candidateLimit: 2 ** 30 },
      { recording: false },
    );
    machine.collect();
    const { own, other } = await inTurn(rounds, () => suspectAndCollect(machine), python);
    rows.push(ratioRow(name(collector), 10, own, other, 'ms'));
  }
  return rows;
}

/** Makes the first object a candidate, from which all others are tried, and collects. */
function suspectAndCollect(machine: Machine): void {
  machine.collector.retain(1);
  machine.collector.release(1);
  machine.collect();
}

/** Marking alone, with every event recorded and with none. */
export function loggedMarking(count: number, rounds: number): Row {
  const targets = graphTargets('random', count);
  const sides = [false, true].map((isOn) => {
    const machine = graphMachine(targets, {}, { recording: false });
    machine.collect();
    const { core } = machine;
    if (isOn) record(machine);
    const marking = new Marking(machine.space);
    const times: number[] = [];
    const round = (): void => {
      times.push(
        timed(() => {
          marking.roots();
          marking.drain();
        }),
      );
      for (const bits of [plane.marks, plane.scans]) core.store.words[bits]?.fill(0);
      if (isOn) rewind(machine);
    };
    return { round, times };
  });
  for (let round = 0; round <= rounds; round += 1) for (const side of sides) side.round();
  const [off, on] = sides.map(({ times }) => median(times.slice(1)));
  const ratio = (on ?? 0) / (off ?? 0);
  return {
    what: `marking with the event log on against off, random, ${count} objects`,
    goal: '≤ 1.3×',
    result: `${rounded(ratio)}× (${rounded(on ?? 0)} against ${rounded(off ?? 0)} ms)`,
    isMet: ratio <= 1.3,
  };
}

/** What was built is the beginning of a run that is recorded from now on. */
export function record(machine: Machine): void {
  const { recording, store } = machine.core;
  recording.on = true;
  store.logging = true;
  machine.begin();
  recording.beginOperation(0);
}

/** Forgets what was recorded; the room for it stays. The planes stay as they are. */
export function rewind(machine: Machine): void {
  machine.core.recording.truncate(0);
  machine.core.recording.beginOperation(0);
}
