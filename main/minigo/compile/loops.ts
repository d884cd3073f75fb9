/** `for` in all its forms. */
import type { Expression, ForStatement, RangeStatement, SimpleStatement } from '../ast.ts';
import { isBlank } from '../bare.ts';
import type { RangeFacts } from '../checked.ts';
import type { VariableEntity } from '../entities.ts';
import { basicTypes, underlying, type Type } from '../types.ts';
import { Label } from './emitter.ts';
import { place, typeOf, value } from './expressions.ts';
import type { FunctionCompiler } from './function-compiler.ts';
import { layoutOf } from './layout.ts';
import { condition } from './operators.ts';
import { anyPointer, type Operand, type Place } from './operands.ts';
import { load, securePlace, store } from './places.ts';
import { elementOf } from './program-tables.ts';
import { begin, block, statement } from './statements.ts';

export function forStatement(c: FunctionCompiler, node: ForStatement): void {
  c.openScope();
  if (node.init !== null) statement(c, node.init);
  const top = new Label();
  const next = new Label();
  const exit = new Label();
  c.loopDepth++;
  c.emitter.place(top);
  begin(c, node.condition?.position ?? node.position);
  if (node.condition !== null) condition(c, node.condition, exit, false);
  const depth = c.scopes.length;
  c.targets.push({
    statement: node,
    breakLabel: exit,
    continueLabel: next,
    depth,
    continueDepth: depth,
  });
  block(c, node.body.statements, node.body);
  c.targets.pop();
  c.emitter.place(next);
  for (const variable of loopVariables(c, node.init)) renew(c, variable);
  if (node.post !== null) statement(c, node.post);
  c.emitter.go(top);
  c.loopDepth--;
  c.emitter.place(exit);
  c.closeScope();
}

/** Variables of the loop that live on the heap: each round has its own (Go 1.22). */
function loopVariables(c: FunctionCompiler, init: SimpleStatement | null): VariableEntity[] {
  if (init?.kind !== 'define') return [];
  const variables: VariableEntity[] = [];
  for (const name of init.left) {
    const entity = c.program.entities[name.id];
    if (entity?.kind === 'variable' && c.storage.get(entity)?.kind === 'heap')
      variables.push(entity);
  }
  return variables;
}

/** A new object with the value of the old one takes its place. */
function renew(c: FunctionCompiler, variable: VariableEntity): void {
  const storage = c.storage.get(variable);
  if (storage?.kind !== 'heap') return;
  const mark = c.emitter.mark;
  const register = c.emitter.temporary('p', true);
  c.emitter.emit('allocate', register, c.tables.shapeOfType(variable.type));
  const current = load(c, c.placeOfVariable(variable));
  const cell: Operand = { register, type: anyPointer, hold: 'variable' };
  store(c, { kind: 'memory', pointer: cell, offset: 0, type: variable.type }, current);
  c.move(storage.register, { register, type: anyPointer, hold: 'rooted' });
  c.emitter.release(mark);
}

/** Hidden words that keep what a loop works on until it ends. */
function hidden(c: FunctionCompiler, type: Type): Operand {
  const register = c.declareWords('', layoutOf(type).pattern);
  return { register, type, hold: 'variable' };
}

function keep(c: FunctionCompiler, operand: Operand): Operand {
  const kept = hidden(c, operand.type);
  c.move(kept.register, operand);
  return kept;
}

interface Round {
  /** Jumps to `exit` when there is nothing more; else leaves key and value ready. */
  readonly start: (exit: Label) => { readonly key: Operand | null; readonly value: Operand | null };
  /** What comes after the body. */
  readonly step: () => void;
}

export function rangeStatement(c: FunctionCompiler, node: RangeStatement): void {
  const facts = c.program.ranges[node.id];
  if (facts === undefined) throw new TypeError('Nothing is known of a range.');
  c.openScope();
  begin(c, node.position);
  const setup = c.emitter.mark;
  const round = rounds(c, node, facts);
  c.emitter.release(setup);
  const top = new Label();
  const next = new Label();
  const exit = new Label();
  c.loopDepth++;
  c.emitter.place(top);
  begin(c, node.position);
  const depth = c.scopes.length;
  c.openScope();
  const mark = c.emitter.mark;
  const ready = round.start(exit);
  if (!assignBoth(c, node, ready.key, ready.value)) {
    assign(c, node.key, facts.key, node.define, ready.key);
    assign(c, node.value, facts.value, node.define, ready.value);
  }
  c.emitter.release(mark);
  c.targets.push({
    statement: node,
    breakLabel: exit,
    continueLabel: next,
    depth,
    continueDepth: depth + 1,
  });
  block(c, node.body.statements, node.body);
  c.targets.pop();
  c.emitter.place(next);
  c.closeScope();
  round.step();
  c.emitter.go(top);
  c.loopDepth--;
  c.emitter.place(exit);
  c.closeScope();
}

/** `for a, b = range …`: both places are worked out before either is written, as in `a, b = x, y`. */
function assignBoth(
  c: FunctionCompiler,
  node: RangeStatement,
  key: Operand | null,
  item: Operand | null,
): boolean {
  if (node.define || node.key === null || node.value === null) return false;
  if (key === null || item === null || !wanted(node.key) || !wanted(node.value)) return false;
  const targets = [node.key, node.value];
  const effects = targets.map((target) => c.compiler.purity.of(target));
  const isDisturbed = effects.some(({ calls, allocates }) => calls || allocates);
  const ready = [key, item].map((operand) => (isDisturbed ? c.secure(operand) : operand));
  const places = targets.map((target) => securePlace(c, place(c, target)));
  places.forEach((target, index) => {
    const operand = ready[index];
    const expression = targets[index];
    if (operand === undefined || expression === undefined) return;
    store(c, target, { ...operand, type: typeOf(c, expression) });
  });
  return true;
}

function assign(
  c: FunctionCompiler,
  target: Expression | null,
  variable: VariableEntity | null,
  isDefined: boolean,
  operand: Operand | null,
): void {
  if (operand === null) return;
  if (isDefined) {
    if (variable === null) return;
    c.declare(variable);
    store(c, c.placeOfVariable(variable), { ...operand, type: variable.type });
    return;
  }
  if (target === null || isBlank(target)) return;
  store(c, place(c, target), { ...operand, type: typeOf(c, target) });
}

/** Whether a loop's key or value is wanted at all. */
function wanted(target: Expression | null): boolean {
  return target !== null && !isBlank(target);
}

function rounds(c: FunctionCompiler, node: RangeStatement, facts: RangeFacts): Round {
  switch (facts.kind) {
    case 'integer':
      return integerRounds(c, node);
    case 'slice':
    case 'array':
    case 'array-pointer':
      return sequenceRounds(c, node, facts);
    case 'string':
      return stringRounds(c, node);
    case 'map':
      return mapRounds(c, node);
    case 'channel':
      return channelRounds(c, node);
  }
}

function counted(
  c: FunctionCompiler,
  limit: Operand,
  type: Type,
  element: (counter: Operand) => Operand | null,
): Round {
  const counter = hidden(c, type);
  c.emitter.emit('move', counter.register, c.tables.word(0, 0));
  return {
    start: (exit) => {
      c.emitter.jump(exit, 'jumpLessEqual', 3, limit.register, counter.register);
      return { key: counter, value: element(counter) };
    },
    step: () => {
      c.emitter.emit('addConstant', counter.register, counter.register, 1);
    },
  };
}

function integerRounds(c: FunctionCompiler, node: RangeStatement): Round {
  const limit = keep(c, value(c, node.operand));
  return counted(c, limit, limit.type, () => null);
}

function sequenceRounds(c: FunctionCompiler, node: RangeStatement, facts: RangeFacts): Round {
  const isValueWanted = wanted(node.value);
  const operandType = typeOf(c, node.operand);
  if (facts.kind === 'slice') {
    const slice = keep(c, value(c, node.operand));
    const element = elementOf(operandType);
    const limit = keep(c, c.part(slice, 1, basicTypes.int));
    return counted(c, limit, basicTypes.int, (index) => {
      if (!isValueWanted) return null;
      return load(c, {
        kind: 'slice-element',
        slice,
        index,
        offset: 0,
        type: element,
        elementSize: layoutOf(element).size,
      });
    });
  }
  const base = underlying(operandType);
  const array = underlying(base.kind === 'pointer' ? base.element : base);
  if (array.kind !== 'array') throw new TypeError('Only an array has elements here.');
  const limit = c.integerOperand(array.length, basicTypes.int);
  let source: Place | null = null;
  // Only the length is needed, and that is constant: what is ranged over is left alone, calls apart.
  if (!isValueWanted && !c.compiler.purity.of(node.operand).calls) source = null;
  else if (facts.kind === 'array-pointer') {
    const pointer = keep(c, value(c, node.operand));
    source = { kind: 'memory', pointer: c.retype(pointer, anyPointer), offset: 0, type: array };
  } else {
    const copy = keep(c, value(c, node.operand));
    source = { kind: 'register', register: copy.register, type: array, hold: 'variable' };
  }
  return counted(c, limit, basicTypes.int, (index) => {
    if (!isValueWanted || source === null) return null;
    const elementSize = layoutOf(array.element).size;
    return load(c, {
      kind: 'array-element',
      array: source,
      length: array.length,
      index,
      offset: 0,
      type: array.element,
      elementSize,
    });
  });
}

function stringRounds(c: FunctionCompiler, node: RangeStatement): Round {
  const text = keep(c, value(c, node.operand));
  const position = hidden(c, basicTypes.int);
  const next = hidden(c, basicTypes.int);
  const rune = hidden(c, basicTypes.rune);
  c.emitter.emit('move', next.register, c.tables.word(0, 0));
  return {
    start: (exit) => {
      c.emitter.emit('move', position.register, next.register);
      c.emitter.jump(exit, 'jumpLessEqual', 3, text.register + 1, position.register);
      c.emitter.emit('rangeString', rune.register, text.register, position.register, next.register);
      return { key: position, value: rune };
    },
    step: () => undefined,
  };
}

function mapRounds(c: FunctionCompiler, node: RangeStatement): Round {
  const map = keep(c, value(c, node.operand));
  const base = underlying(map.type);
  if (base.kind !== 'map') throw new TypeError('Only a map has keys here.');
  const iterator = hidden(c, basicTypes.int);
  c.emitter.emit('mapRange', iterator.register, map.register);
  return {
    start: (exit) => {
      const key: Operand = {
        register: c.emitter.temporary(layoutOf(base.key).pattern, true),
        type: base.key,
        hold: holdOf(base.key),
      };
      const item: Operand = {
        register: c.emitter.temporary(layoutOf(base.value).pattern, true),
        type: base.value,
        hold: holdOf(base.value),
      };
      const site = c.tables.site({
        registers: [key.register, item.register, map.register],
        types: [c.tables.types.of(base.key), c.tables.types.of(base.value)],
      });
      c.emitter.jump(exit, 'mapNext', 3, iterator.register, site);
      return { key, value: item };
    },
    step: () => undefined,
  };
}

function holdOf(type: Type): 'raw' | 'rooted' {
  return layoutOf(type).pointers.length > 0 ? 'rooted' : 'raw';
}

function channelRounds(c: FunctionCompiler, node: RangeStatement): Round {
  const channel = keep(c, value(c, node.operand));
  const element = elementOf(channel.type);
  return {
    start: (exit) => {
      const result = c.rootedResult(element, null);
      const ok = c.emitter.raw();
      const site = c.tables.site({
        element: c.tables.types.of(element),
        ok,
        rooted: layoutOf(element).pointers.length > 0,
        type: c.tables.types.of(channel.type),
      });
      c.emitter.emit('receive', result.register, channel.register, site);
      c.emitter.jump(exit, 'jumpFalse', 2, ok);
      return { key: result, value: null };
    },
    step: () => undefined,
  };
}
