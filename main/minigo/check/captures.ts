/** Which variables closures capture and how, which are assigned again, which have their address taken. */
import type { Expression } from '../ast.ts';
import { unparenthesised } from '../bare.ts';
import type { Capture } from '../checked.ts';
import type { Entity, VariableEntity } from '../entities.ts';
import { sizeOf } from '../type-layout.ts';
import { underlying, type Type } from '../types.ts';
import { partsOf, type SyntaxNode } from '../walk.ts';
import type { Checker } from './checker.ts';
import type { FunctionRecord, Mutable } from './records.ts';

/** Largest variable that a closure copies rather than refers to, in bytes (Go's own limit). */
const largestCopy = 128;

export interface CaptureFacts {
  readonly captures: readonly (readonly Capture[])[];
  readonly hasDefer: readonly boolean[];
  readonly callsRecover: readonly boolean[];
}

export function findCaptures(
  c: Checker,
  records: readonly FunctionRecord[],
  indexOf: ReadonlyMap<FunctionRecord, number>,
): CaptureFacts {
  const captured: Set<VariableEntity>[] = records.map(() => new Set());
  const hasDefer: boolean[] = records.map(() => false);
  const callsRecover: boolean[] = records.map(() => false);
  const finder = new CaptureFinder(c, indexOf, captured, hasDefer, callsRecover);
  for (const record of records)
    if (record.entity !== null || record.outer === null) finder.visitFunction(record);
  for (const [index, record] of records.entries()) {
    // What a closure within a closure uses, the outer one holds for it.
    for (const variable of captured[index] ?? [])
      for (
        let outer = record.outer;
        outer !== null && outer !== c.functionOf.get(variable);
        outer = outer.outer
      )
        captured[indexOf.get(outer) ?? -1]?.add(variable);
  }
  const captures = captured.map((variables) =>
    [...variables].map((variable): Capture => ({ variable, mode: mark(variable) })),
  );
  return { captures, hasDefer, callsRecover };
}

function mark(variable: Mutable<VariableEntity>): 'value' | 'reference' {
  variable.captured = true;
  const copied =
    !variable.reassigned && !variable.addressTaken && sizeOf(variable.type) <= largestCopy;
  variable.captureMode = copied ? 'value' : 'reference';
  return variable.captureMode;
}

class CaptureFinder {
  readonly #c: Checker;
  readonly #indexOf: ReadonlyMap<FunctionRecord, number>;
  readonly #captured: readonly Set<VariableEntity>[];
  readonly #hasDefer: boolean[];
  readonly #callsRecover: boolean[];
  #record: FunctionRecord | null = null;
  #index = -1;

  constructor(
    c: Checker,
    indexOf: ReadonlyMap<FunctionRecord, number>,
    captured: readonly Set<VariableEntity>[],
    hasDefer: boolean[],
    callsRecover: boolean[],
  ) {
    this.#c = c;
    this.#indexOf = indexOf;
    this.#captured = captured;
    this.#hasDefer = hasDefer;
    this.#callsRecover = callsRecover;
  }

  visitFunction(record: FunctionRecord): void {
    const saved = [this.#record, this.#index] as const;
    this.#record = record;
    this.#index = this.#indexOf.get(record) ?? -1;
    this.#visit(record.body);
    [this.#record, this.#index] = saved;
  }

  #visit(node: SyntaxNode): void {
    if ('kind' in node) {
      switch (node.kind) {
        case 'name':
          this.#use(this.#c.entities[node.id]);
          return;
        case 'function-literal': {
          const record = this.#c.functions.get(node);
          if (record !== undefined) this.visitFunction(record);
          return;
        }
        case 'assign':
          for (const left of node.left) this.#assign(left);
          break;
        case 'define':
          for (const left of node.left)
            if (left.kind === 'name' && this.#c.declares[left.id] !== true) this.#assign(left);
          break;
        case 'increment':
          this.#assign(node.operand);
          break;
        case 'range':
          if (!node.define)
            for (const left of [node.key, node.value]) if (left !== null) this.#assign(left);
          break;
        case 'unary':
          if (node.operator === '&') this.#takeAddress(node.operand);
          break;
        case 'slice':
          if (underlying(this.#typeOf(node.operand)).kind === 'array')
            this.#takeAddress(node.operand);
          break;
        case 'selector': {
          const selection = this.#c.selections[node.id];
          if (
            selection?.kind === 'method' &&
            selection.adjust === 'address' &&
            !selection.path.some((step) => step.dereference)
          )
            this.#takeAddress(node.operand);
          break;
        }
        case 'return':
          // What is returned is stored in the named results: deferred closures see it there.
          if (node.results.length > 0)
            for (const result of this.#record?.results ?? [])
              if (result !== null) (result as Mutable<VariableEntity>).reassigned = true;
          break;
        case 'defer':
          this.#hasDefer[this.#index] = true;
          break;
        case 'call': {
          const call = this.#c.calls[node.id];
          if (call?.kind === 'builtin' && call.name === 'recover')
            this.#callsRecover[this.#index] = true;
          break;
        }
        default:
      }
    }
    for (const part of partsOf(node)) this.#visit(part);
  }

  #typeOf(e: Expression): Type {
    const facts = this.#c.expressions[e.id];
    if (facts === undefined) throw new Error(`expression ${e.id} was not checked`);
    return facts.type;
  }

  #use(entity: Entity | undefined): void {
    if (entity?.kind !== 'variable' || entity.role === 'global') return;
    if (this.#c.functionOf.get(entity) !== this.#record) this.#captured[this.#index]?.add(entity);
  }

  /** The variable whose own memory an expression denotes: through fields and array elements, not pointers. */
  #holder(e: Expression): Mutable<VariableEntity> | null {
    const inner = unparenthesised(e);
    switch (inner.kind) {
      case 'name': {
        const entity = this.#c.entities[inner.id];
        return entity?.kind === 'variable' ? entity : null;
      }
      case 'selector': {
        const selection = this.#c.selections[inner.id];
        const direct =
          selection?.kind === 'field' && !selection.path.some((step) => step.dereference);
        return direct ? this.#holder(inner.operand) : null;
      }
      case 'index':
        return underlying(this.#typeOf(inner.operand)).kind === 'array'
          ? this.#holder(inner.operand)
          : null;
      default:
        return null;
    }
  }

  #assign(e: Expression): void {
    const holder = this.#holder(e);
    if (holder !== null) holder.reassigned = true;
  }

  #takeAddress(e: Expression): void {
    const holder = this.#holder(e);
    if (holder !== null) holder.addressTaken = true;
  }
}
