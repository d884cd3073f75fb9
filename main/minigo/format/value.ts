/** What fmt needs to know of a Go value; the machine's memory is read behind it. */

export type FormatKind =
  | 'bool'
  | 'int'
  | 'uint'
  | 'float'
  | 'string'
  | 'slice'
  | 'array'
  | 'map'
  | 'struct'
  | 'pointer'
  | 'func'
  | 'chan'
  | 'interface'
  | 'unsafe-pointer';

export interface FormatValue {
  readonly kind: FormatKind;
  /** The type as `%T` writes it: `main.T`, `[]int`, `map[string]int`. */
  readonly typeText: string;
  /** Whether this is the predeclared type itself (`string`, not a named type over it), or `[]byte`. */
  readonly isPlain: boolean;
  /** False for what was reached through an unexported field: fmt may not call its methods. */
  readonly isReachable: boolean;
  /** Kind of the elements of a slice, array or pointer target; whether they are bytes. */
  readonly elementIsByte: boolean;
  readonly pointeeKind: FormatKind | null;
  /** Width of a float in bits. */
  readonly floatWidth: 32 | 64;
  boolean(): boolean;
  /** The mathematical value, signed or not. */
  integer(): bigint;
  float(): number;
  /** A string's bytes, or those of a slice or array of bytes. */
  bytes(): string;
  isNil(): boolean;
  length(): number;
  element(index: number): FormatValue;
  fieldName(index: number): string;
  field(index: number): FormatValue;
  /** Entries in fmt's key order. */
  entries(): readonly (readonly [FormatValue, FormatValue])[];
  /** What a pointer that is not nil points at. */
  pointee(): FormatValue;
  /** What an interface holds; null when it is nil. */
  dynamic(): FormatValue | null;
  /** The simulated address of a pointer, slice, map, channel or function. Reading it makes output depend on it. */
  address(): bigint;
  /** Whether the dynamic type has the method `func() string`. */
  hasMethod(name: 'Error' | 'String' | 'GoString'): boolean;
}

/** A method that has to run before formatting can go on. */
export interface MethodCall {
  readonly value: FormatValue;
  readonly name: 'Error' | 'String' | 'GoString';
  /** A panic of it goes through to whoever asked for the text: the value of another panic is being written. */
  readonly isLast: boolean;
}

/** How it ended. */
export type MethodResult =
  | { readonly text: string }
  /** It panicked with this value, which stays until `over` is called (null: a nil interface cannot happen, Go wraps it). */
  | { readonly panic: FormatValue; readonly over: () => void };

/**
 * Formatting in pieces. It stops where a method must run, and is told how that ended; and from time
 * to time within a long value (null), where nothing need be told.
 */
export type Formatting = Generator<MethodCall | null, void, MethodResult | null>;
