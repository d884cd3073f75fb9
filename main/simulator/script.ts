import type { Operation, ScriptLine } from './operation.ts';

/** Values that a problem's words are filled with in any language; which ones, its code says. */
export type ProblemValues = Readonly<Record<string, string | number>>;

/** What is wrong with a line of a script: a value for whoever puts it into words. */
export interface ScriptProblem {
  /** From 1. */
  readonly line: number;
  readonly code:
    | 'unknown-word'
    | 'missing-word'
    | 'extra-word'
    | 'bad-slot'
    | 'bad-number'
    | 'no-such-field'
    | 'bad-size'
    | 'no-frame';
  /** The word that is wrong; the last good one where one is missing. */
  readonly word: string;
  /** What was expected in its place, in English. */
  readonly expected: string;
  /**
   * The same as values. `missing-word`, `bad-slot`, `bad-number`: `part` of the grammar and its name
   * `called`; `extra-word`: `usage`; `no-such-field`: `type` and its `fields`; `bad-size`: `geometry`,
   * `fields` and `least` bytes or `most` fields.
   */
  readonly values: ProblemValues;
}

export type ParsedScript =
  | { readonly ok: true; readonly lines: readonly ScriptLine[] }
  | { readonly ok: false; readonly problems: readonly ScriptProblem[] };

type Part = 'slot' | 'slot-or-nil' | 'name' | 'size' | 'field';

const grammar: {
  readonly [K in Operation['kind']]: readonly { readonly part: Part; readonly called: string }[];
} = {
  alloc: [
    { part: 'slot', called: 'SLOT' },
    { part: 'name', called: 'TYPE' },
    { part: 'size', called: 'BYTES' },
    { part: 'field', called: 'FIELDS' },
  ],
  root: [
    { part: 'slot', called: 'SLOT' },
    { part: 'slot-or-nil', called: 'SLOT2 or nil' },
  ],
  write: [
    { part: 'slot', called: 'SLOT' },
    { part: 'field', called: 'FIELD' },
    { part: 'slot-or-nil', called: 'SLOT2 or nil' },
  ],
  read: [
    { part: 'slot', called: 'SLOT' },
    { part: 'slot', called: 'SLOT2' },
    { part: 'field', called: 'FIELD' },
  ],
  push: [{ part: 'name', called: 'NAME' }],
  pop: [],
  free: [{ part: 'slot', called: 'SLOT' }],
  gc: [],
};

/** Greatest number a script may hold: what a heap may be. */
const largestNumber = 2 ** 30;
const name = /^[\p{L}\p{N}_.$*&[\]<>:/-]+$/u;
const slot = /^@?[\p{L}\p{N}_.$-]+$/u;

/** Reads a script: one operation a line, `#` starts a comment. All mistakes are told, not only the first. */
export function parseScript(text: string): ParsedScript {
  const lines: ScriptLine[] = [];
  const problems: ScriptProblem[] = [];
  let line = 0;
  for (const raw of text.split(/\r\n|\n|\r/)) {
    line += 1;
    const parsed = parseLine(line === 1 ? raw.replace(/^\uFEFF/, '') : raw, line);
    if (parsed === null) continue;
    if ('operation' in parsed) lines.push(parsed);
    else problems.push(parsed);
  }
  return problems.length === 0 ? { ok: true, lines } : { ok: false, problems };
}

/** Reads one line; `null` if nothing is on it. */
export function parseLine(raw: string, line: number): ScriptLine | ScriptProblem | null {
  const comment = raw.indexOf('#');
  const words = (comment < 0 ? raw : raw.slice(0, comment))
    .split(/\s+/u)
    .filter((word) => word !== '');
  const [kind, ...rest] = words;
  if (kind === undefined) return null;
  if (!isKind(kind))
    return {
      line,
      code: 'unknown-word',
      word: kind,
      expected: 'alloc, root, write, read, push, pop, free or gc',
      values: {},
    };
  const parts = grammar[kind];
  for (const [index, { part, called }] of parts.entries()) {
    const word = rest[index];
    if (word === undefined)
      return {
        line,
        code: 'missing-word',
        word: words[words.length - 1] ?? kind,
        expected: `${called} after it`,
        values: partValues(part, called),
      };
    const problem = check(part, called, word);
    if (problem !== null) return { line, word, ...problem, values: partValues(part, called) };
  }
  const extra = rest[parts.length];
  if (extra !== undefined)
    return {
      line,
      code: 'extra-word',
      word: extra,
      expected: `the end of the line (${usage(kind)})`,
      values: { usage: usage(kind).replaceAll(' or ', '|') },
    };
  return { line, operation: build(kind, rest) };
}

function check(
  part: Part,
  called: string,
  word: string,
): { readonly code: ScriptProblem['code']; readonly expected: string } | null {
  switch (part) {
    case 'slot':
      return word !== 'nil' && slot.test(word)
        ? null
        : {
            code: 'bad-slot',
            expected: `${called}: a name of letters and digits, with @ before it for a global`,
          };
    case 'slot-or-nil':
      return slot.test(word)
        ? null
        : {
            code: 'bad-slot',
            expected: `${called}: a name of letters and digits, with @ before it for a global`,
          };
    case 'name':
      return name.test(word) ? null : { code: 'bad-slot', expected: `${called}: a name` };
    case 'size':
    case 'field':
      return /^\d+$/.test(word) && Number(word) <= largestNumber
        ? null
        : { code: 'bad-number', expected: `${called}: a whole number from 0 to ${largestNumber}` };
    default:
      return part satisfies never;
  }
}

/** A part of the grammar, without the English of its name. */
function partValues(part: Part, called: string): ProblemValues {
  return { part, called: called.replace(' or nil', '') };
}

function isKind(word: string): word is Operation['kind'] {
  return Object.hasOwn(grammar, word);
}

function usage(kind: Operation['kind']): string {
  return [kind, ...grammar[kind].map(({ called }) => called)].join(' ');
}

function build(kind: Operation['kind'], words: readonly string[]): Operation {
  const [first = '', second = '', third = '', fourth = ''] = words;
  switch (kind) {
    case 'alloc':
      return { kind, slot: first, type: second, bytes: Number(third), fields: Number(fourth) };
    case 'root':
      return { kind, slot: first, from: orNull(second) };
    case 'write':
      return { kind, slot: first, field: Number(second), from: orNull(third) };
    case 'read':
      return { kind, slot: first, from: second, field: Number(third) };
    case 'push':
      return { kind, name: first };
    case 'free':
      return { kind, slot: first };
    case 'pop':
    case 'gc':
      return { kind };
    default:
      return kind satisfies never;
  }
}

function orNull(word: string): string | null {
  return word === 'nil' ? null : word;
}

/** One operation as a script writes it. */
export function formatOperation(operation: Operation): string {
  switch (operation.kind) {
    case 'alloc':
      return `alloc ${operation.slot} ${operation.type} ${operation.bytes} ${operation.fields}`;
    case 'root':
      return `root ${operation.slot} ${operation.from ?? 'nil'}`;
    case 'write':
      return `write ${operation.slot} ${operation.field} ${operation.from ?? 'nil'}`;
    case 'read':
      return `read ${operation.slot} ${operation.from} ${operation.field}`;
    case 'push':
      return `push ${operation.name}`;
    case 'free':
      return `free ${operation.slot}`;
    case 'pop':
    case 'gc':
      return operation.kind;
    default:
      return operation satisfies never;
  }
}

/** Operations as a script, one a line. */
export function formatScript(operations: readonly Operation[]): string {
  return operations.map((operation) => `${formatOperation(operation)}\n`).join('');
}

/** A problem in one English sentence, without its place. */
export function describeProblem(problem: ScriptProblem): string {
  const what: { readonly [C in ScriptProblem['code']]: string } = {
    'unknown-word': `"${problem.word}" is no operation`,
    'missing-word': `something is missing after "${problem.word}"`,
    'extra-word': `"${problem.word}" is too much`,
    'bad-slot': `"${problem.word}" is no name`,
    'bad-number': `"${problem.word}" is no such number`,
    'no-such-field': `there is no field ${problem.word}`,
    'bad-size': `${problem.word} is no possible size`,
    'no-frame': `there is no frame to leave`,
  };
  return `${what[problem.code]}: expected ${problem.expected}`;
}
