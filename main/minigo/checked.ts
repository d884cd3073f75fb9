/**
 * A checked program: what the compiler to bytecode starts from. Tables are indexed by the `id` of
 * a syntax node; an entry that does not apply to a node is undefined.
 */
import type {
  Block,
  Expression,
  ForStatement,
  FunctionDeclaration,
  FunctionLiteral,
  RangeStatement,
  SourceTree,
  SwitchStatement,
  TypeSwitchStatement,
} from './ast.ts';
import type { ConstantValue } from './constants.ts';
import type {
  BuiltinName,
  Entity,
  EscapeDecision,
  FunctionEntity,
  VariableEntity,
} from './entities.ts';
import type { SourceFile } from './source.ts';
import type { FieldOfStruct, InterfaceType, NamedType, SignatureType, Type } from './types.ts';

/**
 * What an expression denotes.
 * - `no-value`: a call without results. `builtin`, `package`: only as a callee or before a dot.
 * - `type`: a type. `constant`: see `constant`. `variable`: addressable.
 * - `map-index`: assignable, not addressable. `comma-ok`: a receive or a type assertion. `value`: the rest.
 * - `nil`: the predeclared `nil`, its `type` is the type it takes.
 */
export type ExpressionMode =
  | 'no-value'
  | 'builtin'
  | 'package'
  | 'type'
  | 'constant'
  | 'variable'
  | 'map-index'
  | 'comma-ok'
  | 'value'
  | 'nil';

export interface ExpressionFacts {
  readonly mode: ExpressionMode;
  /**
   * Its final type. An untyped operand has taken the type of its context, or its default type where
   * the context is an interface (then `convertedTo` names the interface). A call of several results
   * has a tuple; the same expression in a comma-ok context too (`[T, bool]`, see `commaOk`).
   */
  readonly type: Type;
  /** Its value, represented in `type`, where it is constant; else null. */
  readonly constant: ConstantValue | null;
}

/** One step from a value to a field of it, embedded fields passed on the way included. */
export interface FieldStep {
  /** Index of the field in the struct. */
  readonly index: number;
  readonly field: FieldOfStruct;
  /** The struct is reached through a pointer, dereferenced before this step. */
  readonly dereference: boolean;
}

/** How `x.m` is meant. `path` leads through embedded fields to the holder of the field or method. */
export type Selection =
  | { readonly kind: 'field'; readonly path: readonly FieldStep[] }
  /**
   * A method with a known body: called directly, or bound as a method value. After `path` the
   * receiver is adjusted: its address is taken, it is dereferenced, or it is used as it is.
   */
  | {
      readonly kind: 'method';
      readonly path: readonly FieldStep[];
      readonly method: FunctionEntity;
      readonly adjust: 'none' | 'address' | 'dereference';
    }
  /** After `path` stands an interface value; `index` is the method's slot among its sorted methods. */
  | {
      readonly kind: 'interface-method';
      readonly path: readonly FieldStep[];
      readonly interface: InterfaceType;
      readonly name: string;
      readonly index: number;
    }
  /** `T.m` or `(*T).m`: a function whose first parameter is the receiver of type `receiver`. */
  | {
      readonly kind: 'method-expression';
      readonly receiver: Type;
      readonly path: readonly FieldStep[];
      readonly target:
        | {
            readonly kind: 'method';
            readonly method: FunctionEntity;
            readonly adjust: 'none' | 'address' | 'dereference';
          }
        | {
            readonly kind: 'interface-method';
            readonly interface: InterfaceType;
            readonly name: string;
            readonly index: number;
          };
    }
  /** `fmt.Println`, `time.Second`, `runtime.MemStats` … */
  | {
      readonly kind: 'package-member';
      readonly path: string;
      readonly name: string;
      readonly entity: Entity;
    };

/** What a call does. */
export type CallFacts =
  | { readonly kind: 'conversion'; readonly to: Type }
  | { readonly kind: 'builtin'; readonly name: BuiltinName }
  /**
   * Any other call. `target`: the function or method if it is known statically (a library function
   * has `functionIndex` -1), else null. The receiver is in the callee's `Selection`.
   */
  | {
      readonly kind: 'call';
      readonly signature: SignatureType;
      readonly target: FunctionEntity | null;
      /** `f(g())` where `g` has several results: they become the arguments. */
      readonly tupleArgument: boolean;
      /**
       * Arguments (or tuple components) from this index on are gathered into the slice of the
       * variadic parameter; -1 where none is gathered (not variadic, or `f(s...)`).
       */
      readonly gatherFrom: number;
    };

export type RangeKind =
  'integer' | 'slice' | 'array' | 'array-pointer' | 'string' | 'map' | 'channel';

export interface RangeFacts {
  readonly kind: RangeKind;
  /** Types of the values produced (for `integer` the type of the operand); null where there is none. */
  readonly keyType: Type | null;
  readonly valueType: Type | null;
  /** The variables that `:=` declares, new in each iteration; null where absent or blank. */
  readonly key: VariableEntity | null;
  readonly value: VariableEntity | null;
}

/** A clause of a type switch. */
export interface TypeClauseFacts {
  /** For each type listed: the type, or null for `nil`. Empty for `default`. */
  readonly types: readonly (Type | null)[];
  /** The clause's own variable, where the guard names one and the clause uses it. */
  readonly symbol: VariableEntity | null;
}

export interface Capture {
  readonly variable: VariableEntity;
  /** `value`: copied into the closure. `reference`: the closure holds its address. */
  readonly mode: 'value' | 'reference';
}

/** A function with a body: declared, method, or literal. */
export interface FunctionFacts {
  /** Its index in `program.functions`. */
  readonly index: number;
  /** As Go names it: `main.f`, `main.(*T).m`, `main.T.m`, `main.f.func1`, `main.init.0`. */
  readonly name: string;
  readonly node: FunctionDeclaration | FunctionLiteral;
  readonly signature: SignatureType;
  readonly body: Block;
  /** Null for what is unnamed or `_` (a parameter still takes its argument). */
  readonly receiver: VariableEntity | null;
  readonly parameters: readonly (VariableEntity | null)[];
  readonly results: readonly (VariableEntity | null)[];
  /** Everything declared in its body, in order of declaration. */
  readonly locals: readonly VariableEntity[];
  /** Variables of enclosing functions that it, or a closure within it, uses. */
  readonly captures: readonly Capture[];
  /** Index of the function it stands in; -1 for a declared one or a literal in a package variable. */
  readonly outer: number;
  readonly hasDefer: boolean;
  readonly callsRecover: boolean;
}

/** One step of initialising the package: `left = right`; several variables take a tuple. */
export interface InitialisationStep {
  /** Null for `_`. */
  readonly variables: readonly (VariableEntity | null)[];
  readonly value: Expression;
}

export type EscapeMode = 'go' | 'heap';

/** Something the source makes that takes memory; keyed by the node that makes it. */
export type AllocationKind =
  | 'new'
  | 'composite' // &T{…}, keyed by the `&`
  | 'make-slice'
  | 'make-map'
  | 'make-channel'
  | 'slice-literal'
  | 'map-literal'
  | 'closure'
  | 'method-value'
  | 'string' // concatenation or conversion
  | 'append'
  | 'gathered-arguments' // the slice of a variadic call, keyed by the call
  | 'goroutine';

export interface Allocation {
  readonly kind: AllocationKind;
  readonly decision: EscapeDecision;
}

export interface CheckedProgram {
  readonly file: SourceFile;
  readonly tree: SourceTree;
  readonly escapeMode: EscapeMode;

  /** By expression. */
  readonly expressions: readonly (ExpressionFacts | undefined)[];
  /**
   * By expression: the type its value is implicitly converted to where it is used, if that is not
   * identical to its own: an interface that boxes it, another named or unnamed type of the same
   * structure, a channel with a direction. Also for the operands of a comparison with an interface.
   * A tuple's components are converted at their destination: compare the types there.
   */
  readonly convertedTo: readonly (Type | undefined)[];
  /** By expression: a receive, map index or type assertion used for two values. */
  readonly commaOk: readonly (true | undefined)[];
  /** By `name` node: what it stands for, at its declaration and at each use. Not for `_`, fields, labels. */
  readonly entities: readonly (Entity | undefined)[];
  /** By `name` node on the left of `:=` (or of a range with `:=`): declared here rather than assigned. */
  readonly declares: readonly (true | undefined)[];
  /** By `selector` node. */
  readonly selections: readonly (Selection | undefined)[];
  /** By `call` node. */
  readonly calls: readonly (CallFacts | undefined)[];
  /** By `composite-literal` node of a struct: the index of the field each element sets. */
  readonly literalFields: readonly (readonly number[] | undefined)[];
  /** By `composite-literal` of an array or slice: the index each element takes; and the length. */
  readonly literalIndices: readonly (
    { readonly indices: readonly number[]; readonly length: number } | undefined
  )[];
  /** By `range` statement. */
  readonly ranges: readonly (RangeFacts | undefined)[];
  /** By clause of a type switch. */
  readonly typeClauses: readonly (TypeClauseFacts | undefined)[];
  /** By `branch` statement other than `fallthrough`: the statement it leaves or continues. */
  readonly branchTargets: readonly (
    ForStatement | RangeStatement | SwitchStatement | TypeSwitchStatement | Block | undefined
  )[];
  /** By function literal or declaration: index in `functions`. */
  readonly functionIndices: readonly (number | undefined)[];
  /** By expression that makes an object. */
  readonly allocations: readonly (Allocation | undefined)[];
  /** By expression that is boxed when converted to an interface (explicitly: keyed by the operand). */
  readonly boxes: readonly (EscapeDecision | undefined)[];

  readonly functions: readonly FunctionFacts[];
  readonly globals: readonly VariableEntity[];
  readonly namedTypes: readonly NamedType[];
  /** Every interface type that the source writes out, named or not. */
  readonly interfaces: readonly Type[];
  /** All variables, by their ordinal. */
  readonly variables: readonly VariableEntity[];
  /** Package variables with an initial value, in the order Go initialises them. */
  readonly initialisation: readonly InitialisationStep[];
  /** `init` functions in order, as indices in `functions`. */
  readonly inits: readonly number[];
  readonly main: number;
  /** Import paths used. */
  readonly imports: readonly string[];
  /** Whether finalizers, cleanups or weak pointers occur: such a program's roots end at last use by default. */
  readonly observesLiveness: boolean;

  /**
   * For `--roots liveness`, by statement, block or clause: variables whose value nothing needs once
   * control has entered it (`deadOnEntry`) or has left the statement (`deadAfter`).
   */
  readonly deadOnEntry: readonly (readonly VariableEntity[] | undefined)[];
  readonly deadAfter: readonly (readonly VariableEntity[] | undefined)[];
}
