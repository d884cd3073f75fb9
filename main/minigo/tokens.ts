/** The tokens of Go (specification, "Lexical elements"), as the scanner hands them to the parser. */
import type { BinaryOperator, LiteralKind } from './ast.ts';
import type { Position } from './source.ts';

export const keywords = [
  'break',
  'case',
  'chan',
  'const',
  'continue',
  'default',
  'defer',
  'else',
  'fallthrough',
  'for',
  'func',
  'go',
  'goto',
  'if',
  'import',
  'interface',
  'map',
  'package',
  'range',
  'return',
  'select',
  'struct',
  'switch',
  'type',
  'var',
] as const;
export type Keyword = (typeof keywords)[number];

/**
 * `operator` is any operator but `*` and `<-`; `assign-operator` is `op=`; `increment` is `++` or `--`.
 * Delimiters and keywords stand for themselves.
 */
export type TokenKind =
  | 'EOF'
  | 'name'
  | 'literal'
  | 'operator'
  | 'assign-operator'
  | 'increment'
  | '='
  | ':='
  | '<-'
  | '*'
  | '('
  | '['
  | '{'
  | ')'
  | ']'
  | '}'
  | ','
  | ';'
  | ':'
  | '.'
  | '...'
  | Keyword;

export type Operator = BinaryOperator | '!' | '~';

export interface Token {
  readonly kind: TokenKind;
  readonly position: Position;
  /** Name, literal as written, or for `;` what stood there: `semicolon`, `newline` or `EOF`. */
  readonly text: string;
  /** For operators, `op=`, `++`, `--` and `*`. */
  readonly operator: Operator | null;
  readonly literal: LiteralKind | null;
  /** A literal that has been reported already. */
  readonly bad: boolean;
}

/** Precedence of a binary operator, 1 (`||`) … 5 (`*`); 0 for the others. */
export function precedence(operator: Operator | null): number {
  switch (operator) {
    case '||':
      return 1;
    case '&&':
      return 2;
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return 3;
    case '+':
    case '-':
    case '|':
    case '^':
      return 4;
    case '*':
    case '/':
    case '%':
    case '&':
    case '&^':
    case '<<':
    case '>>':
      return 5;
    default:
      return 0;
  }
}
