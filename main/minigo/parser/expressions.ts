/** Expressions (Go specification, "Expressions"). */
import type {
  Binary,
  BinaryOperator,
  ChannelTypeExpression,
  CompositeLiteral,
  Expression,
  UnaryOperator,
} from '../ast.ts';
import { expressionText } from '../expression-text.ts';
import type { Position } from '../source.ts';
import { unparenthesised } from '../bare.ts';
import type { ParserState } from './state.ts';
import { parseFunctionBody } from './statements.ts';
import { parseFunctionType, parseType, parseTypeOrNull } from './types.ts';

export function parseExpression(p: ParserState): Expression {
  p.enter();
  const expression = parseBinary(p, null, 0);
  p.leave();
  return expression;
}

/** One or more expressions separated by commas. */
export function parseExpressionList(p: ParserState): Expression[] {
  const list = [parseExpression(p)];
  while (p.got(',')) list.push(parseExpression(p));
  return list;
}

export function parseBinary(p: ParserState, first: Expression | null, above: number): Expression {
  let left = first ?? parseUnary(p);
  let levels = 0;
  for (let own = p.precedence(); own > above; own = p.precedence()) {
    p.enter();
    levels++;
    const operatorPosition = p.position;
    const operator = p.operator;
    p.next();
    const right = parseBinary(p, null, own);
    // Only binary operators have a precedence.
    const binary: Binary = {
      kind: 'binary',
      id: p.newId(),
      position: left.position,
      operator: operator as BinaryOperator,
      operatorPosition,
      left,
      right,
    };
    left = binary;
  }
  p.leave(levels);
  return left;
}

function parseUnary(p: ParserState): Expression {
  p.enter();
  const expression = unary(p);
  p.leave();
  return expression;
}

function unary(p: ParserState): Expression {
  const position = p.position;
  if (p.at('*')) {
    p.next();
    const operand = parseUnary(p);
    return { kind: 'star', id: p.newId(), position, operand };
  }
  if (p.at('operator')) {
    const operator = p.operator;
    switch (operator) {
      case '+':
      case '-':
      case '!':
      case '^':
      case '&': {
        p.next();
        const inner = parseUnary(p);
        const operand = operator === '&' ? unparenthesised(inner) : inner;
        return {
          kind: 'unary',
          id: p.newId(),
          position,
          operator: operator satisfies UnaryOperator,
          operand,
        };
      }
      case '~':
        p.outside(position, 'named', '~');
        p.next();
        return parseUnary(p);
      default:
    }
  }
  if (p.at('<-')) {
    p.next();
    const operand = parseUnary(p);
    if (operand.kind === 'channel-type') return receiveChannelType(p, position, operand);
    return { kind: 'unary', id: p.newId(), position, operator: '<-', operand };
  }
  return parsePrimary(p, null, true);
}

/** `<-chan T` was read as `<-` before a channel type: the arrow belongs to the type. */
function receiveChannelType(
  p: ParserState,
  position: Position,
  type: ChannelTypeExpression,
): Expression {
  if (type.direction === 'both') return { ...type, position, direction: 'receive' };
  if (type.direction === 'receive') {
    p.syntaxError('unexpected <-, expected chan');
    return type;
  }
  // `<-chan<- T`, read as `<-(chan<- T)`, means `<-chan (<-T)`.
  if (type.element.kind !== 'channel-type') {
    p.syntaxError(`unexpected ${expressionText(type.element)}, expected chan`);
    return type;
  }
  const element = receiveChannelType(p, type.element.position, type.element);
  return { ...type, position, direction: 'receive', element };
}

function parseOperand(p: ParserState, keepParentheses: boolean): Expression {
  const position = p.position;
  switch (p.kind) {
    case 'name':
      return p.name();
    case 'literal': {
      const literal = p.literal() ?? p.bad();
      if (literal.kind === 'basic-literal' && literal.literal === 'imaginary')
        p.outside(position, 'complex-numbers');
      return literal;
    }
    case '(': {
      p.next();
      p.expressionNesting++;
      const inner = parseExpression(p);
      p.expressionNesting--;
      p.want(')');
      if (!keepParentheses && !p.at('{')) return inner;
      return { kind: 'parenthesised', id: p.newId(), position, inner };
    }
    case 'func': {
      p.next();
      const type = parseFunctionType(p, 'function type', p.position);
      if (!p.at('{')) return type;
      p.expressionNesting++;
      const body = parseFunctionBody(p);
      p.expressionNesting--;
      return { kind: 'function-literal', id: p.newId(), position, type, body };
    }
    case '[':
    case 'chan':
    case 'map':
    case 'struct':
    case 'interface':
      return parseType(p);
    default: {
      const bad = p.bad();
      p.syntaxError('expected expression');
      p.advance(')', ']', '}');
      return bad;
    }
  }
}

/** An operand followed by selectors, indices, calls, assertions and literal values. */
export function parsePrimary(
  p: ParserState,
  first: Expression | null,
  keepParentheses: boolean,
): Expression {
  let expression = first ?? parseOperand(p, keepParentheses);
  let levels = 0;
  for (;;) {
    let longer: Expression | null;
    switch (p.kind) {
      case '.':
        longer = parseAfterDot(p, expression);
        break;
      case '[':
        longer = parseIndexOrSlice(p, expression);
        break;
      case '(':
        longer = parseCall(p, expression);
        break;
      case '{':
        longer = parseLiteralAfterType(p, expression);
        break;
      default:
        longer = null;
    }
    if (longer === null) break;
    expression = longer;
    p.enter();
    levels++;
  }
  p.leave(levels);
  return expression;
}

function parseAfterDot(p: ParserState, operand: Expression): Expression {
  const { position } = operand;
  p.next();
  if (p.at('name')) {
    const member = p.name();
    return { kind: 'selector', id: p.newId(), position, operand, member };
  }
  if (!p.at('(')) {
    p.syntaxError('expected name or (');
    p.advance(';', ')');
    return operand;
  }
  p.next();
  if (p.got('type')) {
    p.want(')');
    return { kind: 'type-switch-guard', id: p.newId(), position, name: null, operand };
  }
  const type = parseType(p);
  p.want(')');
  return { kind: 'type-assertion', id: p.newId(), position, operand, type };
}

function parseIndexOrSlice(p: ParserState, operand: Expression): Expression {
  const { position } = operand;
  const bracket = p.position;
  p.next();
  let first: Expression | null = null;
  if (!p.at(':')) {
    let comma = false;
    if (p.at(']')) {
      p.syntaxError('expected operand');
      first = p.bad();
    } else {
      p.expressionNesting++;
      first = parseExpression(p);
      if (p.at(',')) {
        comma = true;
        p.outside(p.position, 'instantiation');
        while (p.got(',')) if (parseTypeOrNull(p) === null) break;
      }
      p.expressionNesting--;
    }
    if (comma || p.at(']')) {
      p.want(']');
      return { kind: 'index', id: p.newId(), position, operand, index: first };
    }
  }
  if (!p.got(':')) {
    p.syntaxError('expected comma, : or ]');
    p.advance(',', ':', ']');
  }
  p.expressionNesting++;
  let high: Expression | null = null;
  let max: Expression | null = null;
  let full = false;
  if (!p.at(':') && !p.at(']')) high = parseExpression(p);
  if (p.at(':')) {
    full = true;
    if (high === null) {
      p.plainError(p.position, 'middle index required in 3-index slice');
      high = p.bad();
    }
    p.next();
    if (p.at(']')) {
      p.plainError(p.position, 'final index required in 3-index slice');
      max = p.bad();
    } else max = parseExpression(p);
  }
  p.expressionNesting--;
  p.want(']');
  return { kind: 'slice', id: p.newId(), position: bracket, operand, low: first, high, max, full };
}

function parseCall(p: ParserState, callee: Expression): Expression {
  p.next();
  const args: Expression[] = [];
  let spread = false;
  p.expressionNesting++;
  const closeParenthesis = p.list('argument list', ',', ')', () => {
    args.push(parseExpression(p));
    spread = p.got('...');
    return spread;
  });
  p.expressionNesting--;
  return {
    kind: 'call',
    id: p.newId(),
    position: callee.position,
    callee,
    args,
    spread,
    closeParenthesis,
  };
}

/** Whether an expression can only be a value, never a type. */
function isValue(expression: Expression): boolean {
  switch (expression.kind) {
    case 'basic-literal':
    case 'composite-literal':
    case 'function-literal':
    case 'slice':
    case 'type-assertion':
    case 'type-switch-guard':
    case 'call':
    case 'unary':
    case 'binary':
      return true;
    case 'parenthesised':
      return isValue(expression.inner);
    case 'index':
      return isValue(expression.operand) || isValue(expression.index);
    default:
      return false;
  }
}

function parseLiteralAfterType(p: ParserState, type: Expression): Expression | null {
  const bare = unparenthesised(type);
  switch (bare.kind) {
    case 'name':
    case 'selector':
      if (p.expressionNesting < 0) return null;
      break;
    case 'index':
      if (p.expressionNesting < 0 || isValue(bare)) return null;
      break;
    case 'array-type':
    case 'slice-type':
    case 'struct-type':
    case 'map-type':
      break;
    default:
      return null;
  }
  if (bare !== type) p.syntaxError('cannot parenthesize type in composite literal');
  return parseLiteralValue(p, type);
}

function parseLiteralValue(p: ParserState, type: Expression | null): CompositeLiteral {
  const openBrace = p.position;
  const elements: Expression[] = [];
  p.enter();
  p.expressionNesting++;
  p.want('{');
  const closeBrace = p.list('composite literal', ',', '}', () => {
    const key = parseElement(p);
    if (p.at(':')) {
      p.next();
      const value = parseElement(p);
      elements.push({ kind: 'key-value', id: p.newId(), position: key.position, key, value });
    } else elements.push(key);
    return false;
  });
  p.expressionNesting--;
  p.leave();
  return {
    kind: 'composite-literal',
    id: p.newId(),
    position: type?.position ?? openBrace,
    type,
    elements,
    openBrace,
    closeBrace,
  };
}

function parseElement(p: ParserState): Expression {
  return p.at('{') ? parseLiteralValue(p, null) : parseExpression(p);
}
