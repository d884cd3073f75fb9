import type { Source } from '../../contract/run.ts';
import { formatScript } from '../../simulator/script.ts';
import type { Operation } from '../../simulator/operation.ts';
import type { HeapSettings } from '../../simulator/settings.ts';
import { isMisconception, wrongCollector } from '../misconceptions/registry.ts';
import type { CoursePorts } from '../ports.ts';

type Replay = { readonly run: string; readonly from: number; readonly to: number };

/** Opens the run that shows what a wrong rule would do, where there is a way to show it. */
export async function openWrongReplay(
  ports: CoursePorts,
  misconception: string | null,
  operations: readonly Operation[],
  settings: HeapSettings,
  name: string,
): Promise<Replay | null> {
  if (misconception === null || !isMisconception(misconception)) return null;
  const changed = wrongCollector(misconception)?.replay?.(operations, settings);
  if (changed === undefined) return null;
  const source: Source = { kind: 'operations', name, text: formatScript(changed.operations) };
  const opened = await ports.runs.open(source, changed.settings, null);
  // A changed script that the machine refuses has nothing to show.
  return 'ok' in opened ? { run: opened.ok.run, from: 0, to: opened.ok.recording.length } : null;
}

/** The rule's name and refutation; null where no wrong rule gives this answer. */
export function misconceptionView(
  id: string | null,
  language: 'en' | 'zh-CN',
): { readonly id: string; readonly name: string; readonly refutation: string } | null {
  const collector = id === null || !isMisconception(id) ? undefined : wrongCollector(id);
  if (collector === undefined) return null;
  return {
    id: collector.id,
    name: collector.name[language],
    refutation: collector.refutation[language],
  };
}
