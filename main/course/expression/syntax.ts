/** An expression of a lesson: what stands between `{{` and `}}`, in a condition or in a goal. */
import type { MomentReference } from '../moment.ts';

export type BinaryOperator =
  '+' | '-' | '*' | '/' | '==' | '!=' | '<' | '<=' | '>' | '>=' | 'and' | 'or' | 'in';

export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'nil' }
  /** `A`, `A#2`, `#3`. */
  | { readonly kind: 'object'; readonly name: string }
  /** `bytes.free`, `garbage`. */
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly operands: readonly Expression[] }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'not'; readonly operand: Expression }
  | { readonly kind: 'negative'; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  /** The value at the end of another scene of the lesson, or at one of its moments: `ticks under copying`. */
  | { readonly kind: 'under'; readonly operand: Expression; readonly scene: string }
  /** The value at another moment: `count(A) at operation:2`. */
  | { readonly kind: 'at'; readonly operand: Expression; readonly moment: MomentReference };

/** An expression that can't be read; the message is a sentence for its author. */
export class ExpressionError extends Error {}

/** Functions that read the scene whatever their operands are. */
const sceneFunctions: readonly string[] = [
  'slot',
  'object',
  'holeAddress',
  'holeSize',
  'fits',
  'unusable',
  'deathsIn',
  'objectAt',
  'calls',
  'output',
  // Computed by the simulator's copy of Go's own arithmetic.
  'heapGoal',
  'limitGoal',
  'triggerFrom',
  'triggerTo',
  'slotBytes',
  'perSpan',
  'spanPages',
  'visits',
  'visited',
  'flooded',
  'floodSwitches',
  'mmu',
];

/** Is anything in it computed from the scene? `{{3}}` is not. */
export function readsScene(expression: Expression): boolean {
  switch (expression.kind) {
    case 'number':
    case 'text':
    case 'boolean':
    case 'nil':
      return false;
    case 'object':
    case 'name':
      return true;
    case 'call':
      return sceneFunctions.includes(expression.name) || expression.operands.some(readsScene);
    case 'list':
      return expression.items.some(readsScene);
    case 'not':
    case 'negative':
    case 'at':
    case 'under':
      return readsScene(expression.operand);
    case 'binary':
      return readsScene(expression.left) || readsScene(expression.right);
  }
}

/** Every number that is written in it, as text. */
export function numbersIn(expression: Expression): readonly number[] {
  switch (expression.kind) {
    case 'number':
      return [expression.value];
    case 'call':
      return expression.operands.flatMap(numbersIn);
    case 'list':
      return expression.items.flatMap(numbersIn);
    case 'not':
    case 'negative':
    case 'at':
    case 'under':
      return numbersIn(expression.operand);
    case 'binary':
      return [...numbersIn(expression.left), ...numbersIn(expression.right)];
    default:
      return [];
  }
}
