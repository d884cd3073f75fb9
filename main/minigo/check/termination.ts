/** Terminating statements (specification, "Terminating statements"). */
import type { CaseClause, Statement } from '../ast.ts';
import { unparenthesised } from '../bare.ts';
import type { Checker } from './checker.ts';

/** Whether control cannot fall off the end of a statement list. */
export function endsInTermination(c: Checker, statements: readonly Statement[]): boolean {
  for (let index = statements.length - 1; index >= 0; index--) {
    const statement = statements[index];
    if (statement !== undefined && statement.kind !== 'empty') return terminates(c, statement, '');
  }
  return false;
}

function terminates(c: Checker, s: Statement, label: string): boolean {
  switch (s.kind) {
    case 'labeled':
      return terminates(c, s.statement, s.label.name);
    case 'expression':
      return c.panics.has(unparenthesised(s.expression));
    case 'return':
      return true;
    case 'branch':
      return s.keyword === 'goto' || s.keyword === 'fallthrough';
    case 'block':
      return endsInTermination(c, s.statements);
    case 'if':
      return s.otherwise !== null && terminates(c, s.then, '') && terminates(c, s.otherwise, '');
    case 'switch':
    case 'type-switch':
      return (
        s.clauses.some(({ cases }) => cases === null) &&
        s.clauses.every(({ body }) => endsInTermination(c, body) && !breaksIn(body, label, true))
      );
    case 'for':
      return s.condition === null && !breaksOut(s.body, label, true);
    default:
      return false;
  }
}

function breaksIn(statements: readonly Statement[], label: string, implicit: boolean): boolean {
  return statements.some((statement) => breaksOut(statement, label, implicit));
}

function clausesBreak(clauses: readonly CaseClause[], label: string): boolean {
  return clauses.some(({ body }) => breaksIn(body, label, false));
}

/** Whether a `break` in `s` refers to the statement around it: unlabelled (`implicit`), or to its label. */
function breaksOut(s: Statement, label: string, implicit: boolean): boolean {
  switch (s.kind) {
    case 'labeled':
      return breaksOut(s.statement, label, implicit);
    case 'branch':
      if (s.keyword !== 'break') return false;
      return s.label === null ? implicit : s.label.name === label;
    case 'block':
      return breaksIn(s.statements, label, implicit);
    case 'if':
      return (
        breaksOut(s.then, label, implicit) ||
        (s.otherwise !== null && breaksOut(s.otherwise, label, implicit))
      );
    case 'switch':
    case 'type-switch':
      return label !== '' && clausesBreak(s.clauses, label);
    case 'for':
    case 'range':
      return label !== '' && breaksOut(s.body, label, false);
    default:
      return false;
  }
}
