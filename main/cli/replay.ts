/** `heapwise replay SESSION`: performs every run of an exported session again and compares the hashes. */
import type { Fault } from '../contract/contract.ts';
import { disk } from '../files/disk.ts';
import { readSessionFile } from '../files/session-file.ts';
import { makeKernel } from '../kernel/make-kernel.ts';
import { replayRun, type ReplayResult } from '../session/runs/replay.ts';
import { finish } from '../session/runs/run.ts';
import type { MachineOptions } from '../simulator/machine.ts';
import { SpareChunks } from '../simulator/spare-chunks.ts';
import { exitCode, type Command } from './command.ts';

export const replay: Command = {
  name: 'replay',
  usage: 'SESSION',
  about:
    'Performs every run of an exported session again: exit 0 where all hashes agree, 1 where one differs.',
  async run(words, { message }) {
    const [path, ...more] = words;
    if (path === undefined || path.startsWith('-') || more.length > 0) {
      message(
        `Usage: heapwise replay SESSION (one .heapwise file${path === undefined ? '' : `, not "${words.join(' ')}"`})`,
      );
      return exitCode.usage;
    }
    const read = await readSessionFile(disk, path);
    if ('fault' in read) {
      message(`${path}: ${sentenceOf(read.fault)}`);
      return exitCode.usage;
    }
    const { runs } = read.ok;
    const machine: MachineOptions = { kernel: makeKernel, spare: new SpareChunks() };
    const differing = runs
      .map((run) => finish(replayRun(run, machine)))
      .filter((result) => !result.agrees);
    for (const result of differing) {
      const name = runs.find((run) => run.id === result.run)?.source.name ?? '';
      message(`${path}: run ${result.run} (${name}) differs: ${difference(result)}`);
    }
    if (differing.length > 0) return exitCode.program;
    message(
      runs.length === 0
        ? `${path}: the session holds no run; there was nothing to compare.`
        : `${path}: ${runs.length === 1 ? 'the run agrees' : `all ${runs.length} runs agree`}.`,
    );
    return exitCode.done;
  },
};

/** The first thing that is not as it was. */
function difference({ expected, found }: ReplayResult): string {
  if (expected.status !== found.status)
    return `it should be "${expected.status}" and is "${found.status}".`;
  if (expected.operations !== found.operations)
    return `it should perform ${expected.operations} operations and performs ${found.operations}.`;
  if (expected.events !== found.events)
    return `it should record ${expected.events} events and records ${found.events}.`;
  return `the hash should be ${expected.hash ?? '?'} and is ${found.hash ?? '?'}.`;
}

/** What a person on the command line is told; in the window the catalogues say it. */
function sentenceOf({ code, detail }: Fault): string {
  switch (code) {
    case 'file-missing':
      return 'there is no such file.';
    case 'read-failed':
      return `the file cannot be read (${detail['reason'] ?? ''}).`;
    case 'session-foreign':
      return 'this is no session of Heapwise.';
    case 'session-newer':
      return `a newer Heapwise wrote this session (its form is ${detail['version'] ?? '?'}, this version reads up to ${detail['newest'] ?? '?'}). Update Heapwise to open it.`;
    case 'session-too-large':
      return `the file has ${detail['size'] ?? '?'} bytes, more than a session may have (${detail['limit'] ?? '?'}).`;
    case 'session-damaged':
      return `the session is damaged at ${detail['where'] ?? '?'}: ${detail['problem'] ?? '?'}.`;
    default:
      return `it cannot be opened (${code}).`;
  }
}
