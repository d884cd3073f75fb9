/** Checks a source without opening it, as one types: its mistakes, and what escape analysis decides. */
import type { Result } from '../../contract/contract.ts';
import type { EscapeNote, Source } from '../../contract/run.ts';
import { checkProgram } from '../../minigo/check/program.ts';
import type { CheckedProgram } from '../../minigo/checked.ts';
import { placementsOf } from '../../minigo/escape/placements.ts';
import { defaultSettings } from '../../simulator/settings.ts';
import { ScriptHost } from './script-host.ts';
import { finish } from './run.ts';

/** A heap that is large enough for what one types, under a collector that changes nothing. */
const settings = { ...defaultSettings, heapBytes: 2 ** 20, collector: 'none' } as const;

export function checkSource(source: Source, escape: 'go' | 'heap'): Result<'run/check'> {
  if (source.kind === 'program') {
    const checked = checkProgram(source.text, source.name, { escape });
    if (!checked.ok) return { problems: [...checked.problems], escapes: [] };
    return { problems: [], escapes: escapesOf(checked.program) };
  }
  // Performed, for only then it shows which slots and fields are there.
  const opened = finish(ScriptHost.open('check', source, settings));
  return { problems: 'fault' in opened ? (opened.fault.problems ?? []) : [], escapes: [] };
}

/** Where variables and objects live, in the order of the source. `reason` is the analysis's own word. */
function escapesOf(program: CheckedProgram): EscapeNote[] {
  return placementsOf(program).map(({ position, name, isOnHeap, reason }) => ({
    ...program.file.placeOf(position),
    name,
    place: isOnHeap ? ('heap' as const) : ('stack' as const),
    reason,
  }));
}
