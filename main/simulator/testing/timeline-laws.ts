import type { Machine, MachineOptions } from '../machine.ts';
import type { Operation } from '../operation.ts';
import type { Recording } from '../recording.ts';
import { ScriptRun } from '../script-run.ts';
import type { HeapSettings } from '../settings.ts';
import { chance } from './generate.ts';

/** Seeking to any event, any operation, in any order, shows the state that was there. */
export function brokenTimeline(
  machine: Machine,
  ends: readonly string[],
  hashes: readonly string[],
  performed: number,
): string | null {
  const { timeline } = machine;
  const { length } = machine.core.recording;
  if (hashes.length !== length)
    return `${hashes.length} events were recorded, but ${length} are told`;
  const choose = chance(length);
  const seek = (seq: number): string | null => {
    timeline.seek(seq);
    const expected = seq === 0 ? ends[0] : hashes[seq - 1];
    return timeline.stateHash() === expected
      ? null
      : `seeking to ${seq} shows another state than was there`;
  };
  for (let seq = length; seq >= Math.max(0, length - 40); seq -= 1) {
    const law = seek(seq);
    if (law !== null) return law;
  }
  for (let visit = 0; visit < 30; visit += 1) {
    const law = seek(choose(length + 1));
    if (law !== null) return law;
    const operation = choose(performed + 1);
    timeline.seekOperation(operation);
    if (timeline.stateHash() !== ends[operation])
      return `seeking to operation ${operation} shows another state than was there`;
  }
  timeline.seekEnd();
  return timeline.stateHash() === ends[performed]
    ? null
    : 'the end of the run is another one after seeking';
}

/** The same operations give the same events again, and the same state without recording. */
export function brokenReplay(
  operations: readonly Operation[],
  settings: HeapSettings,
  options: MachineOptions,
  machine: Machine,
): string | null {
  const replay = (recording: boolean): ScriptRun => {
    const run = new ScriptRun(settings, { ...options, recording });
    for (const [index, operation] of operations.entries())
      run.perform({ line: index + 1, operation });
    return run;
  };
  const again = replay(true).machine;
  if (again.timeline.stateHash() !== machine.timeline.stateHash())
    return 'the same operations led to another state';
  if (again.core.recording.length !== machine.core.recording.length)
    return 'the same operations made other events';
  const other = firstDifference(again.core.recording, machine.core.recording);
  if (other > 0) return `event ${other} is another one when nobody watches`;
  return replay(false).machine.timeline.stateHash() === machine.timeline.stateHash()
    ? null
    : 'without recording, the same operations led to another state';
}

/** First event that two recordings of equal length tell differently; 0 if there is none. */
function firstDifference(one: Recording, other: Recording): number {
  for (let seq = 1; seq <= one.length; seq += 1) {
    const isSame =
      one.codeOf(seq) === other.codeOf(seq) &&
      one.auxOf(seq) === other.auxOf(seq) &&
      one.countOf(seq) === other.countOf(seq) &&
      [1, 2, 3].every((index) => one.valueOf(seq, index) === other.valueOf(seq, index));
    if (!isSame) return seq;
  }
  return 0;
}
