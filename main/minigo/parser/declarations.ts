/** Declarations and the file as a whole (Go specification, "Declarations and scope", "Packages"). */
import type {
  ConstantDeclaration,
  Declaration,
  Expression,
  Field,
  FunctionDeclaration,
  ImportDeclaration,
  Name,
  TypeDeclaration,
  VariableDeclaration,
} from '../ast.ts';
import { parseBinary, parseExpressionList, parsePrimary } from './expressions.ts';
import type { Position } from '../source.ts';
import type { ParserState } from './state.ts';
import { parseFunctionBody } from './statements.ts';
import {
  parseArrayRest,
  parseFunctionType,
  parseParameters,
  parseSliceRest,
  parseType,
  parseTypeOrNull,
  skipBrackets,
} from './types.ts';

/** Where a specification stands in its declaration. */
export interface GroupPlace {
  /** Ordinal of the parenthesised group; -1 outside one. */
  readonly group: number;
  /** Index in the group, from 0. */
  readonly index: number;
}

/** One specification, or several in parentheses. */
export function parseDeclarationGroup<T extends Declaration>(
  p: ParserState,
  parse: (p: ParserState, place: GroupPlace) => T | null,
): T[] {
  const declarations: T[] = [];
  const add = (place: GroupPlace): void => {
    const declaration = parse(p, place);
    if (declaration !== null) declarations.push(declaration);
  };
  if (!p.got('(')) {
    add({ group: -1, index: 0 });
    return declarations;
  }
  const group = p.constantGroups++;
  let index = 0;
  p.list('grouped declaration', ';', ')', () => {
    add({ group, index: index++ });
    return false;
  });
  return declarations;
}

function parseImport(p: ParserState): ImportDeclaration | null {
  const position = p.position;
  let localName: Name | null = null;
  if (p.at('name')) localName = p.name();
  else if (p.at('.')) {
    localName = p.nameAt(position, '.');
    p.next();
  }
  const start = p.position;
  const path = p.literal();
  if (path === null) {
    p.syntaxError('missing import path');
    p.advance(';', ')');
    return null;
  }
  if (path.kind === 'bad') return null;
  if (path.literal !== 'string') {
    p.syntaxError('import path must be a string', start);
    return null;
  }
  return { kind: 'import', id: p.newId(), position, localName, path };
}

function parseNames(p: ParserState): Name[] {
  const names = [p.name()];
  while (p.got(',')) names.push(p.name());
  return names;
}

export function parseConstant(p: ParserState, place: GroupPlace): ConstantDeclaration {
  const position = p.position;
  const names = parseNames(p);
  let type: Expression | null = null;
  let values: Expression[] = [];
  if (!p.at('EOF') && !p.at(';') && !p.at(')')) {
    type = parseTypeOrNull(p);
    if (p.gotAssign()) values = parseExpressionList(p);
  }
  return {
    kind: 'const',
    id: p.newId(),
    position,
    names,
    type,
    values,
    iota: place.index,
    group: place.group,
  };
}

export function parseVariable(p: ParserState): VariableDeclaration {
  const position = p.position;
  const names = parseNames(p);
  if (p.gotAssign())
    return {
      kind: 'var',
      id: p.newId(),
      position,
      names,
      type: null,
      values: parseExpressionList(p),
    };
  const type = parseType(p);
  const values = p.gotAssign() ? parseExpressionList(p) : [];
  return { kind: 'var', id: p.newId(), position, names, type, values };
}

export function parseTypeDeclaration(p: ParserState): TypeDeclaration {
  const position = p.position;
  const name = p.name();
  let alias = false;
  let type: Expression | null;
  if (p.at('[')) type = parseAfterBracket(p);
  else {
    alias = p.gotAssign();
    type = parseTypeOrNull(p);
  }
  if (type === null) {
    type = p.bad();
    p.syntaxError('in type declaration');
    p.advance(';', ')');
  }
  return { kind: 'type', id: p.newId(), position, name, alias, type };
}

/** `type T [` begins an array or slice type, or the type parameters that MiniGo leaves out. */
function parseAfterBracket(p: ParserState): Expression | null {
  const position = p.position;
  p.next();
  if (p.at(']')) {
    p.next();
    return parseSliceRest(p, position);
  }
  if (!p.at('name')) return parseArrayRest(p, position, null);
  let length: Expression = p.name();
  if (!p.at('[')) {
    p.expressionNesting++;
    length = parseBinary(p, parsePrimary(p, length, false), 0);
    p.expressionNesting--;
  }
  if (p.at(']')) return parseArrayRest(p, position, length);
  p.outside(position, 'generic-type');
  skipBrackets(p);
  p.gotAssign();
  return parseTypeOrNull(p);
}

function parseFunction(p: ParserState, position: Position): FunctionDeclaration {
  const start = p.position;
  let receiver: Field | null = null;
  let context = '';
  if (p.at('(')) {
    p.next();
    context = 'method';
    const receivers = parseParameters(p);
    if (receivers.length === 0) p.plainError(p.position, 'method has no receiver');
    if (receivers.length > 1) p.plainError(p.position, 'method has multiple receivers');
    receiver = receivers[0] ?? null;
  }
  if (!p.at('name')) {
    const name = p.nameAt(p.position, '_');
    const nameStart = p.position;
    p.syntaxError(context === '' ? 'expected name or (' : 'expected name');
    p.advance('{', ';');
    const type = {
      kind: 'function-type',
      id: p.newId(),
      position: nameStart,
      parameters: [],
      results: [],
    } as const;
    const body = p.at('{') ? parseFunctionBody(p) : null;
    return { kind: 'function', id: p.newId(), position, start, name, receiver, type, body };
  }
  const name = p.name();
  const type = parseFunctionType(p, context, p.position);
  const body = p.at('{') ? parseFunctionBody(p) : null;
  return { kind: 'function', id: p.newId(), position, start, name, receiver, type, body };
}

/** Everything after the package clause. */
export function parseDeclarations(p: ParserState): Declaration[] {
  const declarations: Declaration[] = [];
  let onlyImports = true;
  while (!p.at('EOF')) {
    if (p.at('import') && !onlyImports)
      p.syntaxError('imports must appear before other declarations');
    onlyImports = p.at('import');
    switch (p.kind) {
      case 'import':
        p.next();
        declarations.push(...parseDeclarationGroup(p, parseImport));
        break;
      case 'const':
        p.next();
        declarations.push(...parseDeclarationGroup(p, parseConstant));
        break;
      case 'type':
        p.next();
        declarations.push(...parseDeclarationGroup(p, parseTypeDeclaration));
        break;
      case 'var':
        p.next();
        declarations.push(...parseDeclarationGroup(p, parseVariable));
        break;
      case 'func': {
        const { position } = p;
        p.next();
        declarations.push(parseFunction(p, position));
        break;
      }
      default: {
        const last = declarations.at(-1);
        if (p.at('{') && last?.kind === 'function' && last.body === null)
          p.syntaxError('unexpected semicolon or newline before {');
        else p.syntaxError('non-declaration statement outside function body');
        p.advance('import', 'const', 'type', 'var', 'func');
        continue;
      }
    }
    if (!p.at('EOF') && !p.got(';')) {
      p.syntaxError('after top level declaration');
      p.advance('import', 'const', 'type', 'var', 'func');
    }
  }
  return declarations;
}
