/** Checks a source without opening it, as one types. */
import type { Result } from '../../contract/contract.ts';
import type { Source } from '../../contract/run.ts';
import { defaultSettings } from '../../simulator/settings.ts';
import { ScriptHost } from './script-host.ts';
import { finish } from './run.ts';

/** A heap that is large enough for what one types, under a collector that changes nothing. */
const settings = { ...defaultSettings, heapBytes: 2 ** 20, collector: 'none' } as const;

export function checkSource(source: Source, _escape: 'go' | 'heap'): Result<'run/check'> {
  if (source.kind === 'program') return { problems: [], escapes: [] };
  // Performed, for only then it shows which slots and fields are there.
  const opened = finish(ScriptHost.open('check', source, settings));
  return { problems: 'fault' in opened ? (opened.fault.problems ?? []) : [], escapes: [] };
}
