/** Statements (Go specification, "Statements"). */
import type {
  Block,
  Declaration,
  Expression,
  IfStatement,
  SimpleStatement,
  Statement,
} from '../ast.ts';
import { expressionText } from '../expression-text.ts';
import type { Position } from '../source.ts';
import {
  parseConstant,
  parseDeclarationGroup,
  parseTypeDeclaration,
  parseVariable,
  type GroupPlace,
} from './declarations.ts';
import { parseExpression, parseExpressionList, parsePrimary } from './expressions.ts';
import { parseHeader } from './headers.ts';
import { unparenthesised } from '../bare.ts';
import type { ParserState } from './state.ts';
import { parseSelect, parseSwitch } from './switches.ts';

export function parseFunctionBody(p: ParserState): Block {
  const { errorCount } = p;
  p.functionNesting++;
  const body = parseBlock(p, '');
  p.functionNesting--;
  if (p.errorCount === errorCount) p.bodies.push(body);
  return body;
}

/** `context` says after what a block must stand; empty where `{` is known to be here. */
export function parseBlock(p: ParserState, context: string): Block {
  const position = p.position;
  p.enter();
  if (!p.got('{')) {
    p.syntaxError(`expected { after ${context}`);
    p.advance('name', '}');
    const closeBrace = p.position;
    if (p.got('}')) {
      p.leave();
      return { kind: 'block', id: p.newId(), position, statements: [], closeBrace };
    }
  }
  const statements = parseStatements(p);
  const closeBrace = p.position;
  p.want('}');
  p.leave();
  return { kind: 'block', id: p.newId(), position, statements, closeBrace };
}

export function parseStatements(p: ParserState): Statement[] {
  const statements: Statement[] = [];
  while (!p.at('EOF') && !p.at('}') && !p.at('case') && !p.at('default')) {
    const statement = parseStatementOrNull(p);
    if (statement === null) break;
    statements.push(statement);
    if (!p.got(';') && !p.at('}')) {
      p.syntaxError('at end of statement');
      p.advance(';', '}', 'case', 'default');
      p.got(';');
    }
  }
  return statements;
}

/** The head of a simple statement, or of a range clause where `range` may follow. */
export type ParsedSimple = SimpleStatement | RangeHead;

export interface RangeHead {
  readonly kind: 'range-head';
  readonly position: Position;
  readonly left: readonly Expression[];
  readonly define: boolean;
  readonly operand: Expression;
}

export function parseRangeHead(
  p: ParserState,
  position: Position,
  left: readonly Expression[],
  define: boolean,
): RangeHead {
  p.next();
  return { kind: 'range-head', position, left, define, operand: parseExpression(p) };
}

export function parseSimple(
  p: ParserState,
  given: readonly Expression[] | null,
  keyword: 'for' | 'if' | 'switch' | null,
): ParsedSimple {
  if (keyword === 'for' && p.at('range')) return parseRangeHead(p, p.position, [], false);
  const left = given ?? parseExpressionList(p);
  const [first] = left;
  if (first === undefined) return { kind: 'empty', id: p.newId(), position: p.position };
  const { position } = first;
  const operatorPosition = p.position;
  if (left.length === 1 && !p.at('=') && !p.at(':=')) {
    switch (p.kind) {
      case 'assign-operator': {
        const operator = p.operator;
        p.next();
        const right = parseExpression(p);
        const arithmetic = operator as Extract<
          typeof operator,
          '+' | '-' | '*' | '/' | '%' | '&' | '|' | '^' | '&^' | '<<' | '>>'
        >;
        return {
          kind: 'assign',
          id: p.newId(),
          position,
          left,
          right: [right],
          operator: arithmetic,
          operatorPosition,
        };
      }
      case 'increment': {
        const operator = p.operator === '+' ? '++' : '--';
        p.next();
        return {
          kind: 'increment',
          id: p.newId(),
          position,
          operator,
          operand: first,
          operatorPosition,
        };
      }
      case '<-': {
        p.next();
        const value = parseExpression(p);
        return { kind: 'send', id: p.newId(), position, channel: first, value, operatorPosition };
      }
      default:
        return { kind: 'expression', id: p.newId(), position, expression: first };
    }
  }
  if (!p.at('=') && !p.at(':=')) {
    p.syntaxError('expected := or = or comma');
    p.advance(';', '}');
    return { kind: 'expression', id: p.newId(), position, expression: first };
  }
  const define = p.at(':=');
  p.next();
  if (keyword === 'for' && p.at('range')) return parseRangeHead(p, position, left, define);
  const right = parseExpressionList(p);
  const [only] = right;
  if (
    only?.kind === 'type-switch-guard' &&
    right.length === 1 &&
    keyword === 'switch' &&
    define &&
    first.kind === 'name' &&
    left.length === 1
  )
    return {
      kind: 'expression',
      id: p.newId(),
      position,
      expression: { ...only, position, name: first },
    };
  if (define) return { kind: 'define', id: p.newId(), position, left, right, operatorPosition };
  return { kind: 'assign', id: p.newId(), position, left, right, operator: null, operatorPosition };
}

/** A statement that is no clause head. */
export function parseSimpleStatement(
  p: ParserState,
  given: readonly Expression[] | null,
): SimpleStatement {
  const simple = parseSimple(p, given, null);
  // Without the keyword `for` no range head is ever read.
  return simple.kind === 'range-head'
    ? { kind: 'empty', id: p.newId(), position: simple.position }
    : simple;
}

function parseStatementOrNull(p: ParserState): Statement | null {
  p.enter();
  const statement = statementOrNull(p);
  p.leave();
  return statement;
}

function statementOrNull(p: ParserState): Statement | null {
  const position = p.position;
  switch (p.kind) {
    case 'name': {
      const left = parseExpressionList(p);
      const [label] = left;
      if (left.length === 1 && label?.kind === 'name' && p.at(':')) {
        const colon = p.position;
        p.next();
        if (p.at('}')) {
          const empty: Statement = { kind: 'empty', id: p.newId(), position: p.position };
          return { kind: 'labeled', id: p.newId(), position, label, statement: empty };
        }
        const statement = parseStatementOrNull(p);
        if (statement === null) {
          p.syntaxError('missing statement after label', colon);
          return null;
        }
        return { kind: 'labeled', id: p.newId(), position, label, statement };
      }
      return parseSimpleStatement(p, left);
    }
    case 'var':
    case 'const':
    case 'type': {
      const parse: (p: ParserState, place: GroupPlace) => Declaration = p.at('var')
        ? parseVariable
        : p.at('const')
          ? parseConstant
          : parseTypeDeclaration;
      p.next();
      return {
        kind: 'declaration',
        id: p.newId(),
        position,
        declarations: parseDeclarationGroup(p, parse),
      };
    }
    case '{':
      return parseBlock(p, '');
    case 'operator':
      switch (p.operator) {
        case '+':
        case '-':
        case '&':
        case '^':
        case '!':
          return parseSimpleStatement(p, null);
        default:
          return null;
      }
    case '*':
    case 'literal':
    case 'func':
    case '(':
    case '[':
    case 'struct':
    case 'map':
    case 'chan':
    case 'interface':
    case '<-':
      return parseSimpleStatement(p, null);
    case 'for':
      return parseFor(p);
    case 'switch':
      return parseSwitch(p);
    case 'select':
      return parseSelect(p);
    case 'if':
      return parseIf(p);
    case 'fallthrough':
      p.next();
      return { kind: 'branch', id: p.newId(), position, keyword: 'fallthrough', label: null };
    case 'break':
    case 'continue': {
      const keyword = p.kind;
      p.next();
      const label = p.at('name') ? p.name() : null;
      return { kind: 'branch', id: p.newId(), position, keyword, label };
    }
    case 'goto': {
      p.next();
      const label = p.name();
      return { kind: 'branch', id: p.newId(), position, keyword: 'goto', label };
    }
    case 'go':
    case 'defer':
      return parseCallStatement(p, p.kind);
    case 'return': {
      p.next();
      const results = !p.at(';') && !p.at('}') ? parseExpressionList(p) : [];
      return { kind: 'return', id: p.newId(), position, results };
    }
    case ';':
      return { kind: 'empty', id: p.newId(), position };
    default:
      return null;
  }
}

function parseCallStatement(p: ParserState, kind: 'go' | 'defer'): Statement {
  const position = p.position;
  p.next();
  const written = parsePrimary(p, null, p.at('('));
  const call = unparenthesised(written);
  if (call !== written)
    p.plainError(written.position, `expression in ${kind} must not be parenthesized`);
  return { kind, id: p.newId(), position, call };
}

function parseFor(p: ParserState): Statement {
  const position = p.position;
  const header = parseHeader(p, 'for');
  const body = parseBlock(p, 'for clause');
  if (header.range !== null) {
    const { left, define, operand } = header.range;
    return {
      kind: 'range',
      id: p.newId(),
      position,
      key: left[0] ?? null,
      value: left[1] ?? null,
      extra: left[2] ?? null,
      define,
      operand,
      body,
    };
  }
  return {
    kind: 'for',
    id: p.newId(),
    position,
    init: header.init,
    condition: header.condition,
    post: header.post,
    body,
  };
}

function parseIf(p: ParserState): IfStatement {
  const position = p.position;
  p.enter();
  const header = parseHeader(p, 'if');
  const then = parseBlock(p, 'if clause');
  let otherwise: Block | IfStatement | null = null;
  if (p.got('else')) {
    if (p.at('if')) otherwise = parseIf(p);
    else if (p.at('{')) otherwise = parseBlock(p, '');
    else {
      p.syntaxError('else must be followed by if or statement block');
      p.advance('name', '}');
    }
  }
  p.leave();
  return {
    kind: 'if',
    id: p.newId(),
    position,
    init: header.init,
    condition: header.condition ?? p.bad(position),
    then,
    otherwise,
  };
}

/** A statement as Go's messages show it. */
export function simpleText(statement: SimpleStatement): string {
  const texts = (list: readonly Expression[]): string => list.map(expressionText).join(', ');
  switch (statement.kind) {
    case 'empty':
      return '';
    case 'expression':
      return expressionText(statement.expression);
    case 'send':
      return `${expressionText(statement.channel)} <- ${expressionText(statement.value)}`;
    case 'increment':
      return `${expressionText(statement.operand)}${statement.operator}`;
    case 'define':
      return `${texts(statement.left)} := ${texts(statement.right)}`;
    case 'assign':
      return `${texts(statement.left)} ${statement.operator ?? ''}= ${texts(statement.right)}`;
  }
}
