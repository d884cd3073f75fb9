/** The headers of `if`, `for` and `switch`: initialiser, condition, post statement, range clause. */
import type { Expression, SimpleStatement } from '../ast.ts';
import { expressionText } from '../expression-text.ts';
import type { ParserState } from './state.ts';
import { parseSimple, parseSimpleStatement, simpleText, type RangeHead } from './statements.ts';

export interface Header {
  readonly init: SimpleStatement | null;
  readonly condition: Expression | null;
  readonly post: SimpleStatement | null;
  readonly range: RangeHead | null;
}

const noHeader: Header = { init: null, condition: null, post: null, range: null };

export function parseHeader(p: ParserState, keyword: 'for' | 'if' | 'switch'): Header {
  p.want(keyword);
  if (p.at('{')) {
    if (keyword !== 'if') return noHeader;
    p.syntaxError('missing condition in if statement');
    return { ...noHeader, condition: p.bad() };
  }
  const outer = p.expressionNesting;
  p.expressionNesting = -1;
  const header = parseClauses(p, keyword);
  p.expressionNesting = outer;
  return header;
}

function parseClauses(p: ParserState, keyword: 'for' | 'if' | 'switch'): Header {
  let init: SimpleStatement | null = null;
  if (!p.at(';')) {
    if (p.got('var')) p.syntaxError(`var declaration not allowed in ${keyword} initializer`);
    const simple = parseSimple(p, null, keyword);
    if (simple.kind === 'range-head') return { ...noHeader, range: simple };
    init = simple;
  }
  if (p.at('{')) return conclude(p, keyword, null, init, null, null);

  let semicolon: { position: number; text: string } | null = null;
  if (p.at(';')) {
    semicolon = { position: p.position, text: p.token.text };
    p.next();
  } else {
    p.want('{');
    if (!p.at('{')) p.advance('{', '}');
  }
  let condition: SimpleStatement | null = null;
  let post: SimpleStatement | null = null;
  if (keyword === 'for') {
    if (!p.at(';')) {
      if (p.at('{')) {
        p.syntaxError('expected for loop condition');
        return conclude(p, keyword, init, null, null, semicolon);
      }
      condition = parseSimpleStatement(p, null);
    }
    p.want(';');
    if (!p.at('{')) {
      post = parseSimpleStatement(p, null);
      if (post.kind === 'define')
        p.syntaxError('cannot declare in post statement of for loop', post.operatorPosition);
    }
  } else if (!p.at('{')) {
    const simple = parseSimple(p, null, keyword);
    if (simple.kind !== 'range-head') condition = simple;
  }
  return conclude(p, keyword, init, condition, post, semicolon);
}

function conclude(
  p: ParserState,
  keyword: 'for' | 'if' | 'switch',
  init: SimpleStatement | null,
  statement: SimpleStatement | null,
  post: SimpleStatement | null,
  semicolon: { position: number; text: string } | null,
): Header {
  if (statement === null) {
    if (keyword !== 'if' || semicolon === null) return { init, condition: null, post, range: null };
    p.syntaxError(
      semicolon.text === 'semicolon'
        ? 'missing condition in if statement'
        : `unexpected ${semicolon.text}, expected { after if clause`,
      semicolon.position,
    );
    return { init, condition: p.bad(semicolon.position), post, range: null };
  }
  if (statement.kind === 'expression')
    return { init, condition: statement.expression, post, range: null };
  const text =
    statement.kind === 'assign' && statement.operator === null
      ? `assignment ${statement.left.map(emphasised).join(', ')} = ${statement.right.map(emphasised).join(', ')}`
      : simpleText(statement);
  const position = statement.kind === 'empty' ? statement.position : statement.operatorPosition;
  p.syntaxError(`cannot use ${text} as value`, position);
  return { init, condition: p.bad(position), post, range: null };
}

function emphasised(expression: Expression): string {
  const text = expressionText(expression);
  return expression.kind === 'binary' ? `(${text})` : text;
}
