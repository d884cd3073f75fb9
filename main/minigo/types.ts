/** Go's types as the checker builds them and the machine uses them. */
import type { FunctionEntity, TypeEntity } from './entities.ts';

/** The basic types, `untyped` ones included, and `invalid` for what has been reported already. */
export type BasicName =
  | 'invalid'
  | 'bool'
  | 'int'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'uint'
  | 'uint8'
  | 'uint16'
  | 'uint32'
  | 'uint64'
  | 'uintptr'
  | 'float32'
  | 'float64'
  | 'string'
  | 'untyped bool'
  | 'untyped int'
  | 'untyped rune'
  | 'untyped float'
  | 'untyped string'
  | 'untyped nil';

/** What a type literal or a basic type may be called. */
export interface Aliased {
  /** The alias by which the source named it; it is the same type, and only messages tell. */
  readonly alias?: { readonly name: string; readonly type: Type };
}

export interface BasicType extends Aliased {
  readonly kind: 'basic';
  readonly name: BasicName;
  /** How it is written: `byte` and `rune` are the same types as `uint8` and `int32` under another name. */
  readonly spelling: string;
}

export interface PointerType extends Aliased {
  readonly kind: 'pointer';
  readonly element: Type;
}

export interface ArrayType extends Aliased {
  readonly kind: 'array';
  readonly element: Type;
  /** Number of elements; -1 while unknown because of an error. */
  readonly length: number;
}

export interface SliceType extends Aliased {
  readonly kind: 'slice';
  readonly element: Type;
}

export interface MapType extends Aliased {
  readonly kind: 'map';
  readonly key: Type;
  readonly value: Type;
}

export type ChannelDirection = 'both' | 'send' | 'receive';
export interface ChannelType extends Aliased {
  readonly kind: 'channel';
  readonly direction: ChannelDirection;
  readonly element: Type;
}

export interface FieldOfStruct {
  readonly name: string;
  readonly type: Type;
  readonly embedded: boolean;
  /** The unquoted tag, or the empty string. */
  readonly tag: string;
  /** Package that declares it: an unexported name of another package is a different name. */
  readonly packageName: string;
}
export interface StructType extends Aliased {
  readonly kind: 'struct';
  /** Filled while the type is being resolved, then constant. */
  readonly fields: readonly FieldOfStruct[];
}

export interface TupleType {
  readonly kind: 'tuple';
  /** No element is the type of a call without results. */
  readonly elements: readonly Type[];
  /** Names of the results, for messages. */
  readonly names?: readonly string[];
}

export interface ParameterOfSignature {
  readonly name: string;
  readonly type: Type;
}
export interface SignatureType extends Aliased {
  readonly kind: 'signature';
  /** The last one has a slice type if `variadic`. The receiver is not among them. */
  readonly parameters: readonly ParameterOfSignature[];
  readonly results: readonly ParameterOfSignature[];
  readonly variadic: boolean;
}

export interface InterfaceMethod {
  readonly name: string;
  readonly signature: SignatureType;
}
export interface InterfaceType extends Aliased {
  readonly kind: 'interface';
  /** All methods, embedded ones too, sorted by name: the index is the slot in a method table. */
  readonly methods: readonly InterfaceMethod[];
  /** As written, for messages: its own methods, and the interfaces that it embeds. */
  readonly explicit?: readonly { readonly method: InterfaceMethod }[];
  readonly embedded?: readonly { readonly type: Type }[];
}

/** A declared type. Identity is object identity. */
export interface NamedType {
  readonly kind: 'named';
  readonly name: string;
  /** Package that declares it: `main`, a library package, or empty for `error`. */
  readonly packageName: string;
  /** Dense ordinal, to tell local types of the same name apart. */
  readonly ordinal: number;
  readonly entity: TypeEntity | null;
  /** Never a named type. `invalid` until it is resolved. */
  readonly underlying: Type;
  /** Methods declared on it or on its pointer, in order of declaration. */
  readonly methods: readonly FunctionEntity[];
  /** Only for `weak.Pointer[T]`. */
  readonly typeArguments: readonly Type[];
}

export type Type =
  | BasicType
  | PointerType
  | ArrayType
  | SliceType
  | MapType
  | ChannelType
  | StructType
  | TupleType
  | SignatureType
  | InterfaceType
  | NamedType;

function basic(name: BasicName, spelling: string = name): BasicType {
  return { kind: 'basic', name, spelling };
}

/** The predeclared types, one object each, so that `===` tells them apart. */
export const basicTypes = {
  invalid: basic('invalid', 'invalid type'),
  bool: basic('bool'),
  int: basic('int'),
  int8: basic('int8'),
  int16: basic('int16'),
  int32: basic('int32'),
  int64: basic('int64'),
  uint: basic('uint'),
  uint8: basic('uint8'),
  uint16: basic('uint16'),
  uint32: basic('uint32'),
  uint64: basic('uint64'),
  uintptr: basic('uintptr'),
  float32: basic('float32'),
  float64: basic('float64'),
  string: basic('string'),
  byte: basic('uint8', 'byte'),
  rune: basic('int32', 'rune'),
  untypedBool: basic('untyped bool'),
  untypedInt: basic('untyped int'),
  untypedRune: basic('untyped rune'),
  untypedFloat: basic('untyped float'),
  untypedString: basic('untyped string'),
  untypedNil: basic('untyped nil'),
} as const;

export const emptyTuple: TupleType = { kind: 'tuple', elements: [] };
export const emptyInterface: InterfaceType = { kind: 'interface', methods: [] };

/** The type behind a declared type; any other type is its own. */
export function underlying(type: Type): Type {
  return type.kind === 'named' ? type.underlying : type;
}
