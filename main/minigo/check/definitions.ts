/** Short variable declarations (`:=`). */
import type { Expression, Name } from '../ast.ts';
import type { Entity, VariableEntity } from '../entities.ts';
import { expressionText } from '../expression-text.ts';
import { initialiseVariables } from './assignments.ts';
import type { Checker } from './checker.ts';
import { useOnLeft } from './expressions.ts';
import { pending, type Mutable } from './records.ts';

export function defineVariables(
  c: Checker,
  at: number,
  left: readonly Expression[],
  right: readonly Expression[],
): void {
  const delayed = c.delayedCount;
  const { scope } = c.environment;
  const seen = new Set<string>();
  const fresh: { name: Name; variable: VariableEntity }[] = [];
  let faulty = false;
  const targets: VariableEntity[] = [];
  const dummy = (e: Expression): Mutable<VariableEntity> =>
    c.newVariable('_', pending, e.position, 'local');
  for (const e of left) {
    if (e.kind !== 'name') {
      useOnLeft(c, [e]);
      c.error(e.position, 'redeclared', `non-name ${expressionText(e)} on left side of :=`);
      faulty = true;
      targets.push(dummy(e));
      continue;
    }
    if (e.name !== '_') {
      if (seen.has(e.name)) {
        c.error(e.position, 'redeclared', `${e.name} repeated on left side of :=`);
        faulty = true;
        targets.push(dummy(e));
        continue;
      }
      seen.add(e.name);
    }
    const known: Entity | undefined = e.name === '_' ? undefined : scope.names.get(e.name);
    if (known !== undefined) {
      c.entities[e.id] = known;
      if (known.kind === 'variable') targets.push(known);
      else {
        c.error(e.position, 'type-mismatch', `cannot assign to ${e.name}`);
        faulty = true;
        targets.push(dummy(e));
      }
      continue;
    }
    const variable = c.newVariable(e.name, pending, e.position, 'local');
    if (e.name !== '_') {
      c.declares[e.id] = true;
      c.entities[e.id] = variable;
      fresh.push({ name: e, variable });
    }
    targets.push(variable);
  }
  initialiseVariables(c, targets, right, null);
  c.processDelayed(delayed);
  if (fresh.length === 0 && !faulty) {
    c.error(at, 'redeclared', 'no new variables on left side of :=');
    return;
  }
  for (const { variable } of fresh) c.declare(scope, null, variable);
}
