/** Resolving package-level declarations when they are first needed, and the cycles among them. */
import type {
  Entity,
  FunctionEntity,
  TypeEntity,
  VariableEntity,
  ConstantEntity,
} from '../entities.ts';
import type { Expression, TypeDeclaration } from '../ast.ts';
import { intConstant } from '../constants.ts';
import { isConstantType, isInvalid } from '../type-relations.ts';
import { typeText } from '../type-text.ts';
import { basicTypes, type FieldOfStruct, underlying, type Type } from '../types.ts';
import { initialiseConstant, initialiseVariable, initialiseVariables } from './assignments.ts';
import type { Checker } from './checker.ts';
import { checkExpression } from './expressions.ts';
import { Operand } from './operand.ts';
import {
  NamedTypeRecord,
  pending,
  type DeclarationInfo,
  type FunctionRecord,
  type Mutable,
} from './records.ts';
import { resolveSignature } from './signatures.ts';
import { checkFunctionBody } from './functions.ts';
import { refuseLarge, resolveType } from './type-expressions.ts';
import { validateType } from './valid-types.ts';

type Declared = VariableEntity | ConstantEntity | TypeEntity | FunctionEntity;

function isDeclared(entity: Entity): entity is Declared {
  return (
    entity.kind === 'variable' ||
    entity.kind === 'constant' ||
    entity.kind === 'type' ||
    entity.kind === 'function'
  );
}

/** Makes sure that a package-level entity has its type; anything else has it already. */
export function resolveEntity(c: Checker, entity: Entity): void {
  if (!isDeclared(entity) || c.resolved.has(entity)) return;
  const at = c.path.indexOf(entity);
  if (at >= 0) {
    resolveCycle(c, entity, at);
    return;
  }
  const info = c.declarations.get(entity);
  if (info === undefined) return;
  c.path.push(entity);
  const saved = c.environment;
  const savedCall = c.hasCallOrReceive;
  c.hasCallOrReceive = false;
  c.environment = { scope: info.scope, declaration: info, fn: null, iota: null, reportAt: null };
  switch (entity.kind) {
    case 'constant':
      declareConstant(c, entity, info);
      break;
    case 'variable':
      declareGlobal(c, entity, info);
      break;
    case 'type':
      c.environment = { ...c.environment, declaration: null };
      if (info.typeDeclaration !== null) declareType(c, entity, info.typeDeclaration);
      break;
    case 'function':
      declareFunction(c, entity, info);
  }
  c.environment = saved;
  c.hasCallOrReceive = savedCall;
  c.path.pop();
  c.resolved.add(entity);
}

/** The entity is needed while it is being resolved: legal for some, an error for others. */
function resolveCycle(c: Checker, entity: Declared, start: number): void {
  const cycle = c.path.slice(start);
  const values = cycle.filter(({ kind }) => kind === 'constant' || kind === 'variable').length;
  const definitions = cycle.filter(
    (each) =>
      each.kind === 'type' &&
      !c.localAliases.has(each) &&
      c.declarations.get(each)?.typeDeclaration?.alias !== true,
  ).length;
  const valid = values === cycle.length || (values === 0 && definitions > 0);
  if (!valid) reportCycle(c, cycle);
  if (entity.kind === 'function') return;
  const open: Mutable<{ type: Type }> = entity;
  if (!valid || open.type === pending) {
    if (entity.kind !== 'type' || !valid) open.type = basicTypes.invalid;
    if (open.type === pending) open.type = basicTypes.invalid;
  }
}

export function reportCycle(c: Checker, cycle: readonly Entity[]): void {
  const named = cycle.filter(isDeclared);
  let start = 0;
  for (const [index, entity] of named.entries())
    if (entity.position < (named[start]?.position ?? 0)) start = index;
  const first = named[start];
  if (first === undefined) return;
  const isType = first.kind === 'type';
  if (named.length === 1) {
    c.error(
      first.position,
      'invalid-type',
      isType
        ? `invalid recursive type: ${first.name} refers to itself`
        : `invalid cycle in declaration: ${first.name} refers to itself`,
    );
    return;
  }
  let message = isType
    ? `invalid recursive type ${first.name}`
    : `invalid cycle in declaration of ${first.name}`;
  for (let index = 0; index < named.length; index++) {
    const from = named[(start + index) % named.length];
    const to = named[(start + index + 1) % named.length];
    if (from !== undefined && to !== undefined)
      message += `\n\t${c.placeText(from.position)}: ${from.name} refers to ${to.name}`;
  }
  c.error(first.position, 'invalid-type', message);
}

function declareConstant(c: Checker, entity: Mutable<ConstantEntity>, info: DeclarationInfo): void {
  resolveConstant(c, entity, info.typeExpression, info.init, info.iota, info.inherited);
}

/** Gives a constant its type and value. */
export function resolveConstant(
  c: Checker,
  entity: Mutable<ConstantEntity>,
  typeExpression: Expression | null,
  init: Expression | null,
  iota: bigint,
  inherited: boolean,
): void {
  const saved = c.environment;
  c.environment = { ...saved, iota };
  const finish = (): void => {
    c.environment = saved;
  };
  if (typeExpression !== null) {
    const type = resolveType(c, typeExpression);
    if (!isConstantType(type)) {
      if (!isInvalid(underlying(type)))
        c.error(typeExpression.position, 'constant', `invalid constant type ${typeText(type)}`);
      entity.type = basicTypes.invalid;
      finish();
      return;
    }
    entity.type = type;
  }
  if (init === null) {
    if (entity.type === pending) entity.type = basicTypes.invalid;
    finish();
    return;
  }
  if (inherited) c.environment = { ...c.environment, reportAt: entity.position };
  const x = new Operand(init);
  checkExpression(c, x, init);
  initialiseConstant(c, entity, x);
  finish();
}

function declareGlobal(c: Checker, entity: Mutable<VariableEntity>, info: DeclarationInfo): void {
  resolveVariable(c, entity, info.variables, info.typeExpression, info.init);
}

/** Gives a variable its type and checks its initial value; `together` are all variables of one call. */
export function resolveVariable(
  c: Checker,
  entity: Mutable<VariableEntity>,
  together: readonly VariableEntity[] | null,
  typeExpression: Expression | null,
  init: Expression | null,
): void {
  if (typeExpression !== null) entity.type = resolveType(c, typeExpression);
  if (init === null) {
    if (typeExpression === null) entity.type = basicTypes.invalid;
    return;
  }
  if (together === null || together.length === 1) {
    const x = new Operand(init);
    checkExpression(c, x, init);
    initialiseVariable(c, entity, x, 'variable declaration');
    return;
  }
  if (typeExpression !== null)
    for (const other of together) (other as Mutable<VariableEntity>).type = entity.type;
  initialiseVariables(c, together, [init], null);
}

/** A type declaration, at package level or in a function. */
export function declareType(
  c: Checker,
  entity: Mutable<TypeEntity>,
  declaration: TypeDeclaration,
): void {
  if (declaration.alias) {
    entity.type = underAlias(resolveType(c, declaration.type), entity.name);
    return;
  }
  const named = new NamedTypeRecord(entity.name, 'main', c.namedTypes.length);
  named.entity = entity;
  c.namedTypes.push(named);
  entity.type = named;
  c.later(() => {
    validateType(c, named);
    refuseLarge(c, named, entity.name, entity.position);
  });
  collectMethods(c, entity, named);
  named.definition = resolveType(c, declaration.type, named);
}

/** The extra line that names a field of the program. */
function placeOfField(c: Checker, field: FieldOfStruct): string {
  const position = c.fieldPositions.get(field);
  if (position === undefined) return '';
  return `\n\t${c.placeText(position)}: other declaration of ${field.name}`;
}

/**
 * The type under the name of an alias. It is another object, but the same type: whoever compares types
 * asks `identical`. A declared type is compared by its object and keeps its own name in messages.
 */
function underAlias(type: Type, name: string): Type {
  const alias = { name, type };
  switch (type.kind) {
    case 'named':
    case 'tuple':
      return type;
    case 'interface':
      // Its methods are complete only when all that it embeds is known.
      return {
        kind: 'interface',
        alias,
        get methods() {
          return type.methods;
        },
      };
    default:
      return isInvalid(type) ? type : { ...type, alias };
  }
}

function collectMethods(c: Checker, entity: TypeEntity, named: NamedTypeRecord): void {
  const methods = c.methodsOf.get(entity);
  if (methods === undefined) return;
  for (const method of methods) {
    const other = named.methods.find(({ name }) => name === method.name);
    if (other === undefined) named.methods.push(method);
    else
      c.error(
        method.position,
        'duplicate',
        `method ${entity.name}.${method.name} already declared at ${c.placeText(other.position)}`,
      );
  }
  c.later(() => {
    const under = named.underlying;
    if (under.kind !== 'struct') return;
    for (const field of under.fields) {
      const method = named.methods.find(({ name }) => name === field.name);
      if (method !== undefined && field.name !== '_')
        c.error(
          method.position,
          'duplicate',
          `field and method with the same name ${field.name}${placeOfField(c, field)}`,
        );
    }
  });
}

function declareFunction(c: Checker, entity: Mutable<FunctionEntity>, info: DeclarationInfo): void {
  const declaration = info.functionDeclaration;
  if (declaration === null) return;
  const { body } = declaration;
  const resolved = resolveSignature(c, declaration.type, declaration.receiver);
  entity.signature = resolved.signature;
  if (resolved.receiverType !== null && entity.receiver !== null)
    entity.receiver = { type: resolved.receiverType, pointer: entity.receiver.pointer };
  if (body === null) {
    // Go's compiler says so only of a program without other faults.
    if (entity.name !== '_')
      c.withoutBody.push(
        declaration.receiver === null ? declaration.name.position : declaration.start,
      );
    return;
  }
  const fn: FunctionRecord = {
    node: declaration,
    entity,
    signature: resolved.signature,
    scope: resolved.scope,
    body,
    outer: null,
    receiver: resolved.receiver,
    parameters: resolved.parameters,
    results: resolved.results,
    iota: null,
    locals: [],
  };
  c.functions.set(entity, fn);
  for (const variable of [resolved.receiver, ...resolved.parameters, ...resolved.results])
    if (variable !== null) c.functionOf.set(variable, fn);
  c.later(() => {
    checkFunctionBody(c, fn, info);
  });
}

/** A constant whose value the checker has still to find. */
export function unresolvedConstant(name: string, position: number): Mutable<ConstantEntity> {
  return { kind: 'constant', name, type: pending, value: intConstant(0), position };
}
