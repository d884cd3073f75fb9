/**
 * The syntax tree of a MiniGo file. Every node has a dense `id` (an index into the tables of the
 * checked program) and the `position` of its first character.
 */
import type { Position } from './source.ts';

export interface NodeBase {
  /** Unique in the file, dense from 0. */
  readonly id: number;
  /** Where the node's first token begins. */
  readonly position: Position;
}

// Expressions. Types are expressions too, as in Go's own parser: only the checker can tell them apart.

export interface Name extends NodeBase {
  readonly kind: 'name';
  readonly name: string;
}
export type LiteralKind = 'int' | 'float' | 'imaginary' | 'rune' | 'string';
export interface BasicLiteral extends NodeBase {
  readonly kind: 'basic-literal';
  readonly literal: LiteralKind;
  /** As written, quotes included. */
  readonly text: string;
}
export interface CompositeLiteral extends NodeBase {
  readonly kind: 'composite-literal';
  /** Null where the type is elided inside another literal. */
  readonly type: Expression | null;
  /** Values, or `key-value` elements. */
  readonly elements: readonly Expression[];
  readonly openBrace: Position;
  readonly closeBrace: Position;
}
export interface KeyValue extends NodeBase {
  readonly kind: 'key-value';
  readonly key: Expression;
  readonly value: Expression;
}
export interface FunctionLiteral extends NodeBase {
  readonly kind: 'function-literal';
  readonly type: FunctionTypeExpression;
  readonly body: Block;
}
export interface Parenthesised extends NodeBase {
  readonly kind: 'parenthesised';
  readonly inner: Expression;
}
export interface Selector extends NodeBase {
  readonly kind: 'selector';
  readonly operand: Expression;
  readonly member: Name;
}
/** `a[i]`; also the instantiated type `weak.Pointer[T]`. */
export interface Index extends NodeBase {
  readonly kind: 'index';
  readonly operand: Expression;
  readonly index: Expression;
}
/** As in Go's compiler, its `position` is that of the bracket. */
export interface SliceExpression extends NodeBase {
  readonly kind: 'slice';
  readonly operand: Expression;
  readonly low: Expression | null;
  readonly high: Expression | null;
  readonly max: Expression | null;
  /** Written with three indices. */
  readonly full: boolean;
}
export interface TypeAssertion extends NodeBase {
  readonly kind: 'type-assertion';
  readonly operand: Expression;
  readonly type: Expression;
}
/** `x.(type)` or `name := x.(type)`; only as the head of a type switch. */
export interface TypeSwitchGuard extends NodeBase {
  readonly kind: 'type-switch-guard';
  readonly name: Name | null;
  readonly operand: Expression;
}
export type UnaryOperator = '+' | '-' | '!' | '^' | '&' | '<-';
export interface Unary extends NodeBase {
  readonly kind: 'unary';
  readonly operator: UnaryOperator;
  readonly operand: Expression;
}
/** `*x`: a dereference, or a pointer type. */
export interface Star extends NodeBase {
  readonly kind: 'star';
  readonly operand: Expression;
}
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '&' | '|' | '^' | '&^' | '<<' | '>>';
export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';
export type BinaryOperator = ArithmeticOperator | ComparisonOperator | '&&' | '||';
export interface Binary extends NodeBase {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly operatorPosition: Position;
  readonly left: Expression;
  readonly right: Expression;
}
export interface Call extends NodeBase {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly args: readonly Expression[];
  /** The last argument is followed by `...`. */
  readonly spread: boolean;
  readonly closeParenthesis: Position;
}
/** `[N]T`, or `[...]T` where `length` is null. */
export interface ArrayTypeExpression extends NodeBase {
  readonly kind: 'array-type';
  readonly length: Expression | null;
  readonly element: Expression;
}
export interface SliceTypeExpression extends NodeBase {
  readonly kind: 'slice-type';
  readonly element: Expression;
}
/** `...T`, only as the type of the last parameter. */
export interface VariadicTypeExpression extends NodeBase {
  readonly kind: 'variadic-type';
  readonly element: Expression;
}
export interface MapTypeExpression extends NodeBase {
  readonly kind: 'map-type';
  readonly key: Expression;
  readonly value: Expression;
}
export interface ChannelTypeExpression extends NodeBase {
  readonly kind: 'channel-type';
  readonly direction: 'both' | 'send' | 'receive';
  readonly element: Expression;
}
/** One field of a struct, one parameter or one result: `a, b T` gives two that share `type`. */
export interface Field extends NodeBase {
  /** Null for an embedded field or an unnamed parameter. */
  readonly name: Name | null;
  readonly type: Expression;
}
export interface StructField extends Field {
  readonly embedded: boolean;
  readonly tag: BasicLiteral | null;
}
export interface StructTypeExpression extends NodeBase {
  readonly kind: 'struct-type';
  readonly fields: readonly StructField[];
}
export interface FunctionTypeExpression extends NodeBase {
  readonly kind: 'function-type';
  readonly parameters: readonly Field[];
  readonly results: readonly Field[];
}
/** An element of an interface: a method (`name` and a function type), or an embedded interface (`name` null). */
export interface InterfaceTypeExpression extends NodeBase {
  readonly kind: 'interface-type';
  readonly elements: readonly Field[];
}
/** What the parser leaves where it found an error. */
export interface BadExpression extends NodeBase {
  readonly kind: 'bad';
  /** What stands there, for a literal that is none. */
  readonly text: string | null;
}

export type TypeExpression =
  | ArrayTypeExpression
  | SliceTypeExpression
  | VariadicTypeExpression
  | MapTypeExpression
  | ChannelTypeExpression
  | StructTypeExpression
  | FunctionTypeExpression
  | InterfaceTypeExpression;

export type Expression =
  | Name
  | BasicLiteral
  | CompositeLiteral
  | KeyValue
  | FunctionLiteral
  | Parenthesised
  | Selector
  | Index
  | SliceExpression
  | TypeAssertion
  | TypeSwitchGuard
  | Unary
  | Star
  | Binary
  | Call
  | BadExpression
  | TypeExpression;

// Statements

export interface EmptyStatement extends NodeBase {
  readonly kind: 'empty';
}
export interface ExpressionStatement extends NodeBase {
  readonly kind: 'expression';
  readonly expression: Expression;
}
export interface SendStatement extends NodeBase {
  readonly kind: 'send';
  readonly channel: Expression;
  readonly value: Expression;
  readonly operatorPosition: Position;
}
export interface IncrementStatement extends NodeBase {
  readonly kind: 'increment';
  readonly operator: '++' | '--';
  readonly operand: Expression;
  readonly operatorPosition: Position;
}
export interface AssignStatement extends NodeBase {
  readonly kind: 'assign';
  readonly left: readonly Expression[];
  readonly right: readonly Expression[];
  /** Null for plain `=`. */
  readonly operator: ArithmeticOperator | null;
  readonly operatorPosition: Position;
}
/** `a, b := x, y`. Which names are new the checker says. */
export interface DefineStatement extends NodeBase {
  readonly kind: 'define';
  readonly left: readonly Expression[];
  readonly right: readonly Expression[];
  readonly operatorPosition: Position;
}
export interface GoStatement extends NodeBase {
  readonly kind: 'go';
  readonly call: Expression;
}
export interface DeferStatement extends NodeBase {
  readonly kind: 'defer';
  readonly call: Expression;
}
export interface ReturnStatement extends NodeBase {
  readonly kind: 'return';
  readonly results: readonly Expression[];
}
export interface BranchStatement extends NodeBase {
  readonly kind: 'branch';
  readonly keyword: 'break' | 'continue' | 'fallthrough' | 'goto';
  readonly label: Name | null;
}
export interface Block extends NodeBase {
  readonly kind: 'block';
  readonly statements: readonly Statement[];
  readonly closeBrace: Position;
}
export interface IfStatement extends NodeBase {
  readonly kind: 'if';
  readonly init: SimpleStatement | null;
  readonly condition: Expression;
  readonly then: Block;
  readonly otherwise: Block | IfStatement | null;
}
/** One `case` or `default`; `fallthrough`, where there is one, is the last statement of `body`. */
export interface CaseClause extends NodeBase {
  /** Null for `default`. */
  readonly cases: readonly Expression[] | null;
  readonly body: readonly Statement[];
  readonly colon: Position;
}
export interface SwitchStatement extends NodeBase {
  readonly kind: 'switch';
  readonly init: SimpleStatement | null;
  readonly tag: Expression | null;
  readonly clauses: readonly CaseClause[];
  readonly closeBrace: Position;
}
export interface TypeSwitchStatement extends NodeBase {
  readonly kind: 'type-switch';
  readonly init: SimpleStatement | null;
  readonly guard: TypeSwitchGuard;
  readonly clauses: readonly CaseClause[];
  readonly closeBrace: Position;
}
export interface ForStatement extends NodeBase {
  readonly kind: 'for';
  readonly init: SimpleStatement | null;
  readonly condition: Expression | null;
  readonly post: SimpleStatement | null;
  readonly body: Block;
}
export interface RangeStatement extends NodeBase {
  readonly kind: 'range';
  readonly key: Expression | null;
  readonly value: Expression | null;
  /** A third one, which is one too many. */
  readonly extra: Expression | null;
  /** `:=` rather than `=`. */
  readonly define: boolean;
  readonly operand: Expression;
  readonly body: Block;
}
export interface LabeledStatement extends NodeBase {
  readonly kind: 'labeled';
  readonly label: Name;
  readonly statement: Statement;
}
export interface DeclarationStatement extends NodeBase {
  readonly kind: 'declaration';
  readonly declarations: readonly Declaration[];
}

export type SimpleStatement =
  | EmptyStatement
  | ExpressionStatement
  | SendStatement
  | IncrementStatement
  | AssignStatement
  | DefineStatement;

export type Statement =
  | SimpleStatement
  | GoStatement
  | DeferStatement
  | ReturnStatement
  | BranchStatement
  | Block
  | IfStatement
  | SwitchStatement
  | TypeSwitchStatement
  | ForStatement
  | RangeStatement
  | LabeledStatement
  | DeclarationStatement;

// Declarations

export interface ImportDeclaration extends NodeBase {
  readonly kind: 'import';
  readonly localName: Name | null;
  readonly path: BasicLiteral;
}
export interface ConstantDeclaration extends NodeBase {
  readonly kind: 'const';
  readonly names: readonly Name[];
  readonly type: Expression | null;
  /** As written; empty where the line repeats the one before it. */
  readonly values: readonly Expression[];
  /** The value of `iota` on this line. */
  readonly iota: number;
  /** Ordinal of the parenthesised group it stands in; -1 outside one. */
  readonly group: number;
}
export interface VariableDeclaration extends NodeBase {
  readonly kind: 'var';
  readonly names: readonly Name[];
  readonly type: Expression | null;
  readonly values: readonly Expression[];
}
export interface TypeDeclaration extends NodeBase {
  readonly kind: 'type';
  readonly name: Name;
  readonly alias: boolean;
  readonly type: Expression;
}
export interface FunctionDeclaration extends NodeBase {
  readonly kind: 'function';
  /** Behind the keyword `func`. */
  readonly start: Position;
  readonly name: Name;
  readonly receiver: Field | null;
  readonly type: FunctionTypeExpression;
  readonly body: Block | null;
}

export type Declaration =
  | ImportDeclaration
  | ConstantDeclaration
  | VariableDeclaration
  | TypeDeclaration
  | FunctionDeclaration;

export interface SourceTree extends NodeBase {
  readonly kind: 'file';
  readonly packageName: Name;
  readonly declarations: readonly Declaration[];
  /** Ids in use: each node's id is below it. */
  readonly nodeCount: number;
}
