/** The session is the fold of its entries: one entry, one change, the old document untouched. */
import type { RunRecord, SessionDocument, SessionEntry } from '../contract/document.ts';
import { limits } from './limits.ts';

/**
 * The document after this entry. An entry about a run that is not there changes nothing: its run
 * was dropped to make room, and what is done to it later is part of what was dropped.
 */
export function fold(session: SessionDocument, entry: SessionEntry): SessionDocument {
  switch (entry.kind) {
    case 'place':
      return { ...session, place: entry.place };
    case 'language':
      return { ...session, language: entry.language };
    case 'sandbox':
      return {
        ...session,
        sandbox: session.runs.some((run) => run.id === entry.run) ? entry.run : null,
      };
    case 'note':
      return { ...session, note: entry.text };
    case 'run-opened':
      return {
        ...session,
        runs: withRoom(
          [...session.runs.filter((run) => run.id !== entry.run.id), entry.run],
          session.sandbox,
        ),
      };
    case 'run-changed':
      return {
        ...session,
        runs: session.runs.map((run) =>
          run.id === entry.run
            ? { ...run, script: changedScript(run, entry.script), outcome: entry.outcome }
            : run,
        ),
      };
    case 'run-closed':
      return closed(session, entry.run);
    case 'visited':
      return { ...session, lessons: visited(session.lessons, entry.lesson, entry.step) };
    case 'answered':
      return { ...session, answers: [...session.answers, entry.answer].slice(-limits.answers) };
    case 'lab':
      return {
        ...session,
        labs: [...session.labs.filter((lab) => lab.lesson !== entry.lab.lesson), entry.lab].slice(
          -limits.lessons,
        ),
      };
    default:
      return assertNever(entry);
  }
}

/** Text of a script run as it stands, and of a program. */
export function textOf(run: RunRecord): string {
  return run.script ?? run.source.text;
}

/** What has to be kept of the old script and what is added to get the new one. */
export function scriptChange(
  before: string,
  after: string,
): { readonly keep: number; readonly add: string } | null {
  if (before === after) return null;
  let keep = 0;
  const most = Math.min(before.length, after.length);
  while (keep < most && before.charCodeAt(keep) === after.charCodeAt(keep)) keep += 1;
  return { keep, add: after.slice(keep) };
}

function changedScript(
  run: RunRecord,
  change: { readonly keep: number; readonly add: string } | null,
): string | null {
  if (change === null) return run.script;
  const text = textOf(run).slice(0, change.keep) + change.add;
  return text === run.source.text ? null : text;
}

/** A run in which nothing happened is forgotten when it is closed; any other is kept. */
function closed(session: SessionDocument, id: string): SessionDocument {
  const runs = session.runs.flatMap((run) => {
    if (run.id !== id) return [run];
    return run.outcome.operations === 0 ? [] : [{ ...run, closed: true }];
  });
  return { ...session, runs, sandbox: session.sandbox === id ? null : session.sandbox };
}

/**
 * Makes room by dropping the oldest runs, closed ones first. Two limits: how many there are, and
 * how much text they hold together (an eighth of a document's size, for a character of JSON may take six bytes).
 */
function withRoom(runs: readonly RunRecord[], sandbox: string | null): RunRecord[] {
  const kept = [...runs];
  let text = kept.reduce((sum, run) => sum + sizeOf(run), 0);
  while (kept.length > 1 && (kept.length > limits.runs || text > limits.bytes / 8)) {
    const last = kept.length - 1;
    // The newest is why room is made, and the sandbox's is being looked at.
    const mayGo = (run: RunRecord, index: number): boolean => index < last && run.id !== sandbox;
    const shut = kept.findIndex((run, index) => run.closed && mayGo(run, index));
    const oldest = shut >= 0 ? shut : kept.findIndex(mayGo);
    if (oldest < 0) break;
    const [dropped] = kept.splice(oldest, 1);
    text -= dropped === undefined ? 0 : sizeOf(dropped);
  }
  return kept;
}

function sizeOf(run: RunRecord): number {
  return run.source.text.length + (run.script?.length ?? 0);
}

function visited(
  lessons: SessionDocument['lessons'],
  lesson: string,
  step: string,
): SessionDocument['lessons'] {
  const old = lessons.find((each) => each.lesson === lesson);
  if (old?.steps.includes(step) === true) return lessons;
  const now = { lesson, steps: [...(old?.steps ?? []), step].slice(0, limits.stepsOfLesson) };
  if (old === undefined) return [...lessons, now].slice(-limits.lessons);
  return lessons.map((each) => (each === old ? now : each));
}

function assertNever(value: never): never {
  throw new TypeError(`Not an entry of the journal: ${JSON.stringify(value)}`);
}
