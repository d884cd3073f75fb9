import { describe, expect, test } from 'vitest';
import type { SessionDocument, SessionEntry } from '../contract/document.ts';
import { isUntouched } from './document.ts';
import { fold, textOf } from './fold.ts';
import { summaryOf } from './summary.ts';
import { emptySession, everyEntry, fullSession, runRecord } from './testing/sessions.ts';

const after = (entries: readonly SessionEntry[], session: SessionDocument = emptySession) =>
  entries.reduce(fold, session);
const opened = (id: string, text?: string): SessionEntry => ({
  kind: 'run-opened',
  run: runRecord(id, text),
});

test('a session is the fold of what was done, and the old one stays as it was', () => {
  const before = structuredClone(emptySession);
  expect(after(everyEntry)).toEqual(fullSession);
  expect(emptySession).toEqual(before);
  expect(isUntouched(emptySession)).toBe(true);
  expect(isUntouched(fullSession)).toBe(false);
});

test('a script is what was opened and what was done to it', () => {
  const [run] = fullSession.runs;
  expect(run?.script).toBe('alloc a Node 16 1\nroot a nil # 数\n');
  // Taken back to the source's own text, it is no change any more.
  const undone = after(
    [
      {
        kind: 'run-changed',
        run: 'r1',
        script: { keep: 18, add: '' },
        outcome: runRecord('r1').outcome,
      },
    ],
    fullSession,
  );
  expect(undone.runs[0]).toEqual(runRecord('r1'));
});

describe('closing a run', () => {
  test('keeps it where something was done, and forgets it where nothing was', () => {
    const idle: SessionEntry = {
      kind: 'run-opened',
      run: {
        ...runRecord('r2'),
        outcome: { status: 'ready', operations: 0, events: 0, hash: null },
      },
    };
    const session = after([
      opened('r1'),
      idle,
      { kind: 'sandbox', run: 'r2' },
      { kind: 'run-closed', run: 'r1' },
      { kind: 'run-closed', run: 'r2' },
    ]);
    expect(session.runs).toEqual([{ ...runRecord('r1'), closed: true }]);
    expect(session.sandbox).toBeNull();
  });

  test('the sandbox never names a run that is not there', () => {
    expect(after([{ kind: 'sandbox', run: 'r9' }]).sandbox).toBeNull();
  });
});

describe('room', () => {
  test("is made by dropping closed runs first, then the oldest, never the sandbox's nor the newest", () => {
    const many = Array.from({ length: 500 }, (_, index) => opened(`r${index + 1}`));
    const session = after([
      ...many,
      { kind: 'sandbox', run: 'r1' },
      { kind: 'run-closed', run: 'r300' },
    ]);
    const fuller = after([opened('r501'), opened('r502')], session);
    expect(fuller.runs).toHaveLength(500);
    const ids = new Set(fuller.runs.map((run) => run.id));
    expect(
      [...session.runs, { id: 'r501' }, { id: 'r502' }]
        .map((run) => run.id)
        .filter((id) => !ids.has(id)),
    ).toEqual(['r2', 'r300']);
  });

  test('is made for long texts too, so that what is kept can be opened again', () => {
    const long = '#'.repeat(1_000_000);
    const session = after(Array.from({ length: 12 }, (_, index) => opened(`r${index + 1}`, long)));
    expect(session.runs.map((run) => run.id)).toEqual([
      'r5',
      'r6',
      'r7',
      'r8',
      'r9',
      'r10',
      'r11',
      'r12',
    ]);
    expect(session.runs.every((run) => textOf(run) === long)).toBe(true);
  });
});

test('the summary counts what the document holds', () => {
  expect(summaryOf(fullSession)).toEqual({
    title: 'Heapwise · 2026-01-02',
    startedAt: '2026-01-02T03:04:05.000Z',
    savedAt: null,
    answered: 2,
    right: 1,
    lessons: [{ lesson: '06-counting', steps: 2 }],
    runs: [
      {
        run: 'r1',
        name: 'by hand',
        collector: 'mark-sweep',
        allocator: 'first-fit',
        operations: 2,
        events: 5,
        hash: 'fedcba9876543210',
      },
      {
        run: 'r2',
        name: 'by hand',
        collector: 'mark-sweep',
        allocator: 'first-fit',
        operations: 1,
        events: 2,
        hash: '0123456789abcdef',
      },
    ],
    answers: [
      { type: 'drop', concept: 'counting', right: false, misconception: 'M2' },
      { type: 'drop', concept: 'counting', right: true, misconception: null },
    ],
  });
});
