/** The checker's state: tables, scopes, the current function, and the problems found so far. */
import type { Expression, Name, SourceTree } from '../ast.ts';
import type {
  CallFacts,
  ExpressionFacts,
  RangeFacts,
  Selection,
  TypeClauseFacts,
} from '../checked.ts';
import type { ConstantValue } from '../constants.ts';
import type {
  Entity,
  FunctionEntity,
  PackageEntity,
  TypeEntity,
  VariableEntity,
} from '../entities.ts';
import type { ProblemCode, ProblemDetail } from '../problems.ts';
import { outsideMinigo, type OutsideConstruct, type Refusal } from '../refusals.ts';
import type { Position, SourceFile } from '../source.ts';
import { isUntyped } from '../type-relations.ts';
import { basicTypes, type BasicType, type FieldOfStruct, type Type } from '../types.ts';
import type { Operand } from './operand.ts';
import {
  pending,
  Scope,
  type DeclarationInfo,
  type FunctionRecord,
  type Mutable,
  type NamedTypeRecord,
} from './records.ts';
import { universe } from './universe.ts';

/** What surrounds the expression being checked. */
export interface Environment {
  readonly scope: Scope;
  /** The package-level declaration it belongs to. */
  readonly declaration: DeclarationInfo | null;
  readonly fn: FunctionRecord | null;
  /** Value of `iota`, in a constant declaration. */
  readonly iota: bigint | null;
  /** Where to report faults of an initialiser repeated from an earlier line. */
  readonly reportAt: Position | null;
}

export interface FoundProblem {
  readonly position: Position;
  readonly message: string;
  readonly code: ProblemCode;
  readonly detail?: ProblemDetail;
}

/** An untyped expression whose final type is not known yet. */
export interface UntypedRecord {
  mode: ExpressionFacts['mode'];
  type: BasicType;
  value: ConstantValue | null;
  /** Left operand of a shift: its final type must be an integer type. */
  isShifted: boolean;
}

export class Checker {
  readonly file: SourceFile;
  readonly tree: SourceTree;
  readonly problems: FoundProblem[] = [];
  readonly packageScope = new Scope(universe);
  readonly fileScope = new Scope(this.packageScope);
  environment: Environment = {
    scope: this.fileScope,
    declaration: null,
    fn: null,
    iota: null,
    reportAt: null,
  };
  /** Whether the expression being checked contains a call or a receive (then `len` is not constant). */
  hasCallOrReceive = false;

  readonly expressions: (ExpressionFacts | undefined)[] = [];
  readonly untyped = new Map<Expression, UntypedRecord>();
  readonly convertedTo: (Type | undefined)[] = [];
  readonly commaOk: (true | undefined)[] = [];
  readonly entities: (Entity | undefined)[] = [];
  readonly declares: (true | undefined)[] = [];
  readonly selections: (Selection | undefined)[] = [];
  readonly calls: (CallFacts | undefined)[] = [];
  readonly literalFields: (readonly number[] | undefined)[] = [];
  readonly literalIndices: (
    { readonly indices: readonly number[]; readonly length: number } | undefined
  )[] = [];
  readonly ranges: (RangeFacts | undefined)[] = [];
  readonly typeClauses: (TypeClauseFacts | undefined)[] = [];
  readonly typeExpressions: (Type | undefined)[] = [];

  readonly declarations = new Map<Entity, DeclarationInfo>();
  /** Methods declared for each type, before the type is resolved. */
  readonly methodsOf = new Map<TypeEntity, FunctionEntity[]>();
  /** Entities being resolved, outermost first; an entity in it is `grey`. */
  readonly path: Entity[] = [];
  readonly resolved = new Set<Entity>();
  /** Local aliases; those of the package are known by their declarations. */
  readonly localAliases = new Set<Entity>();
  readonly functions = new Map<Expression | FunctionEntity, FunctionRecord>();
  readonly functionOf = new Map<VariableEntity, FunctionRecord>();
  readonly variables: Mutable<VariableEntity>[] = [];
  readonly namedTypes: NamedTypeRecord[] = [];
  readonly fieldPositions = new Map<FieldOfStruct, Position>();
  readonly usedVariables = new Set<VariableEntity>();
  readonly usedPackages = new Set<PackageEntity>();
  /** Constants whose value an earlier fault left unknown. */
  readonly unknownConstants = new Set<Entity>();
  readonly imports: PackageEntity[] = [];
  /** Names of imports that MiniGo leaves out: what is selected from them is not reported again. */
  readonly outsidePackages = new Set<string>();
  /** What Go's compiler finds only in a program whose types are right. */
  readonly lateFaults: FoundProblem[] = [];
  readonly interfaces: { readonly type: Type; readonly position: Position }[] = [];
  /** Places of functions declared without a body. */
  readonly withoutBody: Position[] = [];
  /** `init` functions in order. */
  readonly inits: FunctionEntity[] = [];
  /** Calls of the predeclared `panic`: they end a statement list. */
  readonly panics = new Set<Expression>();
  readonly #delayed: (() => void)[] = [];

  constructor(file: SourceFile, tree: SourceTree) {
    this.file = file;
    this.tree = tree;
  }

  error(at: Position, code: ProblemCode, message: string): void {
    // Follow-on faults say nothing new.
    if (this.problems.length > 0 && /[^](invalid operand|invalid type)/.test(message)) return;
    this.problems.push({ position: this.environment.reportAt ?? at, code, message });
  }

  /** What MiniGo does not read though it may be Go. */
  refuse(at: Position, refusal: Refusal): void {
    this.problems.push({ position: this.environment.reportAt ?? at, ...refusal });
  }

  outside(at: Position, construct: OutsideConstruct, name?: string): void {
    this.refuse(at, outsideMinigo(construct, name));
  }

  /** `file:line:column` of a position, for the second line of a message. */
  placeText(position: Position): string {
    const { line, column } = this.file.placeOf(position);
    return `${this.file.name}:${line}:${column}`;
  }

  /** The extra line that names another declaration; empty for a predeclared one. */
  otherDeclaration(entity: Entity): string {
    if (entity.kind === 'builtin' || entity.kind === 'nil' || entity.position < 0) return '';
    return `\n\t${this.placeText(entity.position)}: other declaration of ${entity.name}`;
  }

  /** Runs something once the types it needs are complete. */
  later(action: () => void): void {
    const { environment } = this;
    this.#delayed.push(() => {
      this.within(environment, action);
    });
  }

  get delayedCount(): number {
    return this.#delayed.length;
  }

  /** Runs what was put off since `from`, and what that puts off in turn. */
  processDelayed(from: number): void {
    for (let index = from; index < this.#delayed.length; index++) this.#delayed[index]?.();
    this.#delayed.length = from;
  }

  within(environment: Environment, action: () => void): void {
    const saved = this.environment;
    const savedCall = this.hasCallOrReceive;
    this.environment = environment;
    this.hasCallOrReceive = false;
    action();
    this.environment = saved;
    this.hasCallOrReceive = savedCall;
  }

  /** Runs an action in a block of its own. */
  inScope(action: () => void): void {
    const saved = this.environment;
    this.environment = { ...saved, scope: new Scope(saved.scope) };
    action();
    this.environment = saved;
  }

  lookup(name: string): Entity | null {
    return this.environment.scope.lookup(name);
  }

  newVariable(
    name: string,
    type: Type,
    position: Position,
    role: VariableEntity['role'],
  ): Mutable<VariableEntity> {
    const variable: Mutable<VariableEntity> = {
      kind: 'variable',
      name,
      type,
      position,
      ordinal: this.variables.length,
      role,
      functionIndex: -1,
      captured: false,
      captureMode: 'none',
      addressTaken: false,
      reassigned: false,
      escape: { escapes: false, reason: 'stays', at: null },
    };
    this.variables.push(variable);
    const { fn } = this.environment;
    if (role === 'local' && fn !== null) {
      this.functionOf.set(variable, fn);
      if (name !== '_') fn.locals.push(variable);
    }
    return variable;
  }

  /** Declares an entity in a scope, or reports that its name is taken. */
  declare(
    scope: Scope,
    name: Name | null,
    entity: Exclude<Entity, { kind: 'builtin' } | { kind: 'nil' }>,
  ): void {
    if (entity.name !== '_') {
      const other = scope.insert(entity.name, entity);
      if (other !== null) {
        this.error(
          entity.position,
          'redeclared',
          `${entity.name} redeclared in this block${this.otherDeclaration(other)}`,
        );
        return;
      }
    }
    if (name !== null) this.entities[name.id] = entity;
  }

  /** Notes the facts of an expression, provisionally while it is untyped. */
  record(x: Operand): void {
    const mode = x.mode === 'invalid' ? 'value' : x.mode;
    const type = x.mode === 'invalid' ? basicTypes.invalid : x.type;
    if (x.mode !== 'invalid' && isUntyped(type) && type.kind === 'basic') {
      this.untyped.set(x.expression, { mode, type, value: x.value, isShifted: false });
    } else this.setFacts(x.expression, mode, type, mode === 'constant' ? x.value : null);
  }

  setFacts(
    expression: Expression,
    mode: ExpressionFacts['mode'],
    type: Type,
    constant: ConstantValue | null,
  ): void {
    this.expressions[expression.id] = { mode, type, constant };
  }

  /** The current package-level declaration depends on an entity. */
  dependOn(entity: Entity): void {
    const { declaration } = this.environment;
    if (declaration !== null && this.declarations.has(entity)) declaration.dependencies.add(entity);
  }

  isPending(type: Type): boolean {
    return type === pending;
  }
}
