/** Sessions and entries for tests. */
import type {
  AnswerRecord,
  RunRecord,
  SessionDocument,
  SessionEntry,
} from '../../contract/document.ts';
import { defaultSettings } from '../../simulator/settings.ts';
import { newSession } from '../document.ts';
import { fold } from '../fold.ts';

export const emptySession: SessionDocument = newSession({
  app: '0.1.0',
  language: 'en',
  seed: 7,
  at: '2026-01-02T03:04:05.000Z',
});

export function runRecord(id: string, text = 'alloc a Node 16 1\n'): RunRecord {
  return {
    id,
    source: { kind: 'operations', name: 'by hand', text },
    settings: defaultSettings,
    program: null,
    script: null,
    outcome: { status: 'ready', operations: 1, events: 2, hash: '0123456789abcdef' },
    closed: false,
  };
}

export function answerRecord(right: boolean): AnswerRecord {
  return {
    at: '2026-01-02T03:05:00.000Z',
    lesson: '06-counting',
    question: { kind: 'step', step: 'drop' },
    concept: 'counting',
    answer: { kind: 'number', text: right ? '2' : '3' },
    right,
    misconception: right ? null : 'M2',
  };
}

/** One entry of every kind, in an order in which each of them has something to change. */
export const everyEntry: readonly SessionEntry[] = [
  { kind: 'language', language: 'zh-CN' },
  { kind: 'place', place: { name: 'lesson', lesson: '06-counting', step: 'drop' } },
  { kind: 'visited', lesson: '06-counting', step: 'first' },
  { kind: 'visited', lesson: '06-counting', step: 'drop' },
  { kind: 'answered', answer: answerRecord(false) },
  { kind: 'answered', answer: answerRecord(true) },
  { kind: 'run-opened', run: runRecord('r1') },
  { kind: 'sandbox', run: 'r1' },
  {
    kind: 'run-changed',
    run: 'r1',
    script: { keep: 18, add: 'root a nil # 数\n' },
    outcome: { status: 'ready', operations: 2, events: 5, hash: 'fedcba9876543210' },
  },
  { kind: 'run-opened', run: runRecord('r2') },
  { kind: 'run-closed', run: 'r2' },
  {
    kind: 'lab',
    lab: {
      lesson: '06-counting',
      at: '2026-01-02T03:06:00.000Z',
      source: { kind: 'operations', name: 'lab', text: 'gc\n' },
      settings: defaultSettings,
      done: true,
    },
  },
  { kind: 'note', text: 'Why did "3" die? \u2028 <b>cycle</b>' },
];

export const fullSession: SessionDocument = everyEntry.reduce(fold, emptySession);
