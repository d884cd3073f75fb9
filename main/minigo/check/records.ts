/** What the checker keeps of functions, declarations and types while it works. */
import type {
  Block,
  Expression,
  FunctionDeclaration,
  FunctionLiteral,
  TypeDeclaration,
} from '../ast.ts';
import type {
  ConstantEntity,
  Entity,
  FunctionEntity,
  TypeEntity,
  VariableEntity,
} from '../entities.ts';
import type { Position } from '../source.ts';
import {
  basicTypes,
  type BasicType,
  type FieldOfStruct,
  type InterfaceMethod,
  type InterfaceType,
  type NamedType,
  type SignatureType,
  type Type,
} from '../types.ts';

export type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Stands for a type that is not known yet; never leaves the checker. */
export const pending: BasicType = { kind: 'basic', name: 'invalid', spelling: 'pending type' };

/** A block of names. */
export class Scope {
  readonly parent: Scope | null;
  /** The scope of a function's parameters and body. */
  readonly isFunction: boolean;
  readonly children: Scope[] = [];
  readonly names = new Map<string, Entity>();

  constructor(parent: Scope | null, isFunction = false) {
    this.parent = parent;
    this.isFunction = isFunction;
    parent?.children.push(this);
  }

  /** Declares a name; gives back the entity that has it already, or null. */
  insert(name: string, entity: Entity): Entity | null {
    const other = this.names.get(name);
    if (other !== undefined) return other;
    this.names.set(name, entity);
    return null;
  }

  lookup(name: string): Entity | null {
    const own = this.names.get(name);
    if (own !== undefined) return own;
    for (let scope = this.parent; scope !== null; scope = scope.parent) {
      const entity = scope.names.get(name);
      if (entity !== undefined) return entity;
    }
    return null;
  }
}

export interface FunctionRecord {
  readonly node: FunctionDeclaration | FunctionLiteral;
  readonly entity: FunctionEntity | null;
  readonly signature: SignatureType;
  readonly scope: Scope;
  readonly body: Block;
  readonly outer: FunctionRecord | null;
  readonly receiver: VariableEntity | null;
  readonly parameters: readonly (VariableEntity | null)[];
  readonly results: readonly (VariableEntity | null)[];
  /** `iota` where a literal stands in a constant declaration. */
  readonly iota: bigint | null;
  readonly locals: VariableEntity[];
}

/** A package-level declaration, resolved when something first needs it. */
export interface DeclarationInfo {
  readonly order: number;
  readonly scope: Scope;
  /** For constants and variables. */
  readonly typeExpression: Expression | null;
  readonly init: Expression | null;
  /** The initialiser is repeated from an earlier line of a constant declaration. */
  readonly inherited: boolean;
  readonly iota: bigint;
  /** All variables that one call initialises. */
  readonly variables: readonly VariableEntity[] | null;
  readonly typeDeclaration: TypeDeclaration | null;
  readonly functionDeclaration: FunctionDeclaration | null;
  /** What its initialiser or body refers to. */
  readonly dependencies: Set<Entity>;
}

/** A declared type whose right-hand side may still be unknown. */
export class NamedTypeRecord implements NamedType {
  readonly kind = 'named';
  readonly name: string;
  readonly packageName: string;
  readonly ordinal: number;
  readonly typeArguments: readonly Type[];
  readonly methods: FunctionEntity[] = [];
  entity: TypeEntity | null = null;
  /** The type it is declared as; possibly a declared type itself. */
  definition: Type = basicTypes.invalid;

  constructor(
    name: string,
    packageName: string,
    ordinal: number,
    typeArguments: readonly Type[] = [],
  ) {
    this.name = name;
    this.packageName = packageName;
    this.ordinal = ordinal;
    this.typeArguments = typeArguments;
  }

  get underlying(): Type {
    let type = this.definition;
    for (let steps = 0; type.kind === 'named'; steps++) {
      if (steps > 1000 || type === this) return basicTypes.invalid;
      type = type instanceof NamedTypeRecord ? type.definition : type.underlying;
    }
    return type;
  }
}

export interface MethodSource {
  readonly method: InterfaceMethod;
  readonly position: Position;
}

/** An interface whose embedded interfaces may still be unknown when it is written down. */
export class InterfaceRecord implements InterfaceType {
  readonly kind = 'interface';
  readonly explicit: MethodSource[] = [];
  readonly embedded: { readonly type: Type; readonly position: Position }[] = [];
  /** Called with the second of two methods of one name. */
  readonly #duplicate: (later: MethodSource, earlier: MethodSource, explicit: boolean) => void;
  #methods: readonly InterfaceMethod[] | null = null;
  #computing = false;
  complete = false;

  constructor(duplicate: (later: MethodSource, earlier: MethodSource, explicit: boolean) => void) {
    this.#duplicate = duplicate;
  }

  get methods(): readonly InterfaceMethod[] {
    if (this.#methods !== null) return this.#methods;
    if (!this.complete || this.#computing) return [];
    this.#computing = true;
    const seen = new Map<string, MethodSource>();
    const add = (source: MethodSource, explicit: boolean): void => {
      const other = seen.get(source.method.name);
      if (other === undefined) seen.set(source.method.name, source);
      else this.#duplicate(source, other, explicit);
    };
    for (const source of this.explicit) add(source, true);
    for (const { type, position } of this.embedded) {
      const under = type.kind === 'named' ? type.underlying : type;
      if (under.kind !== 'interface') continue;
      for (const method of under.methods) add({ method, position }, false);
    }
    this.#computing = false;
    this.#methods = [...seen.values()]
      .map(({ method }) => method)
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    return this.#methods;
  }
}

/** A struct whose fields are being resolved; `fields` null until then. */
export class StructRecord {
  readonly kind = 'struct';
  fields: readonly FieldOfStruct[] = [];
  complete = false;
}

export type ValueEntity = VariableEntity | ConstantEntity;
