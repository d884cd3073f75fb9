/** All function bodies of a file, those of literals included. */
import type { Block, SourceTree } from '../ast.ts';
import { walk } from '../walk.ts';

export function functionBodies(tree: SourceTree): Block[] {
  const bodies: Block[] = [];
  for (const declaration of tree.declarations)
    walk(declaration, (node) => {
      if (
        'kind' in node &&
        (node.kind === 'function' || node.kind === 'function-literal') &&
        node.body !== null
      )
        bodies.push(node.body);
      return true;
    });
  return bodies;
}
