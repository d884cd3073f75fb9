/** Collects what a file declares at package level, then checks all of it. */
import type {
  ConstantDeclaration,
  Declaration,
  Expression,
  FunctionDeclaration,
  ImportDeclaration,
  Name,
} from '../ast.ts';
import { unparenthesised } from '../bare.ts';
import { bytesOfStringLiteral, textOfBytes } from '../constant-literals.ts';
import type {
  Entity,
  FunctionEntity,
  PackageEntity,
  TypeEntity,
  VariableEntity,
} from '../entities.ts';
import { libraryPackages } from '../library-types.ts';
import { emptyTuple } from '../types.ts';
import { reportArity } from './arity.ts';
import type { Checker } from './checker.ts';
import { resolveEntity, unresolvedConstant } from './declarations.ts';
import { pending, type DeclarationInfo, type Mutable } from './records.ts';

interface PendingMethod {
  readonly entity: Mutable<FunctionEntity>;
  readonly pointer: boolean;
  readonly base: Name;
}

export function collectPackage(c: Checker): void {
  const methods: PendingMethod[] = [];
  let lastConstant: ConstantDeclaration | null = null;
  for (const declaration of c.tree.declarations) {
    switch (declaration.kind) {
      case 'import':
        collectImport(c, declaration);
        break;
      case 'const': {
        const repeats: boolean = declaration.type === null && declaration.values.length === 0;
        if (!repeats || declaration.iota === 0 || lastConstant?.group !== declaration.group)
          lastConstant = declaration;
        collectConstants(c, declaration, lastConstant, repeats && lastConstant !== declaration);
        break;
      }
      case 'var':
        collectVariables(c, declaration);
        break;
      case 'type': {
        const { name } = declaration;
        const entity: TypeEntity = {
          kind: 'type',
          name: name.name,
          type: pending,
          position: name.position,
        };
        declarePackageEntity(c, name, entity, info(c, { typeDeclaration: declaration }));
        break;
      }
      case 'function':
        collectFunction(c, declaration, methods);
    }
  }
  for (const [name, entity] of c.fileScope.names) {
    const other = c.packageScope.names.get(name);
    if (
      other === undefined ||
      entity.kind !== 'package' ||
      other.kind === 'builtin' ||
      other.kind === 'nil'
    )
      continue;
    c.error(
      other.position,
      'redeclared',
      `${name} already declared through import of package ${entity.path} ("${entity.path}")\n\t${c.placeText(entity.position)}: other declaration of ${name}`,
    );
  }
  for (const method of methods) attachMethod(c, method);
}

type InfoParts = Partial<Omit<DeclarationInfo, 'order' | 'scope' | 'dependencies'>>;

function info(c: Checker, parts: InfoParts): DeclarationInfo {
  return {
    order: c.declarations.size,
    scope: c.fileScope,
    typeExpression: null,
    init: null,
    inherited: false,
    iota: 0n,
    variables: null,
    typeDeclaration: null,
    functionDeclaration: null,
    dependencies: new Set<Entity>(),
    ...parts,
  };
}

function declarePackageEntity(
  c: Checker,
  name: Name,
  entity: Exclude<Entity, { kind: 'builtin' } | { kind: 'nil' }>,
  declaration: DeclarationInfo,
): void {
  if (name.name === 'init' || name.name === 'main') {
    c.error(name.position, 'redeclared', `cannot declare ${name.name} - must be func`);
    return;
  }
  c.declare(c.packageScope, name, entity);
  c.declarations.set(entity, { ...declaration, order: c.declarations.size });
}

function collectImport(c: Checker, declaration: ImportDeclaration): void {
  const path = textOfBytes(bytesOfStringLiteral(declaration.path.text));
  const library = libraryPackages.get(path);
  if (library === undefined) {
    c.outside(declaration.path.position, 'package', path === '' ? '""' : path);
    const last = path.split('/').at(-1) ?? path;
    c.outsidePackages.add(declaration.localName?.name ?? last);
    return;
  }
  const name = declaration.localName?.name ?? library.name;
  if (name === '.' || name === '_') {
    c.outside(declaration.position, name === '.' ? 'dot-import' : 'blank-import');
    return;
  }
  if (name === 'init') {
    c.error(
      declaration.position,
      'redeclared',
      'cannot import package as init - init must be a func',
    );
    return;
  }
  const entity: PackageEntity = {
    kind: 'package',
    name,
    path,
    position: declaration.localName?.position ?? declaration.path.position,
  };
  c.imports.push(entity);
  c.declare(c.fileScope, declaration.localName, entity);
}

export function reportUnusedImports(c: Checker): void {
  for (const entity of c.imports) {
    if (c.usedPackages.has(entity)) continue;
    const last = entity.path.split('/').at(-1);
    const renamed = entity.name === last ? '' : ` as ${entity.name}`;
    c.error(entity.position, 'unused-import', `"${entity.path}" imported${renamed} and not used`);
  }
}

function collectConstants(
  c: Checker,
  declaration: ConstantDeclaration,
  source: ConstantDeclaration,
  inherited: boolean,
): void {
  for (const [index, name] of declaration.names.entries()) {
    const entity = unresolvedConstant(name.name, name.position);
    const init: Expression | null = source.values[index] ?? null;
    const parts = { typeExpression: source.type, init, inherited, iota: BigInt(declaration.iota) };
    declarePackageEntity(c, name, entity, info(c, parts));
  }
  reportArity(c, declaration.position, declaration.names, source.values, true, inherited);
}

function collectVariables(c: Checker, declaration: Declaration & { kind: 'var' }): void {
  const { names, type, values } = declaration;
  const variables: VariableEntity[] = names.map((name) =>
    c.newVariable(name.name, pending, name.position, 'global'),
  );
  const together = values.length === 1 && names.length > 1;
  const shared = together
    ? info(c, { typeExpression: type, init: values[0] ?? null, variables })
    : null;
  for (const [index, name] of names.entries()) {
    const variable = variables[index];
    if (variable === undefined) continue;
    const own = shared ?? info(c, { typeExpression: type, init: values[index] ?? null });
    if (name.name === 'init' || name.name === 'main' || shared === null)
      declarePackageEntity(c, name, variable, own);
    else {
      c.declare(c.packageScope, name, variable);
      c.declarations.set(variable, shared);
    }
  }
  if (type === null || values.length > 0)
    reportArity(c, declaration.position, names, values, false, false);
}

function collectFunction(
  c: Checker,
  declaration: FunctionDeclaration,
  methods: PendingMethod[],
): void {
  const { name, receiver, type } = declaration;
  const entity: Mutable<FunctionEntity> = {
    kind: 'function',
    name: name.name,
    signature: { kind: 'signature', parameters: [], results: [], variadic: false },
    receiver: null,
    packageName: 'main',
    declaration,
    functionIndex: -1,
    position: name.position,
  };
  c.entities[name.id] = entity;
  const declared = info(c, { functionDeclaration: declaration });
  if (receiver !== null) {
    const { pointer, base } = receiverBase(receiver.type);
    entity.receiver = { type: emptyTuple, pointer };
    if (base?.kind === 'name' && name.name !== '_') methods.push({ entity, pointer, base });
  } else {
    if (
      (name.name === 'init' || name.name === 'main') &&
      (type.parameters.length > 0 || type.results.length > 0)
    )
      c.error(
        name.position,
        'other',
        `func ${name.name} must have no arguments and no return values`,
      );
    if (name.name === 'init' && declaration.body === null)
      c.error(name.position, 'other', 'missing function body');
    if (name.name === 'init') c.inits.push(entity);
    else c.declare(c.packageScope, name, entity);
  }
  c.declarations.set(entity, declared);
}

function receiverBase(type: Expression): {
  readonly pointer: boolean;
  readonly base: Expression | null;
} {
  let base = type;
  let pointer = false;
  base = unparenthesised(base);
  if (base.kind === 'star') {
    pointer = true;
    base = base.operand;
    base = unparenthesised(base);
  }
  return { pointer, base };
}

/** Finds the declared type of a method's receiver, through aliases. */
function attachMethod(c: Checker, { entity, pointer, base }: PendingMethod): void {
  let isPointer = pointer;
  let name: Name = base;
  const seen = new Set<Entity>();
  for (;;) {
    const type = c.packageScope.names.get(name.name);
    if (type?.kind !== 'type' || seen.has(type)) return;
    seen.add(type);
    const declaration = c.declarations.get(type)?.typeDeclaration;
    if (declaration === null || declaration === undefined) return;
    if (!declaration.alias) {
      entity.receiver = { type: emptyTuple, pointer: isPointer };
      const list = c.methodsOf.get(type) ?? [];
      list.push(entity);
      c.methodsOf.set(type, list);
      return;
    }
    const aliased = receiverBase(declaration.type);
    if (aliased.pointer && isPointer) return;
    isPointer ||= aliased.pointer;
    if (aliased.base?.kind !== 'name') return;
    name = aliased.base;
  }
}

/** Resolves everything: types first, then aliases, then constants, variables and functions. */
export function resolvePackage(c: Checker): void {
  const entities = [...c.declarations.keys()];
  const isAlias = (entity: Entity): boolean =>
    c.declarations.get(entity)?.typeDeclaration?.alias === true;
  const types = entities.filter(({ kind }) => kind === 'type');
  for (const entity of types) if (!isAlias(entity)) resolveEntity(c, entity);
  for (const entity of types) if (isAlias(entity)) resolveEntity(c, entity);
  for (const entity of entities) if (entity.kind !== 'type') resolveEntity(c, entity);
  c.processDelayed(0);
}
