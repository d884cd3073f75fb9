/** As many names as initial values. */
import type { Expression, Name } from '../ast.ts';
import { expressionText } from '../expression-text.ts';
import type { Position } from '../source.ts';
import type { Checker } from './checker.ts';
import { nodePosition } from './node-position.ts';

export function reportArity(
  c: Checker,
  position: Position,
  names: readonly Name[],
  values: readonly Expression[],
  isConstant: boolean,
  inherited: boolean,
): void {
  const extra = values[names.length];
  const missing = names[values.length];
  if (extra !== undefined) {
    if (inherited)
      c.error(position, 'wrong-count', `extra init expr at ${c.placeText(nodePosition(c, extra))}`);
    else c.error(extra.position, 'wrong-count', `extra init expr ${expressionText(extra)}`);
  } else if (missing !== undefined && (isConstant || values.length !== 1)) {
    c.error(missing.position, 'wrong-count', `missing init expr for ${missing.name}`);
  }
}
