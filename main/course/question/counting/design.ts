/** What the question types about counting share: how much happens at each level, and where the question stands. */
import type { Operation } from '../../../simulator/operation.ts';
import { assignmentText } from '../../script.ts';
import type { MomentReference } from '../../moment.ts';
import type { Chance } from '../../random.ts';
import type { Level } from '../type.ts';
import { countingScript } from './script.ts';

export interface CountingDesign {
  readonly operations: readonly Operation[];
  /** Operations that have been done when the question is asked. */
  readonly done: number;
}

const sizes: Readonly<
  Record<
    Level,
    {
      readonly objects: number;
      readonly done: readonly [number, number];
      readonly rest: readonly [number, number];
    }
  >
> = {
  1: { objects: 2, done: [3, 4], rest: [3, 4] },
  2: { objects: 3, done: [4, 6], rest: [4, 6] },
  3: { objects: 4, done: [5, 7], rest: [6, 9] },
};

export function countingDesign(chance: Chance, level: Level): CountingDesign {
  const { objects, done, rest } = sizes[level];
  const first = chance.between(...done);
  const operations = countingScript(chance, {
    objects,
    operations: first + chance.between(...rest),
  });
  return { operations, done: Math.min(first, operations.length) };
}

export const afterOperation = (operation: number): MomentReference => ({
  before: false,
  point: { kind: 'operation', operation },
});
export const atEnd: MomentReference = { before: false, point: { kind: 'end' } };

/** The operations of a range as a Markdown listing of assignments. */
export function listing(operations: readonly Operation[]): string {
  return `\`\`\`\n${operations.map(assignmentText).join('\n')}\n\`\`\``;
}

/** `{{A}}`, `{{#3}}` … : an object in a text, by its ordinal. */
export const mention = (object: number): string => `{{#${object}}}`;
export const mentions = (objects: readonly number[], separator: string): string =>
  objects.map(mention).join(separator);
