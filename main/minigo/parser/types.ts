/** Types as written (Go specification, "Types"). */
import type {
  BasicLiteral,
  Expression,
  Field,
  FunctionTypeExpression,
  Name,
  StructField,
  StructTypeExpression,
} from '../ast.ts';
import type { Position } from '../source.ts';
import type { TokenKind } from '../tokens.ts';
import { parseExpression } from './expressions.ts';
import { parseInterfaceType } from './interfaces.ts';
import type { ParserState } from './state.ts';

export function parseType(p: ParserState): Expression {
  const type = parseTypeOrNull(p);
  if (type !== null) return type;
  const bad = p.bad();
  p.syntaxError('expected type');
  p.advance(',', ':', ';', ')', ']', '}');
  return bad;
}

export function parseTypeOrNull(p: ParserState): Expression | null {
  p.enter();
  const type = typeOrNull(p);
  p.leave();
  return type;
}

function typeOrNull(p: ParserState): Expression | null {
  const position = p.position;
  switch (p.kind) {
    case '*': {
      p.next();
      const operand = parseType(p);
      return { kind: 'star', id: p.newId(), position, operand };
    }
    case '<-': {
      p.next();
      p.want('chan');
      const element = parseChannelElement(p);
      return { kind: 'channel-type', id: p.newId(), position, direction: 'receive', element };
    }
    case 'func':
      p.next();
      return parseFunctionType(p, 'function type', p.position);
    case '[':
      p.next();
      return p.got(']') ? parseSliceRest(p, position) : parseArrayRest(p, position, null);
    case 'chan': {
      p.next();
      const direction = p.got('<-') ? 'send' : 'both';
      const element = parseChannelElement(p);
      return { kind: 'channel-type', id: p.newId(), position, direction, element };
    }
    case 'map': {
      p.next();
      p.want('[');
      const key = parseType(p);
      p.want(']');
      const value = parseType(p);
      return { kind: 'map-type', id: p.newId(), position, key, value };
    }
    case 'struct':
      return parseStructType(p);
    case 'interface':
      return parseInterfaceType(p);
    case 'name':
      return parseQualifiedName(p, null);
    case '(': {
      p.next();
      const type = parseType(p);
      p.want(')');
      return type;
    }
    default:
      return null;
  }
}

function parseChannelElement(p: ParserState): Expression {
  const type = parseTypeOrNull(p);
  if (type !== null) return type;
  const bad = p.bad();
  p.syntaxError('missing channel element type');
  return bad;
}

/** After `[]`. */
export function parseSliceRest(p: ParserState, position: Position): Expression {
  const element = parseType(p);
  return { kind: 'slice-type', id: p.newId(), position, element };
}

/** After `[`, and after the length where it has been read already. */
export function parseArrayRest(
  p: ParserState,
  position: Position,
  given: Expression | null,
): Expression {
  let length = given;
  if (length === null && !p.got('...')) {
    p.expressionNesting++;
    length = parseExpression(p);
    p.expressionNesting--;
  }
  if (p.at(',')) {
    p.syntaxError('unexpected comma; expected ]');
    p.next();
  }
  p.want(']');
  const element = parseType(p);
  return { kind: 'array-type', id: p.newId(), position, length, element };
}

/** `T`, `pkg.T` or `pkg.T[A]`; the first name may have been read. */
export function parseQualifiedName(p: ParserState, given: Name | null): Expression {
  let type: Expression;
  if (given !== null) type = given;
  else if (p.at('name')) type = p.name();
  else {
    type = p.nameAt(p.position, '_');
    p.syntaxError('expected name');
    p.advance('.', ';', '}');
  }
  if (p.at('.')) {
    p.next();
    const member = p.name();
    type = { kind: 'selector', id: p.newId(), position: type.position, operand: type, member };
  }
  if (p.at('[')) {
    p.next();
    let index: Expression;
    if (p.at(']')) {
      p.syntaxError('expected type argument list');
      index = p.bad();
    } else index = parseTypeArguments(p);
    p.want(']');
    type = { kind: 'index', id: p.newId(), position: type.position, operand: type, index };
  }
  return type;
}

function parseTypeArguments(p: ParserState): Expression {
  p.expressionNesting++;
  const first = parseType(p);
  if (p.at(',')) {
    p.outside(p.position, 'instantiation');
    while (p.got(',')) if (parseTypeOrNull(p) === null) break;
  }
  p.expressionNesting--;
  return first;
}

/** Skips a bracketed list from after `[` to its `]`. */
export function skipBrackets(p: ParserState): void {
  for (let open = 1; open > 0 && !p.at('EOF'); p.next()) {
    if (p.at('[')) open++;
    else if (p.at(']')) open--;
  }
}

/** Parameters and results; `context` names what may have no type parameters, empty where a generic function could stand. */
export function parseFunctionType(
  p: ParserState,
  context: string,
  position: Position,
): FunctionTypeExpression {
  if (p.at('[')) {
    if (context === '') p.outside(p.position, 'generic-function');
    else p.syntaxError(`${context} must have no type parameters`);
    p.next();
    skipBrackets(p);
  }
  p.want('(');
  const parameters = parseParameters(p);
  const results = parseResults(p);
  return { kind: 'function-type', id: p.newId(), position, parameters, results };
}

function parseResults(p: ParserState): readonly Field[] {
  if (p.got('(')) return parseParameters(p);
  const position = p.position;
  const type = parseTypeOrNull(p);
  return type === null ? [] : [{ id: p.newId(), position, name: null, type }];
}

interface ParameterDraft {
  readonly position: Position;
  name: Name | null;
  type: Expression | null;
}

/** After `(`: a list in which either every parameter has a name or none has. */
export function parseParameters(p: ParserState): Field[] {
  const drafts: ParameterDraft[] = [];
  let named = 0;
  let typed = 0;
  const end = p.list('parameter list', ',', ')', () => {
    const draft = parseParameter(p, ')');
    if (draft !== null) {
      if (draft.name !== null && draft.type !== null) named++;
      if (draft.type !== null) typed++;
      drafts.push(draft);
    }
    return false;
  });
  if (named === 0) {
    for (const draft of drafts) {
      draft.type ??= draft.name;
      draft.name = null;
    }
  } else if (named !== drafts.length) distributeTypes(p, drafts, named, typed, end);
  return drafts.map(({ position, name, type }) => ({
    id: p.newId(),
    position,
    name,
    type: type ?? p.bad(position),
  }));
}

function distributeTypes(
  p: ParserState,
  drafts: readonly ParameterDraft[],
  named: number,
  typed: number,
  end: Position,
): void {
  let fault = -1;
  let type: Expression | null = null;
  for (let index = drafts.length - 1; index >= 0; index--) {
    const draft = drafts[index];
    if (draft === undefined) continue;
    if (draft.type !== null) {
      type = draft.type;
      if (draft.name === null) {
        fault = type.position;
        draft.name = p.nameAt(fault, '_');
      }
    } else if (type !== null) draft.type = type;
    else {
      fault = draft.position;
      draft.type = p.bad(fault);
    }
  }
  if (fault < 0) return;
  if (named === typed) p.syntaxError('missing parameter type', end);
  else p.syntaxError('missing parameter name', fault);
}

function parseParameter(p: ParserState, follow: TokenKind): ParameterDraft | null {
  const position = p.position;
  let name: Name | null = null;
  if (p.at('name')) {
    name = p.name();
    if (p.at('[')) {
      const type = parseArrayOrInstance(p, name);
      return type.kind === 'index' ? { position, name: null, type } : { position, name, type };
    }
    if (p.at('.')) return { position, name: null, type: parseQualifiedName(p, name) };
  }
  if (p.at('...')) {
    const dots = p.position;
    p.next();
    let element = parseTypeOrNull(p);
    if (element === null) {
      element = p.bad();
      p.syntaxError('... is missing type');
    }
    return {
      position,
      name,
      type: { kind: 'variadic-type', id: p.newId(), position: dots, element },
    };
  }
  const type = parseTypeOrNull(p);
  if (name !== null || type !== null) return { position, name, type };
  p.syntaxError(`expected ${follow}`);
  p.advance(',', follow);
  return null;
}

/** After a name, at `[`: `name []E`, `name [n]E`, or the instance `name[A]` (then an `index`). */
function parseArrayOrInstance(p: ParserState, name: Name): Expression {
  const position = p.position;
  p.want('[');
  if (p.got(']')) return parseSliceRest(p, position);
  p.expressionNesting++;
  const length = parseExpression(p);
  const comma = p.at(',');
  if (comma) {
    p.outside(p.position, 'instantiation');
    while (p.got(',')) if (parseTypeOrNull(p) === null) break;
  }
  p.expressionNesting--;
  p.want(']');
  const element = comma ? null : parseTypeOrNull(p);
  if (element !== null) return { kind: 'array-type', id: p.newId(), position, length, element };
  return { kind: 'index', id: p.newId(), position: name.position, operand: name, index: length };
}

function parseStructType(p: ParserState): StructTypeExpression {
  const position = p.position;
  const fields: StructField[] = [];
  p.want('struct');
  p.want('{');
  p.list('struct type', ';', '}', () => {
    parseFieldDeclaration(p, fields);
    return false;
  });
  return { kind: 'struct-type', id: p.newId(), position, fields };
}

function parseTag(p: ParserState): BasicLiteral | null {
  const tag = p.literal();
  return tag?.kind === 'basic-literal' ? tag : null;
}

function parseFieldDeclaration(p: ParserState, fields: StructField[]): void {
  const position = p.position;
  const embed = (type: Expression): void => {
    fields.push({ id: p.newId(), position, name: null, type, embedded: true, tag: parseTag(p) });
  };
  switch (p.kind) {
    case 'name': {
      const first = p.name();
      if (p.at('.') || p.at('literal') || p.at(';') || p.at('}')) {
        embed(parseQualifiedName(p, first));
        return;
      }
      const names = [first];
      while (p.got(',')) names.push(p.name());
      const isOpen = names.length === 1 && p.at('[');
      const type = isOpen ? parseArrayOrInstance(p, first) : parseType(p);
      // `name[A]` is an instance without a field name; `name weak.Pointer[A]` is a field of one.
      if (isOpen && type.kind === 'index') {
        embed(type);
        return;
      }
      const tag = parseTag(p);
      for (const name of names)
        fields.push({ id: p.newId(), position: name.position, name, type, embedded: false, tag });
      return;
    }
    case '*':
    case '(':
      embed(parseEmbeddedType(p));
      return;
    default:
      p.syntaxError('expected field name or embedded type');
      p.advance(';', '}');
  }
}

function parseEmbeddedType(p: ParserState): Expression {
  const position = p.position;
  const pointer = p.got('*');
  if (!p.at('(')) {
    const operand = parseQualifiedName(p, null);
    return pointer ? { kind: 'star', id: p.newId(), position, operand } : operand;
  }
  p.syntaxError('cannot parenthesize embedded type');
  p.next();
  const inner = p.got('*');
  const operand = parseQualifiedName(p, null);
  p.got(')');
  return pointer || inner ? { kind: 'star', id: p.newId(), position, operand } : operand;
}
