/** Calls: which code runs, how arguments get there and results come back. */
import { closureShape } from './closure-shapes.ts';
import type { Call, Expression, Selector } from '../ast.ts';
import { unparenthesised } from '../bare.ts';
import type { CallFacts, Selection } from '../checked.ts';
import type { FunctionEntity } from '../entities.ts';
import { emptyInterface, underlying, type SignatureType, type Type } from '../types.ts';
import { builtin } from './builtins.ts';
import { convertExplicitly, convertTo } from './conversions.ts';
import { followPath, operands, place, typeOf, value } from './expressions.ts';
import type { FunctionCompiler } from './function-compiler.ts';
import type { CallSite, Transfer } from './image.ts';
import { layoutOf } from './layout.ts';
import { gather } from './literals.ts';
import { anyPointer, type Destination, type Operand } from './operands.ts';
import { addressOf, load } from './places.ts';
import { elementOf } from './program-tables.ts';

type PlainCall = Extract<CallFacts, { kind: 'call' }>;

/** What is called, its operands evaluated. */
export type Callee =
  | { readonly kind: 'function'; readonly index: number; readonly receiver: Operand | null }
  | { readonly kind: 'value'; readonly operand: Operand }
  | {
      readonly kind: 'interface';
      readonly operand: Operand;
      readonly method: string;
      readonly isKnown: boolean;
    }
  | { readonly kind: 'native'; readonly name: string; readonly receiver: Operand | null };

/** A call whose operands are ready: what `go` and `defer` keep for later. */
export interface PreparedCall {
  readonly callee: Callee;
  readonly signature: SignatureType;
  readonly arguments: readonly Operand[];
  readonly spread: boolean;
}

export function call(
  c: FunctionCompiler,
  expression: Call,
  hint: Destination | null,
): readonly Operand[] {
  const facts = c.program.calls[expression.id];
  if (facts === undefined)
    throw new TypeError(`Nothing is known of the call at ${expression.position}.`);
  if (facts.kind === 'conversion') return [convertExplicitly(c, expression, facts.to, hint)];
  if (facts.kind === 'builtin') return builtin(c, expression, facts.name, hint);
  return emitCall(c, prepare(c, expression, facts), hint);
}

/**
 * Evaluates what a call needs: function value or receiver, then the arguments. A callee that is only
 * read comes after arguments that call something, as Go's compiler does it.
 */
export function prepare(c: FunctionCompiler, expression: Call, facts: PlainCall): PreparedCall {
  const callsLater = expression.args.some((argument) => c.compiler.purity.of(argument).calls);
  const allocatesLater = expression.args.some(
    (argument) => c.compiler.purity.of(argument).allocates,
  );
  const { signature } = facts;
  const { spread } = expression;
  if (callsLater && isPlainRead(c, expression.callee)) {
    const ready = callArguments(c, expression, facts);
    const late = prepareCallee(c, expression.callee, facts);
    return { callee: late, signature, arguments: ready, spread };
  }
  let callee = prepareCallee(c, expression.callee, facts);
  if (callsLater || allocatesLater) callee = secureCallee(c, callee, callsLater);
  return { callee, signature, arguments: callArguments(c, expression, facts), spread };
}

/** A receiver or a function value that is read without calling or making anything. */
function isPlainRead(c: FunctionCompiler, expression: Expression): boolean {
  const callee = unparenthesised(expression);
  const kind = callee.kind === 'selector' ? c.program.selections[callee.id]?.kind : undefined;
  const isMethod = kind === 'method' || kind === 'interface-method';
  const { early, allocates } = c.compiler.purity.of(
    callee.kind === 'selector' && isMethod ? callee.operand : callee,
  );
  return !early && !allocates;
}

/** Whether the callee is the library's, which gathers the arguments of a variadic call itself. */
function isNative(c: FunctionCompiler, expression: Expression): boolean {
  const callee = unparenthesised(expression);
  const selection = callee.kind === 'selector' ? c.program.selections[callee.id] : undefined;
  if (selection?.kind === 'method') return selection.method.functionIndex < 0;
  return selection?.kind === 'package-member' && selection.entity.kind === 'function';
}

function secureCallee(c: FunctionCompiler, callee: Callee, callsLater: boolean): Callee {
  const keep = (operand: Operand): Operand =>
    callsLater || operand.hold === 'raw' ? c.secure(operand) : operand;
  if (callee.kind === 'value' || callee.kind === 'interface')
    return { ...callee, operand: keep(callee.operand) };
  return callee.receiver === null ? callee : { ...callee, receiver: keep(callee.receiver) };
}

function prepareCallee(c: FunctionCompiler, expression: Expression, facts: PlainCall): Callee {
  const callee = unparenthesised(expression);
  const selection = callee.kind === 'selector' ? c.program.selections[callee.id] : undefined;
  if (callee.kind === 'selector' && selection !== undefined) {
    if (selection.kind === 'package-member' && selection.entity.kind === 'function') {
      return {
        kind: 'native',
        name: `${selection.entity.packageName}.${selection.name}`,
        receiver: null,
      };
    }
    if (selection.kind === 'method')
      return methodCallee(selection.method, receiverOf(c, callee, selection));
    if (selection.kind === 'interface-method') {
      const start = place(c, callee.operand);
      const operand = load(
        c,
        followPath(c, start, typeOf(c, callee.operand), selection.path).place,
      );
      const isKnown = selection.path.length === 0 && c.compiler.known.holds(callee.operand);
      return { kind: 'interface', operand, method: selection.name, isKnown };
    }
  }
  if (facts.target !== null && callee.kind === 'name' && facts.target.functionIndex >= 0) {
    return { kind: 'function', index: facts.target.functionIndex, receiver: null };
  }
  return { kind: 'value', operand: value(c, callee) };
}

function methodCallee(method: FunctionEntity, receiver: Operand): Callee {
  if (method.functionIndex >= 0) return { kind: 'function', index: method.functionIndex, receiver };
  return { kind: 'native', name: nativeMethodName(method), receiver };
}

/** `strings.Builder.WriteString`, `sync.Mutex.Lock`. */
function nativeMethodName(method: FunctionEntity): string {
  const type = method.receiver?.type;
  const base = type?.kind === 'pointer' ? type.element : type;
  const name = base?.kind === 'named' ? base.name : '';
  return `${method.packageName}.${name}.${method.name}`;
}

/** The receiver of `x.m`, adjusted to what the method takes. */
export function receiverOf(
  c: FunctionCompiler,
  callee: Selector,
  selection: Extract<Selection, { kind: 'method' }>,
): Operand {
  const start = place(c, callee.operand);
  const holder = followPath(c, start, typeOf(c, callee.operand), selection.path);
  const type = selection.method.receiver?.type ?? holder.type;
  if (selection.adjust === 'address') return c.retype(addressOf(c, holder.place), type);
  const held = load(c, holder.place);
  if (selection.adjust === 'none') return held;
  const target = elementOf(holder.type);
  return load(c, { kind: 'memory', pointer: c.retype(held, anyPointer), offset: 0, type: target });
}

function callArguments(
  c: FunctionCompiler,
  expression: Call,
  facts: PlainCall,
): readonly Operand[] {
  const { parameters } = facts.signature;
  let values: readonly Operand[];
  if (facts.tupleArgument) {
    const [inner] = expression.args;
    const source = inner === undefined ? undefined : unparenthesised(inner);
    if (source?.kind !== 'call') throw new TypeError('Only a call has several results.');
    values = call(c, source, null);
  } else {
    values = operands(c, expression.args);
  }
  const isGathered = facts.gatherFrom >= 0;
  const parameterType = (index: number): Type => {
    if (isGathered && index >= facts.gatherFrom)
      return elementOf(parameters.at(-1)?.type ?? emptyInterface);
    return parameters[index]?.type ?? emptyInterface;
  };
  const converted = values.map((operand, index) => {
    const type = parameterType(index);
    if (facts.tupleArgument) return convertTo(c, operand, type, null);
    return c.retype(operand, type);
  });
  if (!isGathered || isNative(c, expression.callee)) return converted;
  const fixed = converted.slice(0, facts.gatherFrom);
  const rest = converted.slice(facts.gatherFrom);
  return [...fixed, gather(c, rest, parameters.at(-1)?.type ?? emptyInterface)];
}

/** Register offsets of the parameters in any function of this signature. */
export function parameterOffsets(signature: SignatureType, receiver: Type | null): number[] {
  const types = receiver === null ? [] : [receiver];
  const offsets: number[] = [];
  let at = 0;
  for (const type of [...types, ...signature.parameters.map((part) => part.type)]) {
    offsets.push(at);
    at += layoutOf(type).words;
  }
  return offsets;
}

function transfer(c: FunctionCompiler, operand: Operand, to: number): Transfer {
  const layout = layoutOf(operand.type);
  const taken = operand.hold === 'rooted';
  if (taken) c.emitter.take(operand.register);
  return { from: operand.register, to, words: layout.words, pointers: layout.pointers, taken };
}

/** Emits a call whose operands are in registers; the operands of its results. */
export function emitCall(
  c: FunctionCompiler,
  prepared: PreparedCall,
  hint: Destination | null,
): readonly Operand[] {
  const { callee } = prepared;
  if (callee.kind === 'native') return emitNative(c, prepared, callee, hint);
  const { site, results } = callSite(c, prepared, hint);
  const index = c.tables.site(
    callee.kind === 'interface'
      ? { method: callee.method, call: site, isKnown: callee.isKnown }
      : site,
  );
  switch (callee.kind) {
    case 'function':
      c.emitter.emit('call', callee.index, index);
      break;
    case 'value':
      c.emitter.emit('callValue', callee.operand.register, index);
      break;
    case 'interface':
      c.emitter.emit('callInterface', callee.operand.register, index);
      break;
  }
  return results;
}

/** The transfers of a call, and registers for its results. */
export function callSite(
  c: FunctionCompiler,
  prepared: PreparedCall,
  hint: Destination | null,
): { readonly site: CallSite; readonly results: readonly Operand[] } {
  const { callee, signature } = prepared;
  const receiver = callee.kind === 'function' ? callee.receiver : null;
  const offsets = parameterOffsets(signature, receiver?.type ?? null);
  const all = receiver === null ? prepared.arguments : [receiver, ...prepared.arguments];
  const transfers = all.map((operand, index) => transfer(c, operand, offsets[index] ?? 0));
  const results: Operand[] = [];
  const back: Transfer[] = [];
  let from = 0;
  signature.results.forEach((part, index) => {
    const layout = layoutOf(part.type);
    const direct = index === 0 && signature.results.length === 1 ? hint : null;
    const usable =
      direct !== null && (direct.fresh || layout.pointers.length === 0) ? direct : null;
    const operand = c.rootedResult(part.type, usable === null ? null : { ...usable, fresh: true });
    results.push(operand);
    back.push({
      from,
      to: operand.register,
      words: layout.words,
      pointers: layout.pointers,
      taken: true,
    });
    from += layout.words;
  });
  return { site: { arguments: transfers, results: back, line: c.line, deferred: null }, results };
}

function emitNative(
  c: FunctionCompiler,
  prepared: PreparedCall,
  callee: Extract<Callee, { kind: 'native' }>,
  hint: Destination | null,
): readonly Operand[] {
  const all =
    callee.receiver === null ? prepared.arguments : [callee.receiver, ...prepared.arguments];
  const results = prepared.signature.results.map((part) => {
    const isRaw = layoutOf(part.type).pointers.length === 0;
    return isRaw && prepared.signature.results.length === 1
      ? c.rawResult(part.type, hint)
      : c.rootedResult(part.type, null);
  });
  const site = c.tables.site({
    arguments: all.map((operand) => ({
      register: operand.register,
      type: c.tables.types.of(operand.type),
    })),
    results: results.map((operand) => ({
      register: operand.register,
      type: c.tables.types.of(operand.type),
    })),
    spread: prepared.spread,
  });
  c.emitter.emit('native', c.compiler.native(callee.name), site);
  return results;
}

/** A declared or library function as a value. */
export function functionValue(c: FunctionCompiler, entity: FunctionEntity): Operand {
  const index = entity.functionIndex >= 0 ? entity.functionIndex : c.compiler.nativeWrapper(entity);
  return { register: c.tables.word(index + 1, 0), type: entity.signature, hold: 'constant' };
}

/** `x.m` or `T.m` as a value. */
export function methodValue(
  c: FunctionCompiler,
  expression: Selector,
  selection: Exclude<Selection, { kind: 'field' | 'package-member' }>,
  hint: Destination | null,
): Operand {
  const type = typeOf(c, expression);
  if (selection.kind === 'method-expression') {
    const index = c.compiler.methodExpression(selection);
    return { register: c.tables.word(index + 1, 0), type, hold: 'constant' };
  }
  const signature = underlying(type);
  if (signature.kind !== 'signature') throw new TypeError('A method value has a function type.');
  let bound: Operand;
  let target: Parameters<typeof c.compiler.boundMethod>[1];
  if (selection.kind === 'method') {
    bound = receiverOf(c, expression, selection);
    target = { kind: 'method', method: selection.method };
  } else {
    const start = place(c, expression.operand);
    bound = load(c, followPath(c, start, typeOf(c, expression.operand), selection.path).place);
    c.emitter.emit('checkNil', bound.register);
    target = { kind: 'interface-method', name: selection.name };
  }
  const secured = c.secure(bound);
  const functionIndex = c.compiler.boundMethod(secured.type, target, signature);
  const layout = layoutOf(secured.type);
  const shape = closureShape(c.compiler.tables, c.compiler.nameOf(functionIndex), [layout]);
  const result = c.rootedResult(type, hint);
  const captures = [{ register: secured.register, words: layout.words, pointers: layout.pointers }];
  c.emitter.emit('closure', result.register, c.tables.site({ functionIndex, shape, captures }));
  return result;
}
