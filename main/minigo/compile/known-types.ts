/** Interfaces whose content Go's compiler knows: it calls the method of the type itself (cmd/compile/internal/devirtualize). */
import type { Expression } from '../ast.ts';
import { unparenthesised } from '../bare.ts';
import type { CheckedProgram } from '../checked.ts';
import type { VariableEntity } from '../entities.ts';
import { underlying } from '../types.ts';

export class KnownTypes {
  readonly #program: CheckedProgram;
  readonly #variables = new WeakSet<VariableEntity>();

  constructor(program: CheckedProgram) {
    this.#program = program;
  }

  /** A local variable begins with the value of an expression. */
  note(variable: VariableEntity, initial: Expression): void {
    if (variable.reassigned || variable.addressTaken || !isInterface(variable.type)) return;
    if (this.holds(initial)) this.#variables.add(variable);
  }

  /** Whether it is known which type of value the interface holds that an expression gives. */
  holds(expression: Expression): boolean {
    const target = this.#program.convertedTo[expression.id];
    const facts = this.#program.expressions[expression.id];
    if (target !== undefined && facts !== undefined && facts.mode !== 'nil')
      if (!isInterface(facts.type)) return isInterface(target);
    const inner = unparenthesised(expression);
    if (inner !== expression) return this.holds(inner);
    if (inner.kind === 'name') {
      const entity = this.#program.entities[inner.id];
      return entity?.kind === 'variable' && this.#variables.has(entity);
    }
    const call = inner.kind === 'call' ? this.#program.calls[inner.id] : undefined;
    const [argument] = inner.kind === 'call' ? inner.args : [];
    return call?.kind === 'conversion' && argument !== undefined && this.holds(argument);
  }
}

function isInterface(type: VariableEntity['type']): boolean {
  return underlying(type).kind === 'interface';
}
