/** Interface types, with a clear word for the type sets that MiniGo leaves out. */
import type { Field, InterfaceTypeExpression } from '../ast.ts';
import type { ParserState } from './state.ts';
import { parseFunctionType, parseQualifiedName, parseType, parseTypeOrNull } from './types.ts';

export function parseInterfaceType(p: ParserState): InterfaceTypeExpression {
  const position = p.position;
  const elements: Field[] = [];
  p.want('interface');
  p.want('{');
  p.list('interface type', ';', '}', () => {
    elements.push(parseInterfaceElement(p));
    return false;
  });
  return { kind: 'interface-type', id: p.newId(), position, elements };
}

function parseInterfaceElement(p: ParserState): Field {
  const position = p.position;
  if (p.at('name')) {
    const name = p.name();
    if (p.at('(')) {
      const type = parseFunctionType(p, 'interface method', p.position);
      return { id: p.newId(), position, name, type };
    }
    const type = parseQualifiedName(p, name);
    rejectUnion(p);
    return { id: p.newId(), position, name: null, type };
  }
  if (p.at('operator') && p.operator === '~') {
    p.outside(p.position, 'type-set');
    p.next();
  }
  let type = parseTypeOrNull(p);
  if (type === null) {
    type = p.bad();
    p.syntaxError('expected ~ term or type');
    p.advance('operator', ';', ')', ']', '}');
  }
  rejectUnion(p);
  return { id: p.newId(), position, name: null, type };
}

function rejectUnion(p: ParserState): void {
  if (!p.at('operator') || p.operator !== '|') return;
  p.outside(p.position, 'type-set');
  while (p.at('operator') && (p.operator === '|' || p.operator === '~')) {
    p.next();
    if (!p.at('operator')) parseType(p);
  }
}
