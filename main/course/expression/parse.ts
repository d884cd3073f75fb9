import { parseMoment } from '../moment.ts';
import { knowsFunction, knowsName } from './scope.ts';
import type { BinaryOperator, Expression } from './syntax.ts';
import { ExpressionError } from './syntax.ts';
import type { Token } from './tokens.ts';
import { tokensOf } from './tokens.ts';

/** From the loosest to the tightest. */
const levels: readonly (readonly BinaryOperator[])[] = [
  ['or'],
  ['and'],
  ['==', '!=', '<', '<=', '>', '>=', 'in'],
  ['+', '-'],
  ['*', '/'],
];
/** Deepest nesting that is read, so that a hostile text can't exhaust the stack. */
const deepest = 40;

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Expression {
    if (this.#tokens.length === 0) throw new ExpressionError('the expression is empty');
    const expression = this.#level(0);
    const rest = this.#tokens[this.#at];
    if (rest !== undefined) throw new ExpressionError(`${spelled(rest)} is not expected here`);
    return expression;
  }

  #level(level: number): Expression {
    const operators = levels[level];
    if (operators === undefined) return this.#unary();
    let left = this.#level(level + 1);
    for (;;) {
      const operator = this.#operator(operators);
      if (operator === null) return left;
      this.#at++;
      left = { kind: 'binary', operator, left, right: this.#level(level + 1) };
    }
  }

  #operator(operators: readonly BinaryOperator[]): BinaryOperator | null {
    const token = this.#tokens[this.#at];
    const text = token?.kind === 'sign' ? token.sign : token?.kind === 'word' ? token.word : null;
    return operators.find((operator) => operator === text) ?? null;
  }

  #unary(): Expression {
    if (++this.#depth > deepest) throw new ExpressionError('the expression is nested too deeply');
    const token = this.#tokens[this.#at];
    let expression: Expression;
    if (token?.kind === 'sign' && token.sign === '-') {
      this.#at++;
      expression = { kind: 'negative', operand: this.#unary() };
    } else if (token?.kind === 'word' && token.word === 'not') {
      this.#at++;
      expression = { kind: 'not', operand: this.#unary() };
    } else {
      expression = this.#moved(this.#primary());
    }
    this.#depth--;
    return expression;
  }

  /** `… at MOMENT`, `… under SCENE`, `… at MOMENT under SCENE`. */
  #moved(operand: Expression): Expression {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'word' || (token.word !== 'at' && token.word !== 'under')) return operand;
    const place = this.#tokens[this.#at + 1];
    this.#at += 2;
    if (token.word === 'under')
      return { kind: 'under', operand, scene: place?.kind === 'scene' ? place.name : '' };
    const reference = place?.kind === 'moment' ? parseMoment(place.text) : null;
    if (reference === null)
      throw new ExpressionError(`'${place?.kind === 'moment' ? place.text : ''}' is no moment`);
    return this.#moved({ kind: 'at', operand, moment: reference });
  }

  #primary(): Expression {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new ExpressionError('the expression ends too early');
    this.#at++;
    switch (token.kind) {
      case 'number':
        return { kind: 'number', value: token.value };
      case 'text':
        return { kind: 'text', value: token.value };
      case 'object':
        return { kind: 'object', name: token.name };
      case 'word':
        return this.#word(token.word);
      case 'moment':
      case 'scene':
        break;
      case 'sign':
        if (token.sign === '(') {
          const [inner, ...others] = this.#until(')');
          if (inner !== undefined && others.length === 0) return inner;
        }
        if (token.sign === '[') return { kind: 'list', items: this.#until(']') };
        break;
    }
    throw new ExpressionError(`${spelled(token)} is not expected here`);
  }

  #word(word: string): Expression {
    if (word === 'true' || word === 'false') return { kind: 'boolean', value: word === 'true' };
    if (word === 'nil') return { kind: 'nil' };
    const next = this.#tokens[this.#at];
    if (next?.kind === 'sign' && next.sign === '(') {
      if (!knowsFunction(word))
        throw new ExpressionError(`'${word}' is no function that expressions know`);
      this.#at++;
      return { kind: 'call', name: word, operands: this.#until(')') };
    }
    if (!knowsName(word)) throw new ExpressionError(`'${word}' is no name that expressions know`);
    return { kind: 'name', name: word };
  }

  #until(close: string): readonly Expression[] {
    const items: Expression[] = [];
    for (;;) {
      const token = this.#tokens[this.#at];
      if (token === undefined) throw new ExpressionError(`a '${close}' is missing`);
      if (token.kind === 'sign' && token.sign === close) {
        this.#at++;
        return items;
      }
      if (items.length > 0) {
        if (token.kind !== 'sign' || token.sign !== ',')
          throw new ExpressionError(`${spelled(token)} is not expected here`);
        this.#at++;
      }
      items.push(this.#level(0));
    }
  }
}

function spelled(token: Token): string {
  switch (token.kind) {
    case 'number':
    case 'text':
      return `'${token.value}'`;
    case 'object':
    case 'scene':
      return `'${token.name}'`;
    case 'word':
      return `'${token.word}'`;
    case 'moment':
      return `'${token.text}'`;
    case 'sign':
      return `'${token.sign}'`;
  }
}

/** Throws an ExpressionError with a sentence for the author. */
export function parseExpression(source: string): Expression {
  return new Parser(tokensOf(source)).whole();
}
