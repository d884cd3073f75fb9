/** What a name can stand for: variables, constants, types, functions, packages, builtins and `nil`. */
import type { FunctionDeclaration } from './ast.ts';
import type { ConstantValue } from './constants.ts';
import type { Position } from './source.ts';
import type { SignatureType, Type } from './types.ts';

/** Why a variable or an allocation lives where it does; words for it live in the catalogues. */
export type EscapeReason =
  | 'stays' // nothing outlives the frame
  | 'returned' // flows to a result
  | 'stored-in-global'
  | 'stored-through-pointer' // stored where a pointer, slice or map leads
  | 'sent' // sent on a channel
  | 'captured-by-escaping-closure'
  | 'passed-to-escaping-parameter'
  | 'passed-to-unknown-function' // interface method, function value
  | 'started-goroutine' // used by a `go` statement
  | 'deferred-in-loop'
  | 'outlives-loop-iteration'
  | 'held-by-escaping-value' // something that escapes points to it
  | 'stored-in-enclosing-function' // a closure stores it in a variable of the function around it
  | 'boxed-and-escapes' // in an interface value that escapes
  | 'too-large'
  | 'size-not-constant'
  | 'address-taken' // `--escape heap`
  | 'always-object' // Go keeps it in the frame; the machine makes an object of everything of its kind
  | 'global'; // a package variable: static storage

/**
 * A variable that stays in its frame although its address is taken keeps its place until the function
 * returns: a pointer to it may outlive the block that declares it.
 */
export interface EscapeDecision {
  readonly escapes: boolean;
  readonly reason: EscapeReason;
  /** Where it escapes: the assignment, return, call … that decides it; null where nothing does. */
  readonly at: Position | null;
}

export interface VariableEntity {
  readonly kind: 'variable';
  readonly name: string;
  readonly type: Type;
  readonly position: Position;
  /** Dense ordinal in the program. */
  readonly ordinal: number;
  readonly role: 'global' | 'local' | 'parameter' | 'result' | 'receiver';
  /** The function (declared or literal) it belongs to, by its index in `program.functions`; -1 for a global. */
  readonly functionIndex: number;
  /** Some closure uses it. */
  readonly captured: boolean;
  /**
   * How closures capture it: by value if it is never assigned after its declaration, its address is
   * never taken and it is at most 128 bytes; else by reference.
   */
  readonly captureMode: 'none' | 'value' | 'reference';
  /** Its address is taken: `&v`, `v[:]` of an array, a pointer method called on it. */
  readonly addressTaken: boolean;
  /** It is assigned again after its declaration. */
  readonly reassigned: boolean;
  /** Heap (`escapes`) or frame. */
  readonly escape: EscapeDecision;
}

export interface ConstantEntity {
  readonly kind: 'constant';
  readonly name: string;
  readonly type: Type;
  readonly value: ConstantValue;
  readonly position: Position;
}

export interface TypeEntity {
  readonly kind: 'type';
  readonly name: string;
  readonly type: Type;
  /** -1 for a predeclared or library type. */
  readonly position: Position;
}

export interface FunctionEntity {
  readonly kind: 'function';
  readonly name: string;
  readonly signature: SignatureType;
  /** Null for a plain function. */
  readonly receiver: { readonly type: Type; readonly pointer: boolean } | null;
  /** Package `main` or a library package. */
  readonly packageName: string;
  /** Null for a library function. */
  readonly declaration: FunctionDeclaration | null;
  /** Index in `program.functions`; -1 for a library function. */
  readonly functionIndex: number;
  readonly position: Position;
}

export interface PackageEntity {
  readonly kind: 'package';
  /** Local name. */
  readonly name: string;
  readonly path: string;
  readonly position: Position;
}

export type BuiltinName =
  | 'append'
  | 'cap'
  | 'clear'
  | 'close'
  | 'copy'
  | 'delete'
  | 'len'
  | 'make'
  | 'max'
  | 'min'
  | 'new'
  | 'panic'
  | 'print'
  | 'println'
  | 'recover'
  | 'unsafe.Sizeof';

export interface BuiltinEntity {
  readonly kind: 'builtin';
  readonly name: BuiltinName;
}

export interface NilEntity {
  readonly kind: 'nil';
}

export type Entity =
  | VariableEntity
  | ConstantEntity
  | TypeEntity
  | FunctionEntity
  | PackageEntity
  | BuiltinEntity
  | NilEntity;
