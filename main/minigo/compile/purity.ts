/** What evaluating an expression may do, so that operands can be ordered and rooted as needed. */
import type { Expression } from '../ast.ts';
import type { CheckedProgram } from '../checked.ts';

export interface Effects {
  /** Calls a function or receives: anything may change meanwhile. */
  readonly calls: boolean;
  /** Makes an object: a collection may run. */
  readonly allocates: boolean;
}

const nothing: Effects = { calls: false, allocates: false };
const allocation: Effects = { calls: false, allocates: true };

function both(parts: readonly Effects[]): Effects {
  return {
    calls: parts.some((part) => part.calls),
    allocates: parts.some((part) => part.allocates),
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
    this.#known.set(expression, boxed);
    return boxed;
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
        return this.#all([expression.operand, expression.low, expression.high, expression.max]);
      case 'type-assertion':
        return this.of(expression.operand);
      case 'star':
        return this.of(expression.operand);
      case 'unary': {
        const inner = this.of(expression.operand);
        if (expression.operator === '<-') return { calls: true, allocates: true };
        return expression.operator === '&' ? both([inner, allocation]) : inner;
      }
      case 'binary': {
        const inner = this.#all([expression.left, expression.right]);
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
        if (facts?.kind === 'conversion') return both([inner, allocation]);
        if (facts?.kind === 'builtin') {
          const simple = ['len', 'cap', 'min', 'max', 'unsafe.Sizeof'].includes(facts.name);
          if (simple) return inner;
          // Go's compiler orders these with the calls.
          if (['append', 'copy', 'panic', 'recover'].includes(facts.name))
            return { calls: true, allocates: true };
          return both([inner, allocation]);
        }
        return { calls: true, allocates: true };
      }
      default:
        return nothing;
    }
  }
}
