/** A compiled program: what the machine runs. Plain tables; nothing here changes while it runs. */
import type { SignatureType, Type } from '../types.ts';
import type { FrameWord, PointerMap } from '../../simulator/mutator.ts';
import type { Layout } from './layout.ts';
import type { RuntimeType, TypesTable } from './types-table.ts';

/** Words moved together, with the place of the pointers among them. */
export interface BlockMove {
  readonly layout: Layout;
}

/** One value handed from frame to frame. Offsets are those of the two frames. */
export interface Transfer {
  readonly from: number;
  readonly to: number;
  readonly words: number;
  /** Offsets of the pointer words within the value. */
  readonly pointers: readonly number[];
  /** The pointers leave their rooted registers instead of being copied. */
  readonly taken: boolean;
}

/** A call: how arguments reach the callee's frame and results come back to the caller's. */
export interface CallSite {
  readonly arguments: readonly Transfer[];
  /** `to` is a register of the caller; `from` counts words from the callee's first result word. */
  readonly results: readonly Transfer[];
  readonly line: number;
  /** The site of a deferred call: where its code starts, and the registers that hold its operands. */
  readonly deferred: DeferredCall | null;
}

export interface DeferredCall {
  /** Address of the code that makes the call and ends in `deferDone`. */
  entry: number;
  /** Registers that keep function and arguments until then. */
  readonly saved: readonly SavedRegister[];
  /** In a loop: the registers are moved to a record on the heap, made with this shape; else -1. */
  readonly shape: number;
  /** Then the rooted register that holds the newest record; its first word leads to the one before. */
  readonly head: number;
}

export interface SavedRegister {
  readonly register: number;
  readonly pointer: boolean;
}

export interface ShapeOfObject {
  readonly type: string;
  readonly bytes: number;
  readonly pointers: PointerMap;
}

/** A variable of a function as people see it. */
export interface FrameVariable {
  readonly name: string;
  readonly type: Type;
  readonly place:
    /** Its own words, in the form of registers or of memory. */
    | { readonly kind: 'register'; readonly register: number; readonly memoryForm: boolean }
    /** A heap object that this word points to. */
    | { readonly kind: 'heap'; readonly register: number }
    /** In the closure, at this byte offset. */
    | { readonly kind: 'captured'; readonly offset: number; readonly byReference: boolean };
  /** Lines between which it exists. */
  readonly from: number;
  to: number;
}

export interface CompiledFunction {
  readonly name: string;
  readonly index: number;
  entry: number;
  /** Layout of the frame: parameters (receiver first), results, captured values, locals, temporaries. */
  words: readonly FrameWord[];
  /** Its variables in the order in which they are declared. */
  variables: readonly FrameVariable[];
  /** Its first and last line with a statement. */
  span: readonly [from: number, to: number];
  /** Offset of the first result word, and the words of all results. */
  resultOffset: number;
  resultWords: number;
  /** Offset of the word that receives the closure itself; -1 if it captures nothing. */
  closureOffset: number;
  hasDefer: boolean;
  /** Address of `runDeferred`, where a function with deferred calls ends; -1 without. */
  epilogue: number;
  /** 0 for code the compiler made up: wrappers are invisible to `recover` and to stepping. */
  readonly isWrapper: boolean;
}

export interface ClosureSite {
  readonly functionIndex: number;
  readonly shape: number;
  /** Registers copied into the closure after its first word, in order. */
  readonly captures: readonly {
    readonly register: number;
    readonly words: number;
    readonly pointers: readonly number[];
  }[];
}

export interface ElementSite {
  readonly size: number;
  readonly length: number;
}

export interface SliceSite {
  readonly low: number | null;
  readonly high: number | null;
  readonly max: number | null;
  readonly elementSize: number;
  /** For an array: its length. */
  readonly length: number;
  readonly rooted: boolean;
}

export interface ListSite {
  readonly registers: readonly number[];
  readonly types: readonly RuntimeType[];
  /** Which registers hand their pointers over. */
  readonly taken?: readonly boolean[];
}

export interface MapSite {
  readonly key: RuntimeType;
  readonly value: RuntimeType;
  /** Register of the second result, or `none`. */
  readonly ok: number;
  /** The result registers are rooted; for a store: the value hands its pointers over. */
  readonly rooted: boolean;
}

export interface ChannelSite {
  readonly element: RuntimeType;
  readonly ok: number;
  readonly rooted: boolean;
  readonly type: RuntimeType;
}

export interface AssertSite {
  readonly type: RuntimeType;
  /** The static type of the operand, for the panic's text. */
  readonly from: RuntimeType;
  readonly ok: number;
  readonly rooted: boolean;
}

export interface NativeSite {
  readonly arguments: readonly { readonly register: number; readonly type: RuntimeType }[];
  readonly results: readonly { readonly register: number; readonly type: RuntimeType }[];
  /** `f(s...)`: the last argument is the slice itself. */
  readonly spread: boolean;
}

export type Site =
  | CallSite
  | ClosureSite
  | ElementSite
  | SliceSite
  | ListSite
  | MapSite
  | ChannelSite
  | AssertSite
  | NativeSite
  | StartSite
  | MethodSite
  | ReceiverSite;

/** `go f(x)`: which function, and the call's arguments. */
export interface StartSite {
  readonly kind: 'function' | 'value' | 'interface' | 'native';
  readonly target: number;
  readonly method: string;
  readonly call: CallSite;
}

export interface MethodSite {
  readonly method: string;
  readonly call: CallSite;
  /** Go's compiler knows what the interface holds, and calls the method itself. */
  readonly isKnown: boolean;
}

/** The method of a value, called through an interface that holds a pointer: what is said where that is nil. */
export interface ReceiverSite {
  readonly missed: string;
}

/** Where a method's body is for a receiver of a dynamic type. */
export interface MethodEntry {
  readonly functionIndex: number;
  readonly signature: SignatureType;
}

export interface GlobalVariable {
  readonly name: string;
  readonly type: Type;
  /** Word in the frame of the globals. */
  readonly word: number;
}

export interface Image {
  readonly fileName: string;
  readonly code: Int32Array;
  /** Bytes of constant strings and constant values in interfaces. */
  readonly statics: Int32Array;
  readonly functions: readonly CompiledFunction[];
  /** Lines on which a statement begins, ascending. */
  readonly lines: readonly number[];
  readonly sites: readonly Site[];
  readonly blocks: readonly BlockMove[];
  readonly shapes: readonly ShapeOfObject[];
  readonly types: TypesTable;
  readonly globals: readonly FrameWord[];
  readonly globalVariables: readonly GlobalVariable[];
  /** Raw words of the globals' frame that hold constants: word, low, high. */
  readonly constants: readonly (readonly [number, number, number])[];
  /** Function that initialises the package's variables, or -1; then the `init` functions. */
  readonly start: number;
  readonly inits: readonly number[];
  readonly main: number;
  /** Finds (making the wrapper when needed) a method of a dynamic type: function index or -1. */
  readonly methodOf: (type: RuntimeType, name: string) => number;
  /** The signature of a compiled method of a dynamic type, or null. */
  readonly signatureOf: (type: RuntimeType, name: string) => SignatureType | null;
  readonly scopedRoots: boolean;
}

/** An operand that is absent. */
export const none = 0x7fffffff;
