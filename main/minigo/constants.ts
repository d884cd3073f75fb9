/**
 * Exact constant values (Go specification, "Constants"): booleans, strings, integers of any size
 * and rationals. A string is kept as its bytes, since a Go string need not be valid UTF-8.
 */

/** An exact fraction in lowest terms, the denominator positive. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export type ConstantValue =
  | { readonly kind: 'bool'; readonly value: boolean }
  /** One character (0 … 255) for each byte. */
  | { readonly kind: 'string'; readonly bytes: string }
  | { readonly kind: 'int'; readonly value: bigint }
  /** Also for whole numbers where the type is a floating-point type; already rounded to a typed constant's type. */
  | { readonly kind: 'float'; readonly value: Rational };
