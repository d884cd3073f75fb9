/** Walking a syntax tree: the direct parts of each node, in source order. */
import type { CaseClause, Declaration, Expression, Field, Statement } from './ast.ts';

export type SyntaxNode = Expression | Statement | Declaration | CaseClause | Field;

function present(parts: readonly (SyntaxNode | null)[]): SyntaxNode[] {
  return parts.filter((part): part is SyntaxNode => part !== null);
}

/** The parts of a node that are nodes themselves. */
export function partsOf(node: SyntaxNode): readonly SyntaxNode[] {
  if (!('kind' in node))
    return 'body' in node ? [...(node.cases ?? []), ...node.body] : present([node.name, node.type]);
  switch (node.kind) {
    case 'name':
    case 'basic-literal':
    case 'bad':
    case 'empty':
    case 'branch':
    case 'import':
      return [];
    case 'composite-literal':
      return present([node.type, ...node.elements]);
    case 'key-value':
      return [node.key, node.value];
    case 'function-literal':
      return [node.type, node.body];
    case 'parenthesised':
      return [node.inner];
    case 'selector':
      return [node.operand];
    case 'index':
      return [node.operand, node.index];
    case 'slice':
      return present([node.operand, node.low, node.high, node.max]);
    case 'type-assertion':
      return [node.operand, node.type];
    case 'type-switch-guard':
    case 'unary':
    case 'star':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'call':
      return [node.callee, ...node.args];
    case 'array-type':
      return present([node.length, node.element]);
    case 'slice-type':
    case 'variadic-type':
    case 'channel-type':
      return [node.element];
    case 'map-type':
      return [node.key, node.value];
    case 'struct-type':
      return node.fields;
    case 'function-type':
      return [...node.parameters, ...node.results];
    case 'interface-type':
      return node.elements;
    case 'expression':
      return [node.expression];
    case 'send':
      return [node.channel, node.value];
    case 'increment':
      return [node.operand];
    case 'assign':
    case 'define':
      return [...node.left, ...node.right];
    case 'go':
    case 'defer':
      return [node.call];
    case 'return':
      return node.results;
    case 'block':
      return node.statements;
    case 'if':
      return present([node.init, node.condition, node.then, node.otherwise]);
    case 'switch':
      return present([node.init, node.tag, ...node.clauses]);
    case 'type-switch':
      return present([node.init, node.guard, ...node.clauses]);
    case 'for':
      return present([node.init, node.condition, node.post, node.body]);
    case 'range':
      return present([node.key, node.value, node.operand, node.body]);
    case 'labeled':
      return [node.statement];
    case 'declaration':
      return node.declarations;
    case 'const':
    case 'var':
      return present([...node.names, node.type, ...node.values]);
    case 'type':
      return [node.name, node.type];
    case 'function':
      return present([node.name, node.receiver, node.type, node.body]);
  }
}

/** Visits a node and all within it; `visit` answers false to leave out what is within. */
export function walk(node: SyntaxNode, visit: (node: SyntaxNode) => boolean): void {
  if (!visit(node)) return;
  for (const part of partsOf(node)) walk(part, visit);
}
