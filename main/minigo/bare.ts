import type { Expression } from './ast.ts';

/** An expression without the parentheses around it. */
export function unparenthesised(expression: Expression): Expression {
  let inner = expression;
  while (inner.kind === 'parenthesised') inner = inner.inner;
  return inner;
}

/** Whether it is the blank identifier, in parentheses or not: what is assigned to it is dropped. */
export function isBlank(expression: Expression): boolean {
  const bare = unparenthesised(expression);
  return bare.kind === 'name' && bare.name === '_';
}
