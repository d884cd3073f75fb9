/** `x.m`: members of packages, fields, methods, method expressions (specification, "Selectors"). */
import type { Selector } from '../ast.ts';
import { expressionText } from '../expression-text.ts';
import { libraryReceiver } from '../library-named.ts';
import { libraryPackages } from '../library-types.ts';
import { lookupMember, type Member } from '../member-lookup.ts';
import { dereferenced, isExported, isInterfacePointer, isInvalid } from '../type-relations.ts';
import { typeText } from '../type-text.ts';
import { underlying, type SignatureType, type Type } from '../types.ts';
import type { Entity, FunctionEntity } from '../entities.ts';
import { methodSignature } from './assignability.ts';
import type { Checker } from './checker.ts';
import { checkExpressionOrType } from './expressions.ts';
import { nodePosition } from './node-position.ts';
import type { Operand } from './operand.ts';
import { operandText } from './operand.ts';

export function checkSelector(c: Checker, x: Operand, e: Selector, wantType: boolean): void {
  x.invalidate();
  x.expression = e;
  if (e.operand.kind === 'name') {
    const entity = c.lookup(e.operand.name);
    if (entity?.kind === 'package') {
      c.entities[e.operand.id] = entity;
      c.usedPackages.add(entity);
      c.setFacts(e.operand, 'package', x.type, null);
      checkPackageMember(c, x, e, entity.path);
      return;
    }
  }
  const { member } = e;
  checkExpressionOrType(c, x, e.operand);
  if (x.mode === 'builtin') {
    c.error(
      nodePosition(c, e),
      'invalid-operation',
      `invalid use of ${operandText(x)} in selector expression`,
    );
    x.invalidate();
  }
  if (x.isInvalid) return;
  if (wantType) {
    c.error(member.position, 'type-mismatch', `${expressionText(e)} is not a type`);
    x.invalidate();
    return;
  }
  const found =
    member.name === '_' ? null : lookupMember(x.type, x.mode === 'variable', member.name);
  if (found === null || typeof found === 'string') {
    reportMissing(c, x, e, found);
    x.invalidate();
    return;
  }
  if (x.mode === 'type') selectFromType(c, x, e, found);
  else selectFromValue(c, x, e, found);
}

function checkPackageMember(c: Checker, x: Operand, e: Selector, path: string): void {
  const { name, position } = e.member;
  const library = libraryPackages.get(path);
  const member = library?.members.get(name);
  if (member === undefined) {
    if (library?.otherNames.has(name) === true) c.outside(position, 'named', expressionText(e));
    else if (library !== undefined && !isExported(name))
      c.error(position, 'undefined', `undefined: ${expressionText(e)}`);
    else c.error(position, 'undefined', `undefined: ${expressionText(e)}`);
    return;
  }
  c.selections[e.id] = { kind: 'package-member', path, name, entity: member };
  c.entities[e.member.id] = member;
  takeEntity(x, member);
}

function takeEntity(x: Operand, entity: Entity): void {
  switch (entity.kind) {
    case 'constant':
      x.mode = 'constant';
      x.type = entity.type;
      x.value = entity.value;
      return;
    case 'type':
      x.mode = 'type';
      x.type = entity.type;
      return;
    case 'function':
      x.mode = 'value';
      x.type = entity.signature;
      return;
    case 'builtin':
      x.mode = 'builtin';
      x.builtin = entity.name;
      return;
    default:
  }
}

function reportMissing(
  c: Checker,
  x: Operand,
  e: Selector,
  found: 'ambiguous' | 'needs-pointer' | null,
): void {
  const { name, position } = e.member;
  if (isInvalid(underlying(x.type))) return;
  const operand = expressionText(e.operand);
  const type = typeText(x.type);
  if (found === 'ambiguous') {
    c.error(position, 'undefined', `ambiguous selector ${operand}.${name}`);
    return;
  }
  if (found === 'needs-pointer') {
    c.error(
      position,
      'invalid-operation',
      x.mode === 'type'
        ? `invalid method expression ${type}.${name} (needs pointer receiver (*${type}).${name})`
        : `cannot call pointer method ${name} on ${type}`,
    );
    return;
  }
  const [base] = dereferenced(x.type);
  if (base.kind === 'named' && outsideMember(base.packageName, base.name, name)) {
    c.outside(position, 'named', `${typeText(base)}.${name}`);
    return;
  }
  const why = isInterfacePointer(x.type)
    ? `type ${type} is pointer to interface, not interface`
    : lookupFault(x.type, x.mode === 'variable', name);
  c.error(position, 'undefined', `${operand}.${name} undefined (${why})`);
}

function outsideMember(packageName: string, typeName: string, member: string): boolean {
  return libraryPackages.get(packageName)?.otherNames.has(`${typeName}.${member}`) === true;
}

function tail(name: string): string {
  return [...name].slice(1).join('');
}

interface OtherSpelling {
  readonly name: string;
  readonly what: 'field' | 'method';
  readonly packageName: string;
}

function otherSpelling(type: Type, addressable: boolean, name: string): OtherSpelling | null {
  const found = lookupMember(type, addressable, name, 'main', true);
  if (found === null || typeof found === 'string') return null;
  if (found.kind === 'field')
    return { name: found.field.name, what: 'field', packageName: found.field.packageName };
  if (found.kind === 'method')
    return { name: found.method.name, what: 'method', packageName: found.method.packageName };
  return { name: found.name, what: 'method', packageName: 'main' };
}

/** Why a type has no such member, as Go puts it: perhaps another spelling exists. */
export function lookupFault(type: Type, addressable: boolean, name: string): string {
  const other = otherSpelling(type, addressable, name);
  const none = `type ${typeText(type)} has no field or method ${name}`;
  switch (spellingCase(name, other)) {
    case 'misspelled':
      return `${none}, but does have ${other?.what ?? 'field'} ${other?.name ?? ''}`;
    case 'unexported':
      return `${none}, but does have unexported ${other?.what ?? 'field'} ${other?.name ?? ''}`;
    case 'inaccessible':
      return `cannot refer to unexported ${other?.what ?? 'field'} ${other?.name ?? ''}`;
    default:
      return none;
  }
}

/** As `lookupFault`, for a key of a struct literal. */
export function literalFieldFault(type: Type, name: string): string {
  const under = underlying(type);
  const field =
    under.kind === 'struct' && name !== '_'
      ? under.fields.find((each) => each.name.toLowerCase() === name.toLowerCase())
      : undefined;
  const other: OtherSpelling | null =
    field === undefined
      ? null
      : { name: field.name, what: 'field', packageName: field.packageName };
  const text = typeText(type);
  switch (spellingCase(name, other)) {
    case 'misspelled':
      return `unknown field ${name} in struct literal of type ${text}, but does have ${other?.name ?? ''}`;
    case 'unexported':
      return `unknown field ${name} in struct literal of type ${text}, but does have unexported ${other?.name ?? ''}`;
    case 'inaccessible':
      return `cannot refer to unexported field ${name} in struct literal of type ${text}`;
    default:
      return `unknown field ${name} in struct literal of type ${text}`;
  }
}

function spellingCase(
  name: string,
  other: OtherSpelling | null,
): 'missing' | 'misspelled' | 'unexported' | 'inaccessible' {
  if (other === null) return 'missing';
  if (other.packageName === 'main') return 'misspelled';
  if (isExported(name)) {
    if (isExported(other.name)) return 'misspelled';
    return tail(name) === tail(other.name) ? 'unexported' : 'missing';
  }
  if (isExported(other.name)) return tail(name) === tail(other.name) ? 'misspelled' : 'missing';
  return name === other.name ? 'inaccessible' : 'missing';
}

function receiverNameOf(method: FunctionEntity): string {
  return method.declaration?.receiver?.name?.name ?? libraryReceiver(method);
}

function selectFromType(c: Checker, x: Operand, e: Selector, found: Member): void {
  if (found.kind === 'field') {
    const { member } = e;
    c.error(
      member.position,
      'undefined',
      `${expressionText(e.operand)}.${member.name} undefined (type ${typeText(x.type)} has no method ${member.name})`,
    );
    x.invalidate();
    return;
  }
  const receiver = x.type;
  const signature = found.kind === 'method' ? methodSignature(c, found.method) : found.signature;
  if (found.kind === 'method') {
    c.dependOn(found.method);
    const { method, path, adjust } = found;
    c.selections[e.id] = {
      kind: 'method-expression',
      receiver,
      path,
      target: { kind: 'method', method, adjust },
    };
  } else {
    const { path, name, index } = found;
    c.selections[e.id] = {
      kind: 'method-expression',
      receiver,
      path,
      target: { kind: 'interface-method', interface: found.interface, name, index },
    };
  }
  const receiverName = found.kind === 'method' ? receiverNameOf(found.method) : '';
  const name = (signature.parameters[0]?.name ?? '') === '' ? '' : receiverName || '_';
  const withReceiver: SignatureType = {
    ...signature,
    parameters: [{ name, type: receiver }, ...signature.parameters],
  };
  x.mode = 'value';
  x.type = withReceiver;
}

function selectFromValue(c: Checker, x: Operand, e: Selector, found: Member): void {
  x.value = null;
  if (found.kind === 'field') {
    c.selections[e.id] = { kind: 'field', path: found.path };
    x.mode = x.mode === 'variable' || found.indirect ? 'variable' : 'value';
    x.type = found.field.type;
    return;
  }
  x.mode = 'value';
  if (found.kind === 'method') {
    const { method, path, adjust } = found;
    c.selections[e.id] = { kind: 'method', path, method, adjust };
    x.type = methodSignature(c, method);
    c.dependOn(method);
    return;
  }
  const { path, name, index } = found;
  c.selections[e.id] = { kind: 'interface-method', path, interface: found.interface, name, index };
  x.type = found.signature;
}
