/** Random programs about integers and pointers to them, as MiniGo, and what wrong rules make of them. */
import type { ProgramOptions } from '../../../contract/run.ts';
import { defaultSettings } from '../../../simulator/settings.ts';
import type { HeapSettings } from '../../../simulator/settings.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { PointerMemory, truePointing } from '../../misconceptions/pointing.ts';
import type { PointerStatement, PointingRule } from '../../misconceptions/pointing.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import type { MomentReference } from '../../moment.ts';
import type { Chance } from '../../random.ts';
import type { Level, QuestionProgram } from '../type.ts';

export interface PointerProgram {
  readonly values: ReadonlyMap<string, number>;
  readonly leads: ReadonlyMap<string, string>;
  readonly statements: readonly PointerStatement[];
}

type StatementKind = PointerStatement['kind'];

/** Variables whose address is taken are boxes of the heap here, so that the stage can show where pointers lead. */
const options: ProgramOptions = { escape: 'heap', roots: 'scope', steps: 1_000 };
export const pointerSettings: HeapSettings = {
  ...defaultSettings,
  heapBytes: 128,
  collector: 'none',
};
export const programBegins: MomentReference = { before: false, point: { kind: 'start' } };
export const programEnds: MomentReference = { before: false, point: { kind: 'end' } };

const sizes: Readonly<
  Record<Level, { readonly variables: number; readonly pointers: number; readonly steps: number }>
> = {
  1: { variables: 2, pointers: 2, steps: 4 },
  2: { variables: 2, pointers: 3, steps: 6 },
  3: { variables: 3, pointers: 3, steps: 8 },
};

export function statementText(statement: PointerStatement): string {
  switch (statement.kind) {
    case 'aim':
      return `${statement.pointer} = &${statement.variable}`;
    case 'share':
      return `${statement.pointer} = ${statement.from}`;
    case 'set':
      return `${statement.variable} = ${statement.value}`;
    case 'copy':
      return `${statement.variable} = ${statement.from}`;
    case 'read':
      return `${statement.variable} = *${statement.pointer}`;
    case 'store':
      return `*${statement.pointer} = ${statement.value}`;
    case 'store-read':
      return `*${statement.pointer} = *${statement.from}`;
  }
}

function randomStatement(
  chance: Chance,
  kind: StatementKind,
  variables: readonly string[],
  pointers: readonly string[],
): PointerStatement {
  const [variable = 'x', other = 'y'] = chance.shuffled(variables);
  const [pointer = 'p', from = 'q'] = chance.shuffled(pointers);
  const value = chance.between(10, 99);
  switch (kind) {
    case 'aim':
      return { kind, pointer, variable };
    case 'share':
      return { kind, pointer, from };
    case 'set':
      return { kind, variable, value };
    case 'copy':
      return { kind, variable, from: other };
    case 'read':
      return { kind, variable, pointer };
    case 'store':
      return { kind, pointer, value };
    case 'store-read':
      return { kind, pointer, from };
  }
}

/** A program whose statements are of these kinds, drawn one after the other. */
export function pointerProgram(
  chance: Chance,
  level: Level,
  kinds: readonly [StatementKind, ...StatementKind[]],
): PointerProgram {
  const size = sizes[level];
  const variables = ['x', 'y', 'z'].slice(0, size.variables);
  const pointers = ['p', 'q', 'r'].slice(0, size.pointers);
  return {
    values: new Map(variables.map((name, at) => [name, at + 1])),
    leads: new Map(pointers.map((name, at) => [name, variables[at % variables.length] ?? 'x'])),
    statements: Array.from({ length: size.steps }, () =>
      randomStatement(chance, chance.pick(kinds), variables, pointers),
    ),
  };
}

/** Line of the first statement in the text. */
const firstStatement = 8;

export const lineOf = (ordinal: number): number => firstStatement + ordinal - 1;

export function programOf({ values, leads, statements }: PointerProgram): QuestionProgram {
  const variables = [...values.keys()];
  const pointers = [...leads.keys()];
  const lines = [
    `${variables.join(', ')} := ${[...values.values()].join(', ')}`,
    `${pointers.join(', ')} := ${[...leads.values()].map((name) => `&${name}`).join(', ')}`,
    ...statements.map(statementText),
    `fmt.Println(${[...variables, ...pointers.map((name) => `*${name}`)].join(', ')})`,
  ];
  const text = `package main\n\nimport "fmt"\n\nfunc main() {\n${lines.map((line) => `\t${line}\n`).join('')}}\n`;
  return { text, options };
}

/** What a rule makes of the program after so many of its statements. */
export function memoryBy(
  rule: PointingRule,
  { values, leads, statements }: PointerProgram,
  count = statements.length,
): PointerMemory {
  const memory = new PointerMemory(rule, values, leads);
  for (const statement of statements.slice(0, count)) memory.perform(statement);
  return memory;
}

export const memoryOf = (id: MisconceptionId, program: PointerProgram): PointerMemory | null => {
  const rule = wrongCollector(id)?.pointing;
  return rule === undefined ? null : memoryBy(rule, program);
};

export const trueMemory = (program: PointerProgram, count?: number): PointerMemory =>
  memoryBy(truePointing, program, count);
