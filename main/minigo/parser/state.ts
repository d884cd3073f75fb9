/** What every part of the parser shares: the current token, node numbers, errors and recovery. */
import type { BadExpression, BasicLiteral, Block, Name } from '../ast.ts';
import type { ProblemCode, ProblemDetail } from '../problems.ts';
import { beyondLimit, outsideMinigo, type OutsideConstruct } from '../refusals.ts';
import { Scanner } from '../scanner.ts';
import type { Position } from '../source.ts';
import { keywords, precedence, type Operator, type Token, type TokenKind } from '../tokens.ts';

/** Deepest nesting of expressions, types, blocks and chains of operators that is read. */
export const nestingLimit = 250;

export interface SyntaxProblem {
  readonly position: Position;
  readonly message: string;
  readonly code: ProblemCode;
  readonly detail?: ProblemDetail;
}

/** Ends the parse where going on would need unbounded memory; the problem is recorded already. */
export class ParseAbandoned extends Error {}

const statementKeywords: readonly TokenKind[] = [
  'break',
  'const',
  'continue',
  'defer',
  'fallthrough',
  'for',
  'go',
  'goto',
  'if',
  'return',
  'select',
  'switch',
  'type',
  'var',
];
const keywordKinds: ReadonlySet<string> = new Set(keywords);

/** A token as Go's messages name it. */
function tokenWords(kind: TokenKind): string {
  if (kind === ',') return 'comma';
  if (kind === ';') return 'semicolon or newline';
  return keywordKinds.has(kind) ? `keyword ${kind}` : kind;
}

export class ParserState {
  readonly problems: SyntaxProblem[] = [];
  token: Token;
  nodeCount = 0;
  /** Nesting of function bodies. */
  functionNesting = 0;
  /** Below zero in the header of a statement, where `{` begins its block rather than a literal. */
  expressionNesting = 0;
  constantGroups = 0;
  /** Function bodies without a syntax error, literals before the function around them. */
  readonly bodies: Block[] = [];
  #depth = 0;
  #syntaxErrors = 0;
  readonly #scanner: Scanner;

  constructor(text: string) {
    this.#scanner = new Scanner(text, {
      fault: (position, message) => {
        this.problems.push({ position, message, code: 'syntax' });
        this.#syntaxErrors++;
      },
      directive: (position, name) => this.outside(position, 'directive', name),
    });
    this.token = this.#scanner.next();
  }

  get kind(): TokenKind {
    return this.token.kind;
  }
  get position(): Position {
    return this.token.position;
  }
  get operator(): Operator | null {
    return this.token.operator;
  }
  get errorCount(): number {
    return this.#syntaxErrors;
  }

  newId(): number {
    return this.nodeCount++;
  }

  next(): void {
    this.token = this.#scanner.next();
  }

  /** Whether the current token is of a kind. */
  at(kind: TokenKind): boolean {
    return this.token.kind === kind;
  }

  got(kind: TokenKind): boolean {
    if (this.token.kind !== kind) return false;
    this.next();
    return true;
  }

  want(kind: TokenKind): void {
    if (this.got(kind)) return;
    this.syntaxError(`expected ${tokenWords(kind)}`);
    this.advance();
  }

  /** `=`, or `:=` with a complaint. */
  gotAssign(): boolean {
    if (this.kind === ':=') this.syntaxError('expected =');
    else if (this.kind !== '=') return false;
    this.next();
    return true;
  }

  /** Precedence of the current token as a binary operator. */
  precedence(): number {
    return this.kind === 'operator' || this.kind === '*' ? precedence(this.operator) : 0;
  }

  /** Counts one level of nesting; `leave` gives it back. */
  enter(levels = 1): void {
    this.#depth += levels;
    if (this.#depth <= nestingLimit) return;
    const refusal = beyondLimit('nested-too-deep', { most: nestingLimit });
    this.problems.push({ position: this.position, ...refusal });
    throw new ParseAbandoned();
  }

  leave(levels = 1): void {
    this.#depth -= levels;
  }

  /** A construct of Go that MiniGo leaves out. */
  outside(position: Position, construct: OutsideConstruct, name?: string): void {
    this.problems.push({ position, ...outsideMinigo(construct, name) });
  }

  plainError(position: Position, message: string): void {
    this.#syntaxErrors++;
    this.problems.push({ position, message, code: 'syntax' });
  }

  syntaxError(message: string, position: Position = this.position): void {
    if (this.kind === 'EOF' && this.#syntaxErrors > 0) return;
    if (/^(in|at|after) /.test(message)) message = ` ${message}`;
    else if (message.startsWith('expected ')) message = `, ${message}`;
    else {
      this.plainError(position, `syntax error: ${message}`);
      return;
    }
    this.plainError(position, `syntax error: unexpected ${this.#currentWords()}${message}`);
  }

  #currentWords(): string {
    const token = this.token;
    switch (token.kind) {
      case 'name':
        return `name ${token.text}`;
      case ';':
        return token.text;
      case 'literal':
        return `literal ${token.text}`;
      case 'operator':
        return token.operator ?? '';
      case 'assign-operator':
        return `${token.operator ?? ''}=`;
      case 'increment':
        return `${token.operator ?? ''}${token.operator ?? ''}`;
      default:
        return tokenWords(token.kind);
    }
  }

  /** Skips to a token that can follow; without a list it skips exactly one. */
  advance(...follow: readonly TokenKind[]): void {
    if (follow.length === 0) {
      if (this.kind !== 'EOF') this.next();
      return;
    }
    const stops = new Set<TokenKind>([
      'EOF',
      ...follow,
      ...(this.functionNesting > 0 ? statementKeywords : []),
    ]);
    while (!stops.has(this.kind)) this.next();
  }

  /**
   * Elements separated by `separator` up to `close`; `element` answers true after the last. Gives
   * the position of the closing token.
   */
  list(context: string, separator: TokenKind, close: TokenKind, element: () => boolean): Position {
    let done = false;
    while (this.kind !== 'EOF' && this.kind !== close && !done) {
      done = element();
      if (!this.got(separator) && this.kind !== close) {
        this.syntaxError(
          `in ${context}; possibly missing ${tokenWords(separator)} or ${tokenWords(close)}`,
        );
        this.advance(')', ']', '}');
        if (this.kind !== close) return this.position;
      }
    }
    const position = this.position;
    this.want(close);
    return position;
  }

  name(): Name {
    const position = this.position;
    if (this.kind === 'name') {
      const name = this.token.text;
      this.next();
      return { kind: 'name', id: this.newId(), position, name };
    }
    this.syntaxError('expected name');
    this.advance();
    return { kind: 'name', id: this.newId(), position, name: '_' };
  }

  nameAt(position: Position, name: string): Name {
    return { kind: 'name', id: this.newId(), position, name };
  }

  bad(position: Position = this.position, text: string | null = null): BadExpression {
    return { kind: 'bad', id: this.newId(), position, text };
  }

  /** The literal that stands here, or null. A literal reported already reads as a bad expression. */
  literal(): BasicLiteral | BadExpression | null {
    const { token } = this;
    if (token.literal === null) return null;
    this.next();
    if (token.bad) return this.bad(token.position, token.text);
    return {
      kind: 'basic-literal',
      id: this.newId(),
      position: token.position,
      literal: token.literal,
      text: token.text,
    };
  }
}
