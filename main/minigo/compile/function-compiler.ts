/** What compiling one function keeps track of: its code, its variables' places, scopes and temporaries. */
import type { CheckedProgram, FunctionFacts } from '../checked.ts';
import type { VariableEntity } from '../entities.ts';
import type { Type } from '../types.ts';
import { Emitter, type Label } from './emitter.ts';
import { wordNames } from './frame-variables.ts';
import type { CompiledFunction, FrameVariable } from './image.ts';
import { layoutOf, type Layout } from './layout.ts';
import { anyPointer, wordAfter, type Destination, type Operand, type Place } from './operands.ts';
import type { ProgramCompiler } from './program-compiler.ts';
import type { ProgramTables } from './program-tables.ts';
import type { Statement } from '../ast.ts';

/** Where a variable lives. A small scalar that pointers lead to is kept as in memory. */
export type Storage = FrameVariable['place'];

interface ScopeEntry {
  readonly register: number;
  readonly pattern: string;
}

/** A statement that `break` or `continue` may leave. */
export interface Target {
  readonly statement: Statement;
  readonly breakLabel: Label;
  readonly continueLabel: Label | null;
  /** Scopes that stay open when it is left, and when it is continued. */
  readonly depth: number;
  readonly continueDepth: number;
}

/** Scalars whose register form differs from their memory form. */
export function isNarrow(layout: Layout): boolean {
  return layout.size < 8 && layout.representation !== 'block';
}

export class FunctionCompiler {
  readonly program: CheckedProgram;
  readonly compiler: ProgramCompiler;
  readonly tables: ProgramTables;
  readonly emitter: Emitter;
  /** Null for code that no function of the source stands for. */
  readonly facts: FunctionFacts | null;
  readonly storage = new Map<VariableEntity, Storage>();
  readonly scopes: ScopeEntry[][] = [];
  /** Variables for those who look on, and those of each open scope. */
  readonly variables: FrameVariable[] = [];
  readonly #seen: FrameVariable[][] = [];
  /** The last line of the source compiled so far. */
  #lastLine = 0;
  #firstLine = 0;
  readonly targets: Target[] = [];
  closureRegister = -1;
  resultOffset = 0;
  /** Register of each result. */
  readonly resultRegisters: number[] = [];
  epilogue: Label | null = null;
  /** Depth of loops around the statement being compiled. */
  loopDepth = 0;
  line = 0;
  /** Code that is placed after the body: deferred calls. */
  readonly deferredBlocks: (() => void)[] = [];

  constructor(compiler: ProgramCompiler, facts: FunctionFacts | null) {
    this.compiler = compiler;
    this.program = compiler.program;
    this.tables = compiler.tables;
    this.facts = facts;
    this.emitter = new Emitter(
      this.tables.code,
      (pattern) => this.tables.blockOfPattern(pattern),
      compiler.keeps,
    );
  }

  #deferHead = -1;

  /** The register that leads to the records of calls deferred in loops. */
  deferHead(): number {
    if (this.#deferHead < 0) this.#deferHead = this.emitter.variable('', 'p');
    return this.#deferHead;
  }

  // Scopes

  openScope(): void {
    if (this.scopes.length === 0) this.#firstLine = this.line;
    this.scopes.push([]);
    this.#seen.push([]);
  }

  /** Writes down what those who look on are told of the function. */
  describe(compiled: CompiledFunction): void {
    compiled.variables = this.variables;
    compiled.span = [this.#firstLine, Math.max(this.#lastLine, this.line)];
  }

  /** Tells those who look on of a variable that exists from a line to the end of the scope. */
  show(name: string, type: Type, place: Storage, from = this.line): void {
    this.#lastLine = Math.max(this.#lastLine, this.line);
    const variable: FrameVariable = { name, type, place, from, to: Infinity };
    this.variables.push(variable);
    this.#seen.at(-1)?.push(variable);
  }

  /** Words for a variable of the current scope: dropped when it closes. */
  declareWords(name: string, pattern: string, names: readonly string[] = []): number {
    const register = this.emitter.variable(name, pattern, names);
    this.scopes.at(-1)?.push({ register, pattern });
    return register;
  }

  /** Drops the variables of the innermost scope, last declared first, and forgets it. */
  closeScope(isReachable = true): void {
    const scope = this.scopes.pop() ?? [];
    this.#lastLine = Math.max(this.#lastLine, this.line);
    for (const variable of this.#seen.pop() ?? []) variable.to = this.#lastLine;
    if (isReachable) this.#dropAll(scope);
  }

  /** Drops what belongs to the scopes above `depth`, which stay open: control leaves them. */
  leaveScopes(depth: number): void {
    for (const scope of this.scopes.slice(depth).reverse()) this.#dropAll(scope);
  }

  #dropAll(scope: readonly ScopeEntry[]): void {
    for (const { register, pattern } of [...scope].reverse()) this.emitter.drop(register, pattern);
  }

  /** A variable that is there as long as the frame. */
  place(variable: VariableEntity, storage: Storage): void {
    this.storage.set(variable, storage);
    this.show(variable.name, variable.type, storage, 0);
  }

  /** Makes room for a local variable and says where it is; its value is zero. */
  declare(variable: VariableEntity): Storage {
    const layout = layoutOf(variable.type);
    let storage: Storage;
    if (variable.escape.escapes && layout.size > 0) {
      const register = this.declareWords(variable.name, 'p');
      storage = { kind: 'heap', register };
      this.emitter.emit('allocate', register, this.tables.shapeOfType(variable.type));
    } else {
      const names = wordNames(variable.name, variable.type);
      const register = this.declareWords(variable.name, layout.pattern, names);
      const isShared = variable.addressTaken || variable.captureMode === 'reference';
      storage = { kind: 'register', register, memoryForm: isShared && isNarrow(layout) };
    }
    this.show(variable.name, variable.type, storage);
    this.storage.set(variable, storage);
    return storage;
  }

  placeOfVariable(variable: VariableEntity): Place {
    const { type } = variable;
    const storage = this.storage.get(variable) ?? this.compiler.globalStorage(variable);
    if (storage === undefined) throw new Error(`The variable ${variable.name} has no place.`);
    switch (storage.kind) {
      case 'register':
        return storage.memoryForm
          ? { kind: 'frame', register: storage.register, offset: 0, type, hold: 'variable' }
          : { kind: 'register', register: storage.register, type, hold: 'variable' };
      case 'heap': {
        const pointer: Operand = { register: storage.register, type: anyPointer, hold: 'variable' };
        return { kind: 'memory', pointer, offset: 0, type };
      }
      case 'captured':
        return {
          kind: 'captured',
          offset: storage.offset,
          byReference: storage.byReference,
          inner: 0,
          type,
        };
    }
  }

  // Moves

  /** Writes an operand into registers; their pointers are counted. The old value is released. */
  move(to: number, from: Operand): void {
    const layout = layoutOf(from.type);
    if (to === from.register || layout.words === 0) return;
    const isTaken = from.hold === 'rooted';
    if (isTaken) this.emitter.take(from.register);
    if (layout.words === 1) {
      if (layout.pattern === 'r') this.emitter.emit('move', to, from.register);
      else this.emitter.emit(isTaken ? 'take' : 'moveRooted', to, from.register);
      return;
    }
    if (layout.pointers.length === 0) {
      this.emitter.emit('moveWords', to, from.register, layout.words);
      return;
    }
    this.emitter.emit(
      isTaken ? 'takeBlock' : 'moveBlock',
      to,
      from.register,
      this.tables.block(layout),
    );
  }

  /** A copy that nothing else can change or free. */
  secure(operand: Operand): Operand {
    if (operand.hold === 'constant' || operand.hold === 'rooted') return operand;
    const layout = layoutOf(operand.type);
    if (layout.words === 0) return operand;
    if (operand.hold === 'raw' && layout.pointers.length === 0) return operand;
    const register = this.emitter.temporary(layout.pattern, true);
    this.move(register, operand);
    return { register, type: operand.type, hold: layout.pointers.length > 0 ? 'rooted' : 'raw' };
  }

  /** Registers for a result without pointers, or one whose pointers are borrowed. */
  rawResult(type: Type, hint: Destination | null): Operand {
    const layout = layoutOf(type);
    if (hint !== null && layout.pointers.length === 0)
      return { register: hint.register, type, hold: 'variable' };
    return { register: this.emitter.raw(layout.words), type, hold: 'raw' };
  }

  /** Registers for a new object or a counted copy. */
  rootedResult(type: Type, hint: Destination | null): Operand {
    const layout = layoutOf(type);
    if (hint?.fresh === true) return { register: hint.register, type, hold: 'variable' };
    const register = this.emitter.temporary(layout.pattern, true);
    return { register, type, hold: layout.pointers.length > 0 ? 'rooted' : 'raw' };
  }

  zeroOperand(type: Type): Operand {
    return { register: this.tables.zero(layoutOf(type).words), type, hold: 'constant' };
  }

  integerOperand(value: number, type: Type): Operand {
    return { register: this.tables.integer(BigInt(value)), type, hold: 'constant' };
  }

  /** The same registers seen as another type of the same layout. */
  retype(operand: Operand, type: Type): Operand {
    return { ...operand, type };
  }

  /** Part of a value held in registers. */
  part(operand: Operand, word: number, type: Type): Operand {
    return {
      register: wordAfter(operand.register, word),
      type,
      hold: operand.hold === 'rooted' ? 'raw' : operand.hold,
    };
  }
}
