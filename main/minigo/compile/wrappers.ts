/** Functions that the compiler adds: library functions and methods as values, methods behind interfaces. */
import type { Selection } from '../checked.ts';
import type { FunctionEntity } from '../entities.ts';
import type { Member } from '../member-lookup.ts';
import type { SignatureType, Type } from '../types.ts';
import { emitCall, type Callee, type PreparedCall } from './calls.ts';
import { followPath } from './expressions.ts';
import type { FunctionCompiler } from './function-compiler.ts';
import { layoutOf } from './layout.ts';
import { anyPointer, type Operand, type Place } from './operands.ts';
import { addressOf, load, store } from './places.ts';
import { declareParameters } from './made-functions.ts';
import type { ProgramCompiler } from './program-compiler.ts';
import { elementOf } from './program-tables.ts';
import { typeKey } from './types-table.ts';

type MethodTarget =
  | {
      readonly kind: 'method';
      readonly method: FunctionEntity;
      readonly adjust: 'none' | 'address' | 'dereference';
    }
  | { readonly kind: 'interface-method'; readonly name: string };

/** Result registers for a signature, before anything else of the frame but the parameters. */
function declareResults(c: FunctionCompiler, signature: SignatureType): void {
  c.resultOffset = c.emitter.words.length;
  for (const part of signature.results)
    c.resultRegisters.push(c.emitter.variable('', layoutOf(part.type).pattern));
}

/** The end of a wrapper: what it called gave these results. */
function giveBack(
  c: FunctionCompiler,
  results: readonly Operand[],
  signature: SignatureType,
): void {
  results.forEach((operand, index) => {
    const type = signature.results[index]?.type ?? operand.type;
    const target: Place = {
      kind: 'register',
      register: c.resultRegisters[index] ?? 0,
      type,
      hold: 'variable',
    };
    store(c, target, { ...operand, type });
  });
  c.emitter.emit('return');
}

/** `f := strings.ToUpper`. */
export function functionOfEntity(compiler: ProgramCompiler, entity: FunctionEntity): number {
  const name = `${entity.packageName}.${entity.name}`;
  return compiler.synthetic(`native ${name}`, name, (c) => {
    const { signature } = entity;
    const parameters = declareParameters(c, signature);
    declareResults(c, signature);
    const callee: Callee = { kind: 'native', name, receiver: null };
    const call: PreparedCall = {
      callee,
      signature,
      arguments: parameters,
      spread: signature.variadic,
    };
    giveBack(c, emitCall(c, call, null), signature);
  });
}

/** Adjusts a held value to what the method takes, and says whom to call. */
function adjusted(
  c: FunctionCompiler,
  place: Place,
  holderType: Type,
  target: MethodTarget,
): Callee {
  if (target.kind === 'interface-method')
    return { kind: 'interface', operand: load(c, place), method: target.name, isKnown: false };
  const type = target.method.receiver?.type ?? holderType;
  let receiver: Operand;
  if (target.adjust === 'address') receiver = c.retype(addressOf(c, place), type);
  else if (target.adjust === 'none') receiver = c.retype(load(c, place), type);
  else {
    const pointer = c.retype(load(c, place), anyPointer);
    receiver = load(c, { kind: 'memory', pointer, offset: 0, type: elementOf(holderType) });
  }
  if (target.method.functionIndex >= 0)
    return { kind: 'function', index: target.method.functionIndex, receiver };
  return { kind: 'native', name: nativeName(target.method), receiver };
}

function nativeName(method: FunctionEntity): string {
  const type = method.receiver?.type;
  const base = type?.kind === 'pointer' ? type.element : type;
  return `${method.packageName}.${base?.kind === 'named' ? base.name : ''}.${method.name}`;
}

/** `T.m` and `(*T).m`: the receiver is the first parameter. */
export function methodExpression(
  compiler: ProgramCompiler,
  selection: Extract<Selection, { kind: 'method-expression' }>,
): number {
  const { receiver, path, target } = selection;
  const name = target.kind === 'method' ? target.method.name : target.name;
  return compiler.synthetic(`expression ${typeKey(receiver)} ${name}`, name, (c) => {
    const signature =
      target.kind === 'method'
        ? target.method.signature
        : methodSignature(target.interface.methods, name);
    forward(
      c,
      receiver,
      path,
      signature,
      target.kind === 'method' ? target : { kind: 'interface-method', name },
    );
  });
}

function methodSignature(
  methods: readonly { readonly name: string; readonly signature: SignatureType }[],
  name: string,
): SignatureType {
  const found = methods.find((method) => method.name === name);
  if (found === undefined) throw new TypeError(`The interface has no method ${name}.`);
  return found.signature;
}

/** A body that takes a receiver and parameters and calls the method that the path leads to. */
function forward(
  c: FunctionCompiler,
  receiver: Type,
  path: readonly { readonly index: number; readonly dereference: boolean }[],
  signature: SignatureType,
  target: MethodTarget,
  isBehindInterface = false,
): void {
  const [own, ...parameters] = declareParameters(c, signature, receiver);
  declareResults(c, signature);
  if (own === undefined) return;
  if (isBehindInterface && path.length === 0 && target.kind === 'method')
    checkReceiver(c, own, target);
  const start: Place = {
    kind: 'register',
    register: own.register,
    type: receiver,
    hold: 'variable',
  };
  const holder = followPath(c, start, receiver, path);
  const callee = adjusted(c, holder.place, holder.type, target);
  const call: PreparedCall = {
    callee,
    signature,
    arguments: parameters,
    spread: signature.variadic,
  };
  giveBack(c, emitCall(c, call, null), signature);
}

/** A pointer whose value has the method: Go says so if it is nil (runtime/panic.go, `panicwrap`). */
function checkReceiver(
  c: FunctionCompiler,
  pointer: Operand,
  { method, adjust }: Extract<MethodTarget, { kind: 'method' }>,
): void {
  const type = method.receiver?.type;
  if (adjust !== 'dereference' || type?.kind !== 'named') return;
  const missed = `value method ${type.packageName}.${type.name}.${method.name} called using nil *${type.name} pointer`;
  c.emitter.emit('checkReceiver', pointer.register, c.tables.site({ missed }));
}

/** `x.m` as a value: the closure holds the receiver, already adjusted, in its second word. */
export function boundMethod(
  compiler: ProgramCompiler,
  receiver: Type,
  target:
    | { readonly kind: 'method'; readonly method: FunctionEntity }
    | { readonly kind: 'interface-method'; readonly name: string },
  signature: SignatureType,
): number {
  const name = target.kind === 'method' ? target.method.name : target.name;
  return compiler.synthetic(`bound ${typeKey(receiver)} ${name}`, `${name}-fm`, (c) => {
    const parameters = declareParameters(c, signature);
    declareResults(c, signature);
    c.closureRegister = c.emitter.variable('', 'p');
    const bound: Place = {
      kind: 'captured',
      offset: 8,
      byReference: false,
      inner: 0,
      type: receiver,
    };
    const callee = adjusted(
      c,
      bound,
      receiver,
      target.kind === 'method' ? { ...target, adjust: 'none' } : target,
    );
    const call: PreparedCall = {
      callee,
      signature,
      arguments: parameters,
      spread: signature.variadic,
    };
    giveBack(c, emitCall(c, call, null), signature);
  });
}

/** The function that runs a method of a dynamic type: its own body, or a wrapper for a promoted one. */
export function methodWrapper(
  compiler: ProgramCompiler,
  type: Type,
  found: Exclude<Member, { kind: 'field' }>,
): number {
  if (
    found.kind === 'method' &&
    found.path.length === 0 &&
    found.adjust === 'none' &&
    found.method.functionIndex >= 0
  ) {
    return found.method.functionIndex;
  }
  const name = found.kind === 'method' ? found.method.name : found.name;
  const signature = found.kind === 'method' ? found.method.signature : found.signature;
  const target: MethodTarget = found.kind === 'method' ? found : { kind: 'interface-method', name };
  return compiler.synthetic(`method ${typeKey(type)} ${name}`, name, (c) => {
    forward(c, type, found.path, signature, target, true);
  });
}
