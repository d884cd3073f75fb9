/** Where the machine really puts what a program makes: what the editor's gutter tells. */
import type { Call, Expression } from '../ast.ts';
import type { Allocation, CheckedProgram } from '../checked.ts';
import { isPointerShaped, layoutOf } from '../compile/layout.ts';
import type { EscapeReason } from '../entities.ts';
import { expressionText } from '../expression-text.ts';
import type { Position } from '../source.ts';
import { underlying } from '../types.ts';
import { walk } from '../walk.ts';

export interface Placement {
  readonly position: Position;
  /** The variable, or the text of the expression that makes the object. */
  readonly name: string;
  readonly isOnHeap: boolean;
  readonly reason: EscapeReason;
}

/** Every variable of a function and every object made, in the order of the source. */
export function placementsOf(program: CheckedProgram): Placement[] {
  const found: Placement[] = program.variables
    .filter(({ role, name }) => role !== 'global' && name !== '_' && name !== '')
    .map(({ position, name, escape }) => ({
      position,
      name,
      isOnHeap: escape.escapes,
      reason: escape.reason,
    }));
  const captures = new Map(
    program.functions.map(({ node, captures: held }) => [node, held.length]),
  );
  for (const declaration of program.tree.declarations)
    walk(declaration, (node) => {
      if (!('id' in node)) return true;
      const allocation = program.allocations[node.id];
      const expression = node as Expression;
      const isMade =
        allocation !== undefined &&
        allocation.kind !== 'goroutine' &&
        !(expression.kind === 'function-literal' && captures.get(expression) === 0) &&
        !(expression.kind === 'call' && isGatheredForLibrary(program, allocation, expression));
      if (isMade) found.push(placementOf(allocation, expression));
      const box = program.boxes[node.id];
      if (box !== undefined && isBoxed(program, expression))
        found.push({
          position: expression.position,
          name: expressionText(expression),
          isOnHeap: true,
          reason: box.escapes ? box.reason : kept,
        });
      return true;
    });
  return found.sort((one, other) => one.position - other.position);
}

/** Only `new` and `&T{…}` may stay in a frame; the machine makes an object of all else. */
const kept: EscapeReason = 'always-object';

function placementOf({ kind, decision }: Allocation, expression: Expression): Placement {
  const mayStay = kind === 'new' || kind === 'composite';
  const name =
    kind === 'gathered-arguments' && expression.kind === 'call'
      ? `${expressionText(expression.callee)}(…)`
      : expressionText(expression);
  return {
    position: expression.position,
    name,
    isOnHeap: decision.escapes || !mayStay,
    reason: decision.escapes || mayStay ? decision.reason : kept,
  };
}

/** The machine hands a library's function its arguments one by one. */
function isGatheredForLibrary(
  program: CheckedProgram,
  { kind }: Allocation,
  { callee }: Call,
): boolean {
  return kind === 'gathered-arguments' && program.selections[callee.id]?.kind === 'package-member';
}

/** Whether putting the value into an interface makes an object: not for constants, pointers and single bytes. */
function isBoxed(program: CheckedProgram, { id }: Expression): boolean {
  const facts = program.expressions[id];
  return (
    facts !== undefined &&
    facts.constant === null &&
    facts.mode !== 'nil' &&
    underlying(facts.type).kind !== 'interface' &&
    underlying(facts.type).kind !== 'tuple' &&
    layoutOf(facts.type).size > 1 &&
    !isPointerShaped(facts.type)
  );
}
