import { describe, expect, test } from 'vitest';
import { documentShape } from '../contract/document.ts';
import { makeMigration } from './migration.ts';
import { readDocument } from './reading.ts';
import { emptySession, fullSession } from './testing/sessions.ts';
import { checksumOf, writeDocument } from './writing.ts';

const read = (text: string) => readDocument('mine.heapwise', text, documentShape);
const faultOf = (text: string) => {
  const outcome = read(text);
  if (!('fault' in outcome)) throw new Error('it was read');
  return outcome.fault;
};

/** The file of a document with other contents and the right checksum: what a careful forger would write. */
function forged(change: Record<string, unknown>): string {
  const document = {
    ...(JSON.parse(writeDocument(fullSession)) as Record<string, unknown>),
    ...change,
  };
  return JSON.stringify({ ...document, checksum: checksumOf(document) });
}

describe('a document', () => {
  test('that was written is read again, and written again it has the same bytes', () => {
    for (const session of [emptySession, fullSession]) {
      const text = writeDocument(session);
      const outcome = read(text);
      expect(outcome).toEqual({ ok: session });
      if ('ok' in outcome) expect(writeDocument(outcome.ok)).toBe(text);
    }
  });

  test('has its keys in one order, whatever the order in memory', () => {
    const turned = Object.fromEntries(Object.entries(fullSession).reverse()) as typeof fullSession;
    expect(writeDocument(turned)).toBe(writeDocument(fullSession));
  });

  test('cut off anywhere is damaged, or too short to be known for one of ours', () => {
    const text = writeDocument(fullSession).trimEnd();
    for (let length = 0; length < text.length; length += 1) {
      const { code } = faultOf(text.slice(0, length));
      expect(code, `${length} characters`).toBe(
        length < 33 ? 'session-foreign' : 'session-damaged',
      );
    }
  });

  test('with any one character changed is damaged, unless the change says nothing', () => {
    const text = writeDocument(fullSession);
    const original = JSON.stringify(JSON.parse(text));
    for (let index = 0; index < text.length; index += 1) {
      const other = text[index] === '1' ? '2' : '1';
      const changed = text.slice(0, index) + other + text.slice(index + 1);
      const outcome = read(changed);
      if ('ok' in outcome)
        expect(JSON.stringify(JSON.parse(changed)), `character ${index}`).toBe(original);
      else
        expect(outcome.fault.code, `character ${index}`).toMatch(
          /^session-(?:damaged|foreign|newer)$/,
        );
    }
  });
});

describe('refused with its own sentence', () => {
  test.each([
    ['an empty file', ''],
    ['a picture', '\u0089PNG\r\n'],
    ['other JSON', '{"name":"package","version":1}'],
    ['a list', '[]'],
    ['a number', '7'],
    ['null', 'null'],
  ])('%s is foreign', (_what, text) => {
    expect(faultOf(text)).toEqual({ code: 'session-foreign', detail: { file: 'mine.heapwise' } });
  });

  test('a newer document is newer, even if nothing else of it is known', () => {
    expect(faultOf('{"format":"heapwise-session","version":2,"future":{}}')).toEqual({
      code: 'session-newer',
      detail: { file: 'mine.heapwise', version: 2, newest: 1 },
    });
  });

  test.each([[0], [-1], [1.5], ['1'], [null], [undefined]])(
    'version %j was never written',
    (version) => {
      expect(faultOf(JSON.stringify({ format: 'heapwise-session', version }))).toMatchObject({
        code: 'session-damaged',
        detail: { where: 'version' },
      });
    },
  );

  test('too many brackets inside one another are refused before anything is parsed', () => {
    expect(faultOf('['.repeat(100_000))).toMatchObject({
      code: 'session-damaged',
      detail: { where: 'character 25' },
    });
    // Brackets inside a text are text.
    expect(
      read(writeDocument({ ...fullSession, note: `${'['.repeat(500)}\\"${'{'.repeat(500)}` })),
    ).toHaveProperty('ok');
  });

  test('a file that is too large is refused by its length', () => {
    expect(readDocument('big', ' '.repeat(1_001), { ...documentShape, bytes: 1_000 })).toEqual({
      fault: { code: 'session-too-large', detail: { file: 'big', size: 1_001, limit: 1_000 } },
    });
  });

  test.each([
    ['a key that is not ours', { evil: true }, ''],
    ['a prototype', JSON.parse('{"__proto__":{"polluted":true}}') as Record<string, unknown>, ''],
    ['a run id that is a path', { runs: [{ ...fullSession.runs[0], id: '../r1' }] }, 'runs.0.id'],
    [
      'a hash with markup',
      {
        runs: [
          { ...fullSession.runs[0], outcome: { ...fullSession.runs[0]?.outcome, hash: '<b>' } },
        ],
      },
      'runs.0.outcome.hash',
    ],
    [
      'a heap of 2 GiB',
      {
        runs: [
          {
            ...fullSession.runs[0],
            settings: { ...fullSession.runs[0]?.settings, heapBytes: 2 ** 31 },
          },
        ],
      },
      'runs.0.settings.heapBytes',
    ],
    ['a note without end', { note: 'x'.repeat(20_001) }, 'note'],
    ['two runs of one name', { runs: [fullSession.runs[0], fullSession.runs[0]] }, 'runs'],
    ['a sandbox without its run', { sandbox: 'r99' }, 'sandbox'],
    ['a seed that is none', { seed: -1 }, 'seed'],
  ])('%s is damaged, and where', (_what, change, where) => {
    expect(faultOf(forged(change))).toMatchObject({ code: 'session-damaged', detail: { where } });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('migration', () => {
  const migrate = makeMigration(3, [
    { from: 1, apply: (document) => ({ ...document, first: true }) },
    { from: 2, apply: (document) => ({ ...document, second: document['first'] }) },
  ]);

  test('goes one step at a time from whatever version it finds', () => {
    expect(migrate({ version: 1 })).toEqual({
      kind: 'current',
      document: { version: 3, first: true, second: true },
    });
    expect(migrate({ version: 2 })).toEqual({
      kind: 'current',
      document: { version: 3, second: undefined },
    });
    expect(migrate({ version: 3, mine: 1 })).toEqual({
      kind: 'current',
      document: { version: 3, mine: 1 },
    });
  });

  test('refuses a newer version and one that never was', () => {
    expect(migrate({ version: 4 })).toEqual({ kind: 'newer', version: 4 });
    expect(migrate({ version: 0 })).toEqual({ kind: 'unknown' });
  });

  test('a gap in the steps is found when it is made', () => {
    const nothing = (document: Readonly<Record<string, unknown>>) => document;
    expect(() =>
      makeMigration(4, [
        { from: 1, apply: nothing },
        { from: 3, apply: nothing },
      ]),
    ).toThrow('from version 1 where one from 2 belongs');
    expect(() => makeMigration(3, [{ from: 1, apply: nothing }])).toThrow(RangeError);
  });
});
