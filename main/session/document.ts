/** A session at its beginning. */
import type { SessionDocument } from '../contract/document.ts';
import type { Language } from '../contract/course.ts';

export interface Beginning {
  readonly app: string;
  readonly language: Language;
  /** 0 … 2³² − 1. */
  readonly seed: number;
  /** ISO 8601, from the host's clock. */
  readonly at: string;
}

export function newSession(beginning: Beginning): SessionDocument {
  return {
    format: 'heapwise-session',
    version: 1,
    app: beginning.app,
    title: `Heapwise · ${beginning.at.slice(0, 10)}`,
    language: beginning.language,
    seed: beginning.seed,
    startedAt: beginning.at,
    savedAt: null,
    place: { name: 'home', lesson: null, step: null },
    sandbox: null,
    note: '',
    lessons: [],
    labs: [],
    runs: [],
    answers: [],
  };
}

/** Has anything been done in it that is worth keeping? Having looked around is not. */
export function isUntouched(session: SessionDocument): boolean {
  return (
    session.runs.length === 0 &&
    session.answers.length === 0 &&
    session.labs.length === 0 &&
    session.lessons.length === 0 &&
    session.note === ''
  );
}
