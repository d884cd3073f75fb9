/** Statements that give variables and places their values: assignments, declarations, `++`. */
import type {
  AssignStatement,
  DeclarationStatement,
  DefineStatement,
  Expression,
  IncrementStatement,
} from '../ast.ts';
import { isBlank, unparenthesised } from '../bare.ts';
import type { VariableEntity } from '../entities.ts';
import type { Type } from '../types.ts';
import { arithmetic, wrap } from './arithmetic.ts';
import { call } from './calls.ts';
import { convertTo } from './conversions.ts';
import { into, operands, place, typeAssertion, typeOf, value } from './expressions.ts';
import type { FunctionCompiler } from './function-compiler.ts';
import { layoutOf } from './layout.ts';
import { receive } from './operators.ts';
import type { Operand, Place } from './operands.ts';
import { load, loadMapElement, securePlace, store } from './places.ts';
import { begin } from './statements.ts';

export function increment(c: FunctionCompiler, node: IncrementStatement): void {
  const target = place(c, node.operand);
  const amount = node.operator === '++' ? 1 : -1;
  update(c, target, (current) => {
    const { representation } = layoutOf(current.type);
    const hint = current.hold === 'variable' ? { register: current.register, fresh: false } : null;
    if (representation.startsWith('float')) {
      const one = c.tables.word(0, 0x3ff00000);
      const result = c.rawResult(current.type, hint);
      c.emitter.emit(
        amount > 0 ? 'addFloat' : 'subtractFloat',
        result.register,
        current.register,
        one,
      );
      wrap(c, result.register, representation);
      return result;
    }
    const result = c.rawResult(current.type, hint);
    c.emitter.emit('addConstant', result.register, current.register, amount);
    wrap(c, result.register, representation);
    return result;
  });
}

function update(c: FunctionCompiler, target: Place, change: (current: Operand) => Operand): void {
  const current = load(c, target);
  const result = change(current);
  if (current.hold === 'variable' && result.register === current.register) return;
  store(c, target, result);
}

export function assign(c: FunctionCompiler, node: AssignStatement): void {
  const [left, right] = [node.left[0], node.right[0]];
  if (left === undefined || right === undefined) return;
  if (node.operator !== null) {
    compound(c, node, left, right);
    return;
  }
  if (node.left.length === 1) {
    assignOne(c, left, right);
    return;
  }
  if (node.right.length === 1) {
    const places = secured(
      c,
      node.left.map((part) => destinationOf(c, part, node)),
    );
    const types = node.left.map((part) => assignedType(c, part));
    const values = severalValues(c, right);
    spread(c, settled(c, places), types, values);
    return;
  }
  assignAll(
    c,
    node.left.map((part) => [destinationOf(c, part, node), assignedType(c, part)] as const),
    node.right,
  );
}

/** A place on the left, or the expression of one that is only worked out when the right is known. */
type Left = Place | Expression;

function isExpression(left: Left): left is Expression {
  return 'id' in left;
}

/** What is only read on the left comes after the calls on either side, as Go's compiler does it. */
function destinationOf(c: FunctionCompiler, left: Expression, node: AssignStatement): Left {
  const { early, allocates } = c.compiler.purity.of(left);
  const calls = [...node.left, ...node.right].some((part) => c.compiler.purity.of(part).calls);
  const isLate = calls && !early && !allocates;
  return isLate ? left : place(c, left);
}

function secured(c: FunctionCompiler, lefts: readonly Left[]): readonly Left[] {
  return lefts.map((left) => (isExpression(left) ? left : securePlace(c, left)));
}

function settled(c: FunctionCompiler, lefts: readonly Left[]): readonly Place[] {
  return lefts.map((left) => (isExpression(left) ? securePlace(c, place(c, left)) : left));
}

/** The type a destination has; null for `_`. */
function assignedType(c: FunctionCompiler, expression: Expression): Type | null {
  if (isBlank(expression)) return null;
  const variable = variableOf(c, expression);
  if (variable !== null) return variable.type;
  const type = typeOf(c, expression);
  return type.kind === 'tuple' ? (type.elements[0] ?? null) : type;
}

export function spread(
  c: FunctionCompiler,
  places: readonly Place[],
  types: readonly (Type | null)[],
  values: readonly Operand[],
): void {
  const converted = values.map((operand, index) =>
    convertTo(c, operand, types[index] ?? operand.type, null),
  );
  converted.forEach((operand, index) => {
    const target = places[index];
    if (target !== undefined && target.kind !== 'blank') store(c, target, operand);
  });
}

function assignOne(c: FunctionCompiler, left: Expression, right: Expression): void {
  const type = assignedType(c, left);
  if (type === null) {
    value(c, right);
    return;
  }
  const rightEffects = c.compiler.purity.of(right);
  const leftCalls = c.compiler.purity.of(left).calls;
  if (rightEffects.calls && !leftCalls) {
    const simple = place0(c, left);
    if (simple !== null) {
      into(c, right, { register: simple, fresh: false }, type);
      return;
    }
    const result = value(c, right);
    const kept = result.hold === 'raw' ? c.secure(result) : result;
    store(c, place(c, left), { ...kept, type });
    return;
  }
  let target = place(c, left);
  if (target.kind === 'register') {
    into(c, right, { register: target.register, fresh: false }, type);
    return;
  }
  if (rightEffects.calls || rightEffects.allocates) target = securePlace(c, target);
  store(c, target, { ...value(c, right), type });
}

/** The registers of a plain variable on the left, or null. */
function place0(c: FunctionCompiler, left: Expression): number | null {
  if (left.kind !== 'name') return null;
  const target = place(c, left);
  return target.kind === 'register' ? target.register : null;
}

/** `a, b = x, y`: everything on the right is read before anything is written. */
export function assignAll(
  c: FunctionCompiler,
  targets: readonly (readonly [Left, Type | null])[],
  right: readonly Expression[],
): void {
  const places = secured(
    c,
    targets.map(([target]) => target),
  );
  const ready = operands(c, right).map((operand) => c.secure(operand));
  const fixed = settled(c, places);
  const copies = ready.map((operand) =>
    operand.hold === 'variable' ? c.secure(operand) : operand,
  );
  copies.forEach((operand, index) => {
    const target = fixed[index];
    const type = targets[index]?.[1];
    if (target !== undefined && target.kind !== 'blank')
      store(c, target, { ...operand, type: type ?? operand.type });
  });
}

/** The values of a call with several results, or of a comma-ok form. */
export function severalValues(c: FunctionCompiler, expression: Expression): readonly Operand[] {
  const inner = unparenthesised(expression);
  if (inner.kind === 'call') return call(c, inner, null);
  const type = typeOf(c, inner);
  const okType = type.kind === 'tuple' ? (type.elements[1] ?? type) : type;
  const ok: Operand = { register: c.emitter.raw(), type: okType, hold: 'raw' };
  if (inner.kind === 'index') {
    const target = place(c, inner);
    if (target.kind !== 'map-element') throw new TypeError('Only a map index has two values.');
    return [loadMapElement(c, target, ok.register, null), ok];
  }
  if (inner.kind === 'type-assertion') return [typeAssertion(c, inner, ok.register, null), ok];
  if (inner.kind === 'unary') return [receive(c, inner, ok.register, null), ok];
  throw new TypeError(`A ${inner.kind} has no second value.`);
}

function compound(
  c: FunctionCompiler,
  node: AssignStatement,
  left: Expression,
  right: Expression,
): void {
  const { operator } = node;
  if (operator === null) return;
  const effects = c.compiler.purity.of(right);
  // Calls on the left, calls on the right, and only then what is read, as Go's compiler does it.
  const isLate = effects.calls && !c.compiler.purity.of(left).calls;
  let target = isLate ? null : place(c, left);
  if (target !== null && (effects.calls || effects.allocates)) target = securePlace(c, target);
  const early = effects.calls ? value(c, right) : null;
  const ready = early?.hold === 'raw' ? c.secure(early) : early;
  target ??= place(c, left);
  update(c, target, (current) => {
    const operand = ready ?? value(c, right);
    const hint = current.hold === 'variable' ? { register: current.register, fresh: false } : null;
    return arithmetic(c, operator, current, operand, right, hint);
  });
}

export function define(c: FunctionCompiler, node: DefineStatement): void {
  const names = node.left;
  const declared = names.map((name) =>
    c.program.declares[name.id] === true ? variableOf(c, name) : null,
  );
  const [first, right] = [declared[0], node.right[0]];
  if (
    names.length === 1 &&
    node.right.length === 1 &&
    first !== undefined &&
    first !== null &&
    right !== undefined
  ) {
    initialise(c, first, right);
    return;
  }
  if (node.right.length === 1 && right !== undefined) {
    const values = severalValues(c, right);
    const places = names.map((name, index) => destination(c, name, declared[index] ?? null));
    const types = names.map((name, index) => declared[index]?.type ?? assignedType(c, name));
    spread(c, places, types, values);
    return;
  }
  const ready = operands(c, node.right).map((operand) => c.secure(operand));
  names.forEach((name, index) => {
    const operand = ready[index];
    const target = destination(c, name, declared[index] ?? null);
    const type = declared[index]?.type ?? assignedType(c, name);
    if (operand !== undefined && target.kind !== 'blank')
      store(c, target, { ...operand, type: type ?? operand.type });
  });
}

function variableOf(c: FunctionCompiler, name: Expression): VariableEntity | null {
  const entity = c.program.entities[name.id];
  return entity?.kind === 'variable' ? entity : null;
}

function destination(
  c: FunctionCompiler,
  name: Expression,
  declared: VariableEntity | null,
): Place {
  if (declared === null) return isBlank(name) ? { kind: 'blank' } : place(c, name);
  c.declare(declared);
  return c.placeOfVariable(declared);
}

/** `x := right`, `var x = right`: the variable begins to exist after its value is known. */
export function initialise(c: FunctionCompiler, variable: VariableEntity, right: Expression): void {
  c.compiler.known.note(variable, right);
  const layout = layoutOf(variable.type);
  const isShared =
    variable.escape.escapes || variable.addressTaken || variable.captureMode === 'reference';
  if (isShared || layout.words === 0) {
    const result = { ...value(c, right), type: variable.type };
    const kept = variable.escape.escapes && result.hold === 'raw' ? c.secure(result) : result;
    c.declare(variable);
    store(c, c.placeOfVariable(variable), kept);
    return;
  }
  const storage = c.declare(variable);
  if (storage.kind !== 'register') throw new TypeError('A plain variable has registers.');
  into(c, right, { register: storage.register, fresh: true }, variable.type);
}

/** Sets a variable just declared to its zero value: its words may hold what an earlier round left. */
export function zero(c: FunctionCompiler, variable: VariableEntity): void {
  const storage = c.declare(variable);
  const layout = layoutOf(variable.type);
  if (storage.kind !== 'register' || layout.words === 0) return;
  if (c.loopDepth === 0 && storage.register >= 0) return;
  if (layout.pattern.includes('r')) {
    if (layout.pointers.length === 0) c.emitter.emit('zeroWords', storage.register, layout.words);
    else c.emitter.emit('dropBlock', storage.register, c.tables.block(layout));
  }
}

export function declaration(c: FunctionCompiler, node: DeclarationStatement): void {
  for (const part of node.declarations) {
    if (part.kind !== 'var') continue;
    begin(c, part.position);
    const variables = part.names.map((name) => variableOf(c, name));
    const [first, right] = [variables[0], part.values[0]];
    const mark = c.emitter.mark;
    if (part.values.length === 0) {
      for (const variable of variables) if (variable !== null) zero(c, variable);
    } else if (part.values.length === 1 && variables.length === 1 && right !== undefined) {
      if (first === undefined || first === null) value(c, right);
      else initialise(c, first, right);
    } else {
      const values =
        part.values.length === 1 && right !== undefined
          ? severalValues(c, right)
          : operands(c, part.values).map((operand) => c.secure(operand));
      values.forEach((operand, index) => {
        const variable = variables[index];
        if (variable === undefined || variable === null) return;
        const converted = convertTo(c, operand, variable.type, null);
        c.declare(variable);
        store(c, c.placeOfVariable(variable), converted);
      });
    }
    c.emitter.release(mark);
  }
}
