/** From a checked program to an image that runs: every function, the wrappers calls need, the start. */
import type { CheckedProgram, FunctionFacts, Selection } from '../checked.ts';
import type { FunctionEntity, VariableEntity } from '../entities.ts';
import { lookupMember } from '../member-lookup.ts';
import { underlying, type SignatureType, type Type } from '../types.ts';
import { declareParameters, emptyFunction } from './made-functions.ts';
import { Label } from './emitter.ts';
import { wordNames } from './frame-variables.ts';
import { FunctionCompiler, isNarrow, type Storage } from './function-compiler.ts';
import type { CompiledFunction, Image } from './image.ts';
import { layoutOf } from './layout.ts';
import { anyPointer, type Operand, type Place } from './operands.ts';
import { addressOf, load, resolve, store } from './places.ts';
import { ProgramTables } from './program-tables.ts';
import { KnownTypes } from './known-types.ts';
import { Purity } from './purity.ts';
import { severalValues } from './assignments.ts';
import { statement } from './statements.ts';
import type { RuntimeType } from './types-table.ts';
import { value } from './expressions.ts';
import { convertTo } from './conversions.ts';
import type { CompileOptions } from './compile-options.ts';
import { nativeIndex } from '../library/names.ts';
import { boundMethod, functionOfEntity, methodExpression, methodWrapper } from './wrappers.ts';

export class ProgramCompiler {
  readonly program: CheckedProgram;
  readonly tables = new ProgramTables();
  readonly purity: Purity;
  readonly known: KnownTypes;
  readonly functions: CompiledFunction[] = [];
  readonly #roots: 'scope' | 'liveness';
  readonly keeps: boolean;
  /** Receiver types of methods, by function index. */
  readonly #receiverTypes = new Map<number, Type>();
  readonly #globals = new Map<VariableEntity, Storage>();
  readonly #wrappers = new Map<string, number>();
  readonly #boxed = new Set<RuntimeType>();
  readonly #methods = new Map<string, readonly [index: number, signature: SignatureType]>();
  /** Wrappers asked for while another function is being compiled; they follow it. */
  readonly #pending: (() => void)[] = [];

  constructor(program: CheckedProgram, options: CompileOptions) {
    this.program = program;
    this.purity = new Purity(program);
    this.known = new KnownTypes(program);
    this.#roots = options.roots;
    this.keeps = options.keeps;
    for (const { functionIndex, receiver } of program.namedTypes.flatMap(({ methods }) => methods))
      if (receiver !== null) this.#receiverTypes.set(functionIndex, receiver.type);
    for (const facts of program.functions)
      this.functions.push(emptyFunction(facts.name, facts.index, false));
  }

  compile(): Image {
    const { program, tables } = this;
    for (const variable of program.globals) {
      const register = tables.globalVariable(variable.name, variable.type);
      this.#globals.set(variable, {
        kind: 'register',
        register,
        memoryForm: isNarrow(layoutOf(variable.type)),
      });
    }
    for (const facts of program.functions) this.#compileFunction(facts);
    const start = this.#compileStart();
    this.#finishMethods();
    return {
      fileName: program.file.name,
      code: Int32Array.from(tables.code),
      statics: tables.staticWords(),
      functions: this.functions,
      lines: tables.sortedLines(),
      sites: tables.sites,
      blocks: tables.blocks,
      shapes: tables.shapes,
      types: tables.types,
      globals: tables.globals,
      globalVariables: tables.globalVariables,
      constants: tables.constants,
      start,
      inits: program.inits,
      main: program.main,
      methodOf: (type, name) => this.#methods.get(`${type.id} ${name}`)?.[0] ?? -1,
      signatureOf: (type, name) => this.#methods.get(`${type.id} ${name}`)?.[1] ?? null,
      scopedRoots: this.#roots === 'scope',
    };
  }

  globalStorage(variable: VariableEntity): Storage | undefined {
    return this.#globals.get(variable);
  }

  native(name: string): number {
    return nativeIndex(name);
  }

  nameOf(index: number): string {
    return this.functions[index]?.name ?? '';
  }

  /** A type whose values are put into interfaces: its methods may be called through them. */
  markBoxed(type: RuntimeType): void {
    this.#boxed.add(type);
  }

  /** With liveness roots: variables that nothing needs any more are dropped. */
  dropDead(c: FunctionCompiler, variables: readonly VariableEntity[] | undefined): void {
    if (this.#roots === 'scope' || variables === undefined) return;
    for (const variable of [...variables].reverse()) {
      const storage = c.storage.get(variable);
      if (storage === undefined || storage.kind === 'captured') continue;
      // Its value is dead, but the object that holds it may yet take another.
      if (storage.kind === 'heap' && variable.reassigned) continue;
      c.emitter.drop(
        storage.register,
        storage.kind === 'heap' ? 'p' : layoutOf(variable.type).pattern,
      );
    }
  }

  // Functions

  #compileFunction(facts: FunctionFacts): void {
    const compiled = this.functions[facts.index];
    if (compiled === undefined) throw new RangeError(`There is no function ${facts.index}.`);
    const c = new FunctionCompiler(this, facts);
    compiled.entry = c.emitter.address;
    c.line = this.program.file.lineOf(facts.node.position);
    c.openScope();
    const parameters = this.#parameters(c, facts);
    this.#results(c, facts);
    this.#captures(c, facts);
    if (facts.hasDefer) c.epilogue = new Label();
    for (const [variable, register] of parameters) this.#settle(c, variable, register);
    this.dropDead(c, this.program.deadOnEntry[facts.body.id]);
    for (const [index, variable] of facts.results.entries())
      this.#declareResult(c, variable, index);
    // The frame itself drops what is left, parameters and locals alike, when it is popped.
    for (const part of facts.body.statements) statement(c, part);
    this.leaveFunction(c);
    if (c.epilogue !== null) {
      c.emitter.place(c.epilogue);
      c.emitter.emit('runDeferred');
      this.#returnResults(c);
    }
    for (const emit of c.deferredBlocks) emit();
    this.#finish(compiled, c, facts.hasDefer);
    this.#flush();
  }

  #flush(): void {
    for (let next = this.#pending.shift(); next !== undefined; next = this.#pending.shift()) next();
  }

  #finish(compiled: CompiledFunction, c: FunctionCompiler, hasDefer: boolean): void {
    compiled.words = c.emitter.words;
    c.describe(compiled);
    compiled.resultOffset = c.resultOffset;
    compiled.resultWords = c.resultRegisters.length;
    compiled.closureOffset = c.closureRegister;
    compiled.hasDefer = hasDefer;
    compiled.epilogue = c.epilogue?.address ?? -1;
  }

  #parameters(c: FunctionCompiler, facts: FunctionFacts): (readonly [VariableEntity, number])[] {
    const settled: (readonly [VariableEntity, number])[] = [];
    const receiverType = this.#receiverTypes.get(facts.index) ?? null;
    const types: (readonly [VariableEntity | null, Type])[] = [];
    if (receiverType !== null) types.push([facts.receiver, receiverType]);
    facts.signature.parameters.forEach((part, index) =>
      types.push([facts.parameters[index] ?? null, part.type]),
    );
    for (const [variable, type] of types) {
      const name = variable?.name ?? '';
      const register = c.emitter.variable(name, layoutOf(type).pattern, wordNames(name, type));
      if (variable !== null) settled.push([variable, register]);
    }
    return settled;
  }

  /** A parameter that escapes moves to the heap; one that pointers lead to takes its memory form. */
  #settle(c: FunctionCompiler, variable: VariableEntity, register: number): void {
    const layout = layoutOf(variable.type);
    const isShared = variable.addressTaken || variable.captureMode === 'reference';
    if (variable.escape.escapes && layout.size > 0) {
      c.declare(variable);
      const hold = layout.pointers.length > 0 ? 'rooted' : 'raw';
      store(c, c.placeOfVariable(variable), { register, type: variable.type, hold });
      return;
    }
    const memoryForm = isShared && isNarrow(layout);
    const storage: Storage = { kind: 'register', register, memoryForm };
    c.place(variable, storage);
    if (!memoryForm) return;
    const mark = c.emitter.mark;
    const own = c.emitter.raw();
    c.emitter.emit('move', own, register);
    store(c, c.placeOfVariable(variable), { register: own, type: variable.type, hold: 'raw' });
    c.emitter.release(mark);
  }

  #results(c: FunctionCompiler, facts: FunctionFacts): void {
    c.resultOffset = c.emitter.words.length;
    facts.signature.results.forEach((part, index) => {
      const name = facts.results[index]?.name ?? '';
      c.resultRegisters.push(
        c.emitter.variable(name, layoutOf(part.type).pattern, wordNames(name, part.type)),
      );
    });
  }

  #declareResult(c: FunctionCompiler, variable: VariableEntity | null, index: number): void {
    if (variable === null) return;
    const layout = layoutOf(variable.type);
    const isShared = variable.addressTaken || variable.captureMode === 'reference';
    if ((variable.escape.escapes && layout.size > 0) || (isShared && isNarrow(layout)))
      c.declare(variable);
    else {
      const register = c.resultRegisters[index] ?? 0;
      c.place(variable, { kind: 'register', register, memoryForm: false });
    }
  }

  /** Where `return x` puts a result: the named variable if there is one. */
  resultPlace(c: FunctionCompiler, index: number): Place {
    const variable = c.facts?.results[index] ?? null;
    if (variable !== null) return c.placeOfVariable(variable);
    const type = c.facts?.signature.results[index]?.type ?? anyPointer;
    return { kind: 'register', register: c.resultRegisters[index] ?? 0, type, hold: 'variable' };
  }

  /** The end of a function: deferred calls, then the results to the caller. */
  leaveFunction(c: FunctionCompiler): void {
    if (c.epilogue === null) this.#returnResults(c);
    else c.emitter.go(c.epilogue);
  }

  #returnResults(c: FunctionCompiler): void {
    c.facts?.results.forEach((variable, index) => {
      if (variable === null) return;
      const register = c.resultRegisters[index] ?? 0;
      const storage = c.storage.get(variable);
      if (storage === undefined || (storage.kind === 'register' && storage.register === register))
        return;
      const mark = c.emitter.mark;
      c.move(register, load(c, c.placeOfVariable(variable)));
      c.emitter.release(mark);
    });
    c.emitter.emit('return');
  }

  #captures(c: FunctionCompiler, facts: FunctionFacts): void {
    if (facts.captures.length === 0) return;
    c.closureRegister = c.emitter.variable('', 'p');
    let offset = 8;
    for (const { variable, mode } of facts.captures) {
      c.place(variable, { kind: 'captured', offset, byReference: mode === 'reference' });
      offset += 8 * (mode === 'value' ? layoutOf(variable.type).words : 1);
    }
  }

  /** The value of a variable that a new closure copies. */
  capturedValue(c: FunctionCompiler, variable: VariableEntity): Operand {
    return load(c, c.placeOfVariable(variable));
  }

  /** The address of a variable that a new closure holds. */
  capturedAddress(c: FunctionCompiler, variable: VariableEntity): Operand {
    const simple = resolve(c, c.placeOfVariable(variable));
    return addressOf(c, simple);
  }

  // Functions that the source does not write

  /** Reserves a function; `build` emits its body once the one being compiled is done. */
  synthetic(
    key: string,
    name: string,
    build: (c: FunctionCompiler, compiled: CompiledFunction) => void,
  ): number {
    const known = this.#wrappers.get(key);
    if (known !== undefined) return known;
    const compiled = emptyFunction(name, this.functions.length, true);
    this.functions.push(compiled);
    this.#wrappers.set(key, compiled.index);
    this.#pending.push(() => {
      const c = new FunctionCompiler(this, null);
      compiled.entry = c.emitter.address;
      c.openScope();
      build(c, compiled);
      this.#finish(compiled, c, false);
    });
    return compiled.index;
  }

  /** A function with these parameters whose body is built from their operands. */
  thunk(
    name: string,
    signature: SignatureType,
    build: (c: FunctionCompiler, parameters: readonly Operand[]) => void,
  ): number {
    const key = `thunk ${this.functions.length} ${name}`;
    return this.synthetic(key, name, (c) => {
      const parameters = declareParameters(c, signature);
      const mark = c.emitter.mark;
      build(c, parameters);
      c.emitter.release(mark);
      c.emitter.emit('return');
    });
  }

  nativeWrapper(entity: FunctionEntity): number {
    return functionOfEntity(this, entity);
  }

  methodExpression(selection: Extract<Selection, { kind: 'method-expression' }>): number {
    return methodExpression(this, selection);
  }

  boundMethod(
    receiver: Type,
    target: Parameters<typeof boundMethod>[2],
    signature: SignatureType,
  ): number {
    return boundMethod(this, receiver, target, signature);
  }

  /** Makes callable through interfaces every method of every type that is put into one. */
  #finishMethods(): void {
    const names = new Set<string>();
    for (const type of this.program.namedTypes)
      for (const method of type.methods) names.add(method.name);
    for (const type of this.program.interfaces)
      if (type.kind === 'interface') for (const method of type.methods) names.add(method.name);
    for (const name of ['Error', 'String', 'GoString']) names.add(name);
    const done = new Set<RuntimeType>();
    for (let grew = true; grew;) {
      grew = false;
      for (const type of [...this.#boxed]) {
        if (done.has(type)) continue;
        done.add(type);
        grew = true;
        for (const name of names) this.#finishMethod(type, name);
        this.#boxParts(type.type);
      }
      this.#flush();
    }
  }

  /** fmt calls the methods of what a boxed value contains. */
  #boxParts(type: Type): void {
    const base = underlying(type);
    const parts: Type[] = [];
    if (base.kind === 'struct') parts.push(...base.fields.map((field) => field.type));
    if (base.kind === 'array' || base.kind === 'slice' || base.kind === 'pointer')
      parts.push(base.element);
    if (base.kind === 'map') parts.push(base.key, base.value);
    for (const part of parts)
      if (underlying(part).kind !== 'interface') this.markBoxed(this.tables.types.of(part));
  }

  #finishMethod(type: RuntimeType, name: string): void {
    const found = lookupMember(type.type, false, name);
    if (found === null || typeof found === 'string' || found.kind === 'field') return;
    const index = methodWrapper(this, type.type, found);
    if (index < 0) return;
    const { signature } = found.kind === 'method' ? found.method : found;
    this.#methods.set(`${type.id} ${name}`, [index, signature]);
  }

  /** A function that initialises the package's variables; -1 if there is nothing to do. */
  #compileStart(): number {
    if (this.program.initialisation.length === 0) return -1;
    const index = this.synthetic('start', 'initialisation', (c) => {
      for (const step of this.program.initialisation) {
        const mark = c.emitter.mark;
        c.line = this.program.file.lineOf(step.value.position);
        c.tables.lines.add(c.line);
        c.emitter.emit('statement', c.line);
        const [only] = step.variables;
        if (step.variables.length === 1) {
          const result = value(c, step.value);
          if (only !== undefined && only !== null)
            store(c, c.placeOfVariable(only), { ...result, type: only.type });
        } else {
          severalValues(c, step.value).forEach((operand, at) => {
            const variable = step.variables[at];
            if (variable !== undefined && variable !== null)
              store(c, c.placeOfVariable(variable), convertTo(c, operand, variable.type, null));
          });
        }
        c.emitter.release(mark);
      }
      c.emitter.emit('return');
    });
    this.#flush();
    return index;
  }
}
