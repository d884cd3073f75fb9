/** `switch` statements, and `select` as far as reading over it goes. */
import type { CaseClause, Expression, Statement } from '../ast.ts';
import { parseExpressionList } from './expressions.ts';
import { parseHeader } from './headers.ts';
import type { ParserState } from './state.ts';
import { parseSimpleStatement, parseStatements } from './statements.ts';

export function parseSwitch(p: ParserState): Statement {
  const position = p.position;
  const { init, condition } = parseHeader(p, 'switch');
  if (!p.got('{')) {
    p.syntaxError('missing { after switch clause');
    p.advance('case', 'default', '}');
  }
  const clauses: CaseClause[] = [];
  while (!p.at('EOF') && !p.at('}')) clauses.push(parseCaseClause(p));
  const closeBrace = p.position;
  p.want('}');
  if (condition?.kind === 'type-switch-guard')
    return {
      kind: 'type-switch',
      id: p.newId(),
      position,
      init,
      guard: condition,
      clauses,
      closeBrace,
    };
  return { kind: 'switch', id: p.newId(), position, init, tag: condition, clauses, closeBrace };
}

function parseCaseClause(p: ParserState): CaseClause {
  const position = p.position;
  let cases: Expression[] | null = null;
  if (p.got('case')) cases = parseExpressionList(p);
  else if (!p.got('default')) {
    p.syntaxError('expected case or default or }');
    p.advance(':', 'case', 'default', '}');
  }
  const colon = p.position;
  p.want(':');
  const body = parseStatements(p);
  return { id: p.newId(), position, cases, body, colon };
}

/** Reads a `select` so that what follows can be read, and says that MiniGo has none. */
export function parseSelect(p: ParserState): Statement {
  const position = p.position;
  p.outside(position, 'named', 'select');
  p.next();
  if (!p.got('{')) {
    p.syntaxError('missing { after select clause');
    p.advance('case', 'default', '}');
  }
  while (!p.at('EOF') && !p.at('}')) {
    if (p.got('case')) parseSimpleStatement(p, null);
    else if (!p.got('default')) {
      p.syntaxError('expected case or default or }');
      p.advance(':', 'case', 'default', '}');
    }
    p.want(':');
    parseStatements(p);
  }
  p.want('}');
  return { kind: 'empty', id: p.newId(), position };
}
