/** `defer` and `go`: calls whose operands are evaluated now and which run later or elsewhere. */
import { deferShape } from './closure-shapes.ts';
import type { Call, Expression } from '../ast.ts';
import { unparenthesised } from '../bare.ts';
import type { BuiltinName } from '../entities.ts';
import type { SignatureType } from '../types.ts';
import { applyBuiltin, builtinOperands } from './builtins.ts';
import { callSite, emitCall, prepare, type Callee, type PreparedCall } from './calls.ts';
import type { FunctionCompiler } from './function-compiler.ts';
import type { DeferredCall, SavedRegister } from './image.ts';
import { layoutOf } from './layout.ts';
import type { Operand } from './operands.ts';

/** A call or a builtin with its operands. */
type Later =
  | { readonly kind: 'call'; readonly prepared: PreparedCall }
  | { readonly kind: 'builtin'; readonly name: BuiltinName; readonly operands: readonly Operand[] };

const nothing: SignatureType = { kind: 'signature', parameters: [], results: [], variadic: false };

function evaluate(c: FunctionCompiler, expression: Expression): Later {
  const inner = unparenthesised(expression);
  if (inner.kind !== 'call') throw new TypeError('Only a call can run later.');
  return evaluateCall(c, inner);
}

function evaluateCall(c: FunctionCompiler, expression: Call): Later {
  const facts = c.program.calls[expression.id];
  if (facts?.kind === 'builtin')
    return { kind: 'builtin', name: facts.name, operands: builtinOperands(c, expression) };
  if (facts?.kind !== 'call') throw new TypeError('A conversion cannot run later.');
  const prepared = prepare(c, expression, facts);
  // The method of an interface that holds nothing is missed here, a nil function only when it runs.
  if (prepared.callee.kind === 'interface')
    c.emitter.emit('checkNil', prepared.callee.operand.register);
  return { kind: 'call', prepared };
}

/** Puts an operand where nothing else comes until the call runs. */
function save(c: FunctionCompiler, operand: Operand, saved: SavedRegister[]): Operand {
  if (operand.hold === 'constant') return operand;
  const layout = layoutOf(operand.type);
  const register = c.emitter.variable('', layout.pattern);
  [...layout.pattern].forEach((kind, index) =>
    saved.push({ register: register + index, pointer: kind === 'p' }),
  );
  c.move(register, operand);
  return { register, type: operand.type, hold: layout.pointers.length > 0 ? 'rooted' : 'raw' };
}

function saveAll(c: FunctionCompiler, later: Later, saved: SavedRegister[]): Later {
  if (later.kind === 'builtin')
    return { ...later, operands: later.operands.map((operand) => save(c, operand, saved)) };
  const { callee } = later.prepared;
  let kept: Callee = callee;
  if (callee.kind === 'value' || callee.kind === 'interface')
    kept = { ...callee, operand: save(c, callee.operand, saved) };
  else if (callee.receiver !== null)
    kept = { ...callee, receiver: save(c, callee.receiver, saved) };
  const args = later.prepared.arguments.map((operand) => save(c, operand, saved));
  return { kind: 'call', prepared: { ...later.prepared, callee: kept, arguments: args } };
}

export function deferStatement(c: FunctionCompiler, expression: Expression): void {
  const saved: SavedRegister[] = [];
  const later = saveAll(c, evaluate(c, expression), saved);
  const isRepeated = c.loopDepth > 0 && saved.length > 0;
  const pattern = saved.map((part) => (part.pointer ? 'p' : 'r')).join('');
  const shape = isRepeated ? deferShape(c.compiler.tables, pattern) : -1;
  const deferred: DeferredCall = { entry: -1, saved, shape, head: isRepeated ? c.deferHead() : -1 };
  const { line } = c;
  const site = c.tables.site({ arguments: [], results: [], line, deferred });
  c.emitter.emit('defer', site);
  c.deferredBlocks.push(() => {
    deferred.entry = c.emitter.address;
    c.line = line;
    const mark = c.emitter.mark;
    if (later.kind === 'builtin') applyBuiltin(c, later.name, later.operands, null);
    else emitCall(c, later.prepared, null);
    c.emitter.release(mark);
    for (const part of [...saved].reverse())
      if (part.pointer) c.emitter.emit('drop', part.register);
    c.emitter.emit('deferDone');
  });
}

export function goStatement(c: FunctionCompiler, expression: Expression): void {
  const later = evaluate(c, expression);
  const prepared =
    later.kind === 'call' ? later.prepared : builtinThunk(c, later.name, later.operands);
  const { callee } = prepared;
  const started: PreparedCall =
    callee.kind === 'native' ? nativeThunk(c, prepared, callee) : prepared;
  const { site } = callSite(c, started, null);
  const call = { ...site, results: [] };
  const target = started.callee;
  switch (target.kind) {
    case 'function':
      c.emitter.emit(
        'go',
        c.tables.site({ kind: 'function', target: target.index, method: '', call }),
      );
      return;
    case 'value':
      c.emitter.emit(
        'go',
        c.tables.site({ kind: 'value', target: target.operand.register, method: '', call }),
      );
      return;
    case 'interface':
      c.emitter.emit(
        'go',
        c.tables.site({
          kind: 'interface',
          target: target.operand.register,
          method: target.method,
          call,
        }),
      );
      return;
    case 'native':
      throw new TypeError('A library function is started through a function of its own.');
  }
}

/** The signature of a function that takes exactly these operands. */
function signatureOf(operands: readonly Operand[]): SignatureType {
  return { ...nothing, parameters: operands.map((operand) => ({ name: '', type: operand.type })) };
}

function nativeThunk(
  c: FunctionCompiler,
  prepared: PreparedCall,
  callee: Extract<Callee, { kind: 'native' }>,
): PreparedCall {
  const operands =
    callee.receiver === null ? prepared.arguments : [callee.receiver, ...prepared.arguments];
  const signature = signatureOf(operands);
  const index = c.compiler.thunk(callee.name, signature, (inner, parameters) => {
    emitCall(
      inner,
      { ...prepared, callee: { ...callee, receiver: null }, arguments: parameters },
      null,
    );
  });
  return {
    callee: { kind: 'function', index, receiver: null },
    signature,
    arguments: operands,
    spread: false,
  };
}

function builtinThunk(
  c: FunctionCompiler,
  name: BuiltinName,
  operands: readonly Operand[],
): PreparedCall {
  const signature = signatureOf(operands);
  const index = c.compiler.thunk(name, signature, (inner, parameters) => {
    applyBuiltin(inner, name, parameters, null);
  });
  return {
    callee: { kind: 'function', index, receiver: null },
    signature,
    arguments: operands,
    spread: false,
  };
}
