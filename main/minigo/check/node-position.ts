/** Where Go's compiler sees an expression when it does not ask for its start. */
import type { Expression } from '../ast.ts';
import type { Position } from '../source.ts';
import type { Checker } from './checker.ts';

/** The position that Go's compiler gives an expression: that of its operator, bracket or dot. */
export function nodePosition(c: Checker, e: Expression): Position {
  const { text } = c.file;
  switch (e.kind) {
    case 'binary':
      return e.operatorPosition;
    case 'selector':
      return text.lastIndexOf('.', e.member.position);
    case 'index':
      return text.lastIndexOf('[', e.index.position - 1);
    case 'call':
      return text.lastIndexOf('(', (e.args[0]?.position ?? e.closeParenthesis) - 1);
    case 'composite-literal':
      return e.openBrace;
    default:
      return e.position;
  }
}
