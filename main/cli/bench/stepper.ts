import type { Block, Expression, SourceTree, Statement } from '../../minigo/ast.ts';
import { parseFile } from '../../minigo/parser/file.ts';

/** An object as a plain interpreter keeps it. */
interface PlainObject {
  readonly id: number;
  count: number;
  readonly fields: Map<string, Value>;
}

type Value = number | boolean | PlainObject | null;

interface PlainEvent {
  readonly kind: string;
  readonly object: number;
  readonly count: number;
  readonly seq: number;
}

/** Variables of a block, and the block around it. */
class Scope {
  readonly #names = new Map<string, Value>();
  readonly #outer: Scope | null;

  constructor(outer: Scope | null) {
    this.#outer = outer;
  }

  define(name: string, value: Value): void {
    this.#names.set(name, value);
  }

  read(name: string): Value {
    const value = this.#names.get(name);
    if (value !== undefined) return value;
    if (this.#outer === null) throw new Error(`${name} is not defined.`);
    return this.#outer.read(name);
  }

  write(name: string, value: Value): void {
    if (this.#names.has(name)) this.#names.set(name, value);
    else if (this.#outer === null) throw new Error(`${name} is not defined.`);
    else this.#outer.write(name, value);
  }
}

/**
 * The interpreter that one would write first: it walks the syntax tree in generators, which stop at
 * each statement (a call may stand anywhere in an expression, so expressions are generators too),
 * counts references in objects, and keeps an object for each event. What MiniGo is compared with;
 * it knows the statements of the loop that both run.
 */
export class Stepper {
  readonly #tree: SourceTree;
  events: PlainEvent[] = [];
  readonly printed: number[] = [];
  #objects = 0;

  /** Throws an Error if the text has a syntax error. */
  constructor(text: string) {
    const { tree } = parseFile(text);
    if (tree === null) throw new Error('The program has a syntax error.');
    this.#tree = tree;
  }

  /** The program's `main`, one statement for each `next`; it yields the position it has come to. */
  *run(): Generator<number, void> {
    for (const declaration of this.#tree.declarations) {
      if (declaration.kind !== 'function' || declaration.name.name !== 'main') continue;
      if (declaration.body !== null) yield* this.#block(declaration.body, new Scope(null));
    }
  }

  *#block(block: Block, outer: Scope): Generator<number, void> {
    const scope = new Scope(outer);
    for (const statement of block.statements) yield* this.#execute(statement, scope);
  }

  *#execute(statement: Statement, scope: Scope): Generator<number, void> {
    switch (statement.kind) {
      case 'for': {
        const own = new Scope(scope);
        if (statement.init !== null) yield* this.#execute(statement.init, own);
        for (;;) {
          yield statement.position;
          if (statement.condition !== null && !(yield* this.#evaluate(statement.condition, own)))
            return;
          yield* this.#block(statement.body, own);
          if (statement.post !== null) yield* this.#execute(statement.post, own);
        }
      }
      case 'define': {
        yield statement.position;
        const values: Value[] = [];
        for (const right of statement.right) values.push(yield* this.#evaluate(right, scope));
        for (const [index, left] of statement.left.entries()) {
          const value = values[index] ?? null;
          this.#retain(value);
          if (left.kind === 'name') scope.define(left.name, value);
        }
        return;
      }
      case 'increment': {
        yield statement.position;
        const value = (yield* this.#evaluate(statement.operand, scope)) as number;
        yield* this.#assign(
          statement.operand,
          statement.operator === '++' ? value + 1 : value - 1,
          scope,
        );
        return;
      }
      case 'assign': {
        yield statement.position;
        const [left] = statement.left;
        const [right] = statement.right;
        if (left === undefined || right === undefined) return;
        const value = yield* this.#evaluate(right, scope);
        if (statement.operator === null) yield* this.#assign(left, value, scope);
        else {
          const old = yield* this.#evaluate(left, scope);
          yield* this.#assign(left, operate(statement.operator, old, value), scope);
        }
        return;
      }
      case 'expression':
        // The only one of the loop: `println`.
        yield statement.position;
        if (statement.expression.kind !== 'call') return;
        for (const argument of statement.expression.args)
          this.printed.push((yield* this.#evaluate(argument, scope)) as number);
        return;
      default:
        throw new Error(`The stepper does not know ${statement.kind}.`);
    }
  }

  *#evaluate(expression: Expression, scope: Scope): Generator<number, Value> {
    switch (expression.kind) {
      case 'name':
        return scope.read(expression.name);
      case 'basic-literal':
        return Number(expression.text);
      case 'selector': {
        const object = yield* this.#evaluate(expression.operand, scope);
        return this.#object(object).fields.get(expression.member.name) ?? null;
      }
      case 'binary': {
        const left = yield* this.#evaluate(expression.left, scope);
        const right = yield* this.#evaluate(expression.right, scope);
        return operate(expression.operator, left, right);
      }
      case 'unary': {
        // The only one of the loop: `&Node{}`.
        this.#objects += 1;
        this.#log('alloc', this.#objects, 0);
        return { id: this.#objects, count: 0, fields: new Map() };
      }
      default:
        throw new Error(`The stepper does not know ${expression.kind}.`);
    }
  }

  *#assign(place: Expression, value: Value, scope: Scope): Generator<number, void> {
    if (place.kind === 'name') {
      const old = scope.read(place.name);
      this.#retain(value);
      scope.write(place.name, value);
      this.#release(old);
      return;
    }
    if (place.kind !== 'selector') throw new Error(`The stepper does not know ${place.kind}.`);
    const object = this.#object(yield* this.#evaluate(place.operand, scope));
    const name = place.member.name;
    const old = object.fields.get(name) ?? null;
    this.#retain(value);
    object.fields.set(name, value);
    this.#log('write', object.id, 0);
    this.#release(old);
  }

  #object(value: Value): PlainObject {
    if (value === null || typeof value !== 'object') throw new Error('nil pointer dereference');
    return value;
  }

  #retain(value: Value): void {
    if (value === null || typeof value !== 'object') return;
    value.count += 1;
    this.#log('inc', value.id, value.count);
  }

  #release(value: Value): void {
    if (value === null || typeof value !== 'object') return;
    value.count -= 1;
    this.#log('dec', value.id, value.count);
  }

  #log(kind: string, object: number, count: number): void {
    this.events.push({ kind, object, count, seq: this.events.length });
  }
}

function operate(operator: string, left: Value, right: Value): Value {
  const [x, y] = [left as number, right as number];
  switch (operator) {
    case '+':
      return x + y;
    case '-':
      return x - y;
    case '*':
      return x * y;
    case '&':
      return x & y;
    case '<':
      return x < y;
    default:
      throw new Error(`The stepper does not know ${operator}.`);
  }
}
