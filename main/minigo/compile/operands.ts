/** Where values are while a function is compiled. */
import { basicTypes, type Type } from '../types.ts';

/** A register or a run of registers that holds a value. */
export interface Operand {
  readonly register: number;
  readonly type: Type;
  /**
   * `variable`: the variable's own registers, read when used. `constant`: never changes. `raw`: a
   * temporary; pointers in it are borrowed. `rooted`: a temporary whose pointers are roots, and which
   * may be taken over once.
   */
  readonly hold: 'variable' | 'constant' | 'raw' | 'rooted';
}

/** Registers that a result may be written into directly. */
export interface Destination {
  readonly register: number;
  /** They are nil and zero now. */
  readonly fresh: boolean;
}

/** Something that can be read, and mostly assigned. Addresses are worked out when it is used. */
export type Place =
  | {
      readonly kind: 'register';
      readonly register: number;
      readonly type: Type;
      readonly hold: Operand['hold'];
    }
  /** In memory form within the frame, `offset` bytes from the register. */
  | {
      readonly kind: 'frame';
      readonly register: number;
      readonly offset: number;
      readonly type: Type;
      readonly hold: Operand['hold'];
    }
  /** `offset` bytes from where the pointer leads. */
  | {
      readonly kind: 'memory';
      readonly pointer: Operand;
      readonly offset: number;
      readonly type: Type;
    }
  /** A variable that a closure holds: its value, or (by reference) a pointer to it, in the closure object. */
  | {
      readonly kind: 'captured';
      readonly offset: number;
      readonly byReference: boolean;
      readonly inner: number;
      readonly type: Type;
    }
  | {
      readonly kind: 'slice-element';
      readonly slice: Operand;
      readonly index: Operand;
      readonly offset: number;
      readonly type: Type;
      readonly elementSize: number;
    }
  | {
      readonly kind: 'array-element';
      readonly array: Place;
      readonly length: number;
      readonly index: Operand;
      readonly offset: number;
      readonly type: Type;
      readonly elementSize: number;
    }
  | {
      readonly kind: 'map-element';
      readonly map: Operand;
      readonly key: Operand;
      readonly type: Type;
      readonly mapType: Type;
    }
  | { readonly kind: 'blank' };

/** The word `count` registers after `register`: those of globals and constants count downwards. */
export function wordAfter(register: number, count: number): number {
  return register < 0 ? register - count : register + count;
}

/** The type of a register that holds an address, whatever it leads to. */
export const anyPointer: Type = basicTypes.untypedNil;
