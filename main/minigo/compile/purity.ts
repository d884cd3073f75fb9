/** What evaluating an expression may do, so that operands can be ordered and rooted as needed. */
import type { Expression } from '../ast.ts';
import { unparenthesised } from '../bare.ts';
import type { CheckedProgram } from '../checked.ts';
import { underlying, type Type } from '../types.ts';
import { layoutOf } from './layout.ts';

export interface Effects {
  /** Calls a function or receives: anything may change meanwhile. */
  readonly calls: boolean;
  /** Makes an object: a collection may run. */
  readonly allocates: boolean;
  /**
   * Has its turn among the calls, before the plain reads: Go's compiler puts its value aside when it
   * comes to it (cmd/compile/internal/walk/order.go, `expr1`).
   */
  readonly early: boolean;
}

const nothing: Effects = { calls: false, allocates: false, early: false };
const allocation: Effects = { calls: false, allocates: true, early: false };
const inTurn: Effects = { calls: false, allocates: false, early: true };
const outside: Effects = { calls: true, allocates: true, early: true };

function isPointerShaped(type: Type): boolean {
  return ['pointer', 'map', 'channel', 'signature'].includes(underlying(type).kind);
}

function both(parts: readonly Effects[]): Effects {
  return {
    calls: parts.some((part) => part.calls),
    allocates: parts.some((part) => part.allocates),
    early: parts.some((part) => part.early),
  };
}

export class Purity {
  readonly #program: CheckedProgram;
  readonly #known = new WeakMap<Expression, Effects>();

  constructor(program: CheckedProgram) {
    this.#program = program;
  }

  of(expression: Expression): Effects {
    const known = this.#known.get(expression);
    if (known !== undefined) return known;
    const own = this.#compute(expression);
    const boxed = this.#program.boxes[expression.id] !== undefined ? both([own, allocation]) : own;
    const effects = this.#isCopiedIntoInterface(expression) ? both([boxed, inTurn]) : boxed;
    this.#known.set(expression, effects);
    return effects;
  }

  /**
   * A byte, a bool or a small struct on its way into an interface: Go needs its address there, and
   * copies what has none of its own, a variable that lives in registers included.
   */
  #isCopiedIntoInterface(expression: Expression): boolean {
    const target = this.#program.convertedTo[expression.id];
    const facts = this.#program.expressions[expression.id];
    if (target === undefined || facts === undefined || facts.mode === 'nil') return false;
    if (layoutOf(target).representation !== 'interface' || facts.type.kind === 'tuple')
      return false;
    const base = underlying(facts.type);
    const { size, words } = layoutOf(facts.type);
    const isByte = base.kind === 'basic' && size === 1;
    if (!isByte && (base.kind !== 'struct' || words > 4)) return false;
    const inner = unparenthesised(expression);
    if (inner.kind === 'name') {
      const entity = this.#program.entities[inner.id];
      return entity?.kind === 'variable' && entity.role === 'local' && !entity.addressTaken;
    }
    if (inner.kind === 'index') return isByte && !this.#hasElements(inner.operand);
    return isByte && inner.kind !== 'star' && inner.kind !== 'selector';
  }

  /** Whether what is indexed has elements with addresses: a slice, an array, a pointer to one. */
  #hasElements(expression: Expression): boolean {
    const type = this.#program.expressions[expression.id]?.type;
    return type !== undefined && ['slice', 'array', 'pointer'].includes(underlying(type).kind);
  }

  #all(expressions: readonly (Expression | null)[]): Effects {
    return both(
      expressions.map((expression) => (expression === null ? nothing : this.of(expression))),
    );
  }

  #compute(expression: Expression): Effects {
    const facts = this.#program.expressions[expression.id];
    if (facts !== undefined && (facts.constant !== null || facts.mode === 'type')) return nothing;
    switch (expression.kind) {
      case 'name':
      case 'basic-literal':
        return nothing;
      case 'parenthesised':
        return this.of(expression.inner);
      case 'selector': {
        const selection = this.#program.selections[expression.id];
        if (selection === undefined || selection.kind === 'package-member') return nothing;
        const inner =
          selection.kind === 'method-expression' ? nothing : this.of(expression.operand);
        return selection.kind === 'field' ? inner : both([inner, allocation]);
      }
      case 'index':
        return this.#all([expression.operand, expression.index]);
      case 'slice':
        return both([
          inTurn,
          this.#all([expression.operand, expression.low, expression.high, expression.max]),
        ]);
      case 'type-assertion': {
        const inner = this.of(expression.operand);
        // What an interface holds as it is needs no copy.
        return facts !== undefined && isPointerShaped(facts.type) ? inner : both([inner, inTurn]);
      }
      case 'star':
        return this.of(expression.operand);
      case 'unary': {
        const inner = this.of(expression.operand);
        if (expression.operator === '<-') return outside;
        return expression.operator === '&' ? both([inner, allocation]) : inner;
      }
      case 'binary': {
        const inner = this.#all([expression.left, expression.right]);
        if (expression.operator === '&&' || expression.operator === '||')
          return both([inner, inTurn]);
        return expression.operator === '+' && this.#program.allocations[expression.id] !== undefined
          ? both([inner, allocation])
          : inner;
      }
      case 'key-value':
        return this.#all([expression.key, expression.value]);
      case 'composite-literal':
        return both([allocation, this.#all(expression.elements)]);
      case 'function-literal':
        return allocation;
      case 'call': {
        const facts = this.#program.calls[expression.id];
        const inner = this.#all(expression.args);
        if (facts?.kind === 'conversion')
          return both(
            underlying(facts.to).kind === 'slice'
              ? [inner, allocation, inTurn]
              : [inner, allocation],
          );
        if (facts?.kind === 'builtin') {
          const simple = ['len', 'cap', 'min', 'max', 'unsafe.Sizeof'].includes(facts.name);
          if (simple) return both([inner, inTurn]);
          // Go's compiler orders these with the calls.
          if (['append', 'copy', 'panic', 'recover'].includes(facts.name)) return outside;
          return both([inner, allocation]);
        }
        return outside;
      }
      default:
        return nothing;
    }
  }
}
