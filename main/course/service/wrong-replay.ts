import type { Source } from '../../contract/run.ts';
import { formatScript } from '../../simulator/script.ts';
import type { Operation } from '../../simulator/operation.ts';
import type { HeapSettings } from '../../simulator/settings.ts';
import type { WrongCollector } from '../misconceptions/misconception.ts';
import { isMisconception, wrongCollector } from '../misconceptions/registry.ts';
import type { CoursePorts } from '../ports.ts';
import type { QuestionProgram } from '../question/type.ts';

type Replay = { readonly run: string; readonly from: number; readonly to: number };
type RunRequest = Parameters<CoursePorts['runs']['open']>;

/** What a question or a step performs: operations, or a program. */
export interface Performed {
  readonly operations: readonly Operation[];
  readonly program: QuestionProgram | null;
  readonly settings: HeapSettings;
}

/** How to perform what a wrong rule makes of it; null where that can't be shown. */
function wrongRun(
  rule: WrongCollector | undefined,
  { operations, program, settings }: Performed,
  name: string,
): RunRequest | null {
  if (program !== null) {
    const changed = rule?.replayProgram?.(program);
    if (changed === undefined) return null;
    return [{ kind: 'program', name, text: changed.text }, settings, changed.options];
  }
  const changed = rule?.replay?.(operations, settings);
  if (changed === undefined) return null;
  const source: Source = { kind: 'operations', name, text: formatScript(changed.operations) };
  return [source, changed.settings, null];
}

/** Opens the run that shows what a wrong rule would do, where there is a way to show it. */
export async function openWrongReplay(
  ports: CoursePorts,
  misconception: string | null,
  performed: Performed,
  name: string,
): Promise<Replay | null> {
  if (misconception === null || !isMisconception(misconception)) return null;
  const request = wrongRun(wrongCollector(misconception), performed, name);
  if (request === null) return null;
  const opened = await ports.runs.open(...request);
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
