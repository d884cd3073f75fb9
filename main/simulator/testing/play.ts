import { eventAt } from '../decode.ts';
import type { EventName, HeapEvent, HeapFact } from '../event.ts';
import { register } from '../layout.ts';
import type { Machine, MachineOptions } from '../machine.ts';
import { parseScript } from '../script.ts';
import { ScriptRun } from '../script-run.ts';
import { defaultSettings } from '../settings.ts';
import type { HeapSettings } from '../settings.ts';

/** Performs a script and hands the run back; throws if a line is refused. */
export function play(
  script: string,
  settings: Partial<HeapSettings> = {},
  options: MachineOptions = {},
): ScriptRun {
  const run = new ScriptRun({ ...defaultSettings, ...settings }, options);
  extend(run, script);
  return run;
}

/** Performs more lines at the end of a run. */
export function extend(run: ScriptRun, script: string): void {
  const parsed = parseScript(script);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const performed = run.performAll(parsed.lines);
  if (performed.status === 'refused') throw new Error(JSON.stringify(performed.problem));
}

/** All events from position `from` on. */
export function eventsOf(machine: Machine, from = 0): HeapEvent[] {
  const events: HeapEvent[] = [];
  for (let seq = from + 1; seq <= machine.core.recording.length; seq += 1)
    events.push(eventAt(machine.core, seq));
  return events;
}

/** The events of one kind. */
export function eventsNamed<N extends EventName>(
  machine: Machine,
  name: N,
  from = 0,
): Extract<HeapFact, { readonly event: N }>[] {
  return eventsOf(machine, from).filter((event) => event.event === name) as never;
}

/** Free blocks in address order as [address, size], as the position shows them. */
export function holesOf(machine: Machine): [number, number][] {
  const { heap, core } = machine;
  const { unit } = core.geometry;
  const holes: [number, number][] = [];
  for (let start = 0; start < heap.granules; start += heap.sizeOf(start)) {
    if (heap.objectAt(start) === 0) holes.push([start * unit, heap.sizeOf(start) * unit]);
  }
  return holes;
}

/** Type name of each object that was ever allocated, by id. */
export function nameOf(machine: Machine, object: number): string {
  return machine.core.shapeOf(object).type;
}

/** Counts of the objects still allocated, by type name. */
export function countsOf(machine: Machine): Record<string, number> {
  const counts: Record<string, number> = {};
  for (let object = 1; object <= machine.core.register(register.objects); object += 1) {
    if (machine.isAllocated(object)) counts[nameOf(machine, object)] = machine.countOf(object);
  }
  return counts;
}
