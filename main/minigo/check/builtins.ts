/** Calls of the predeclared functions and of `unsafe.Sizeof`. */
import type { Call } from '../ast.ts';
import { compareConstants, intConstant } from '../constants.ts';
import type { BuiltinName } from '../entities.ts';
import { expressionText } from '../expression-text.ts';
import { sizeOf } from '../type-layout.ts';
import { identical, isInvalid, isOrdered, isString } from '../type-relations.ts';
import { runtimeTypeText, typeText } from '../type-text.ts';
import { basicTypes, emptyInterface, underlying, type SignatureType, type Type } from '../types.ts';
import { assignable } from './assignability.ts';
import { assign } from './assignments.ts';
import { checkArguments } from './calls.ts';
import type { Checker } from './checker.ts';
import { checkExpressionList, use, type ExpressionUse } from './expressions.ts';
import { checkIndexValue } from './indices.ts';
import { matchTypes } from './operators.ts';
import type { Operand } from './operand.ts';
import { operandText } from './operand.ts';
import { resolveType } from './type-expressions.ts';
import { setExpressionType } from './untyped.ts';

interface Shape {
  readonly arguments: number;
  readonly variadic: boolean;
  readonly use: ExpressionUse;
}

const shapes: Readonly<Record<BuiltinName, Shape>> = {
  append: { arguments: 1, variadic: true, use: 'expression' },
  cap: { arguments: 1, variadic: false, use: 'expression' },
  clear: { arguments: 1, variadic: false, use: 'statement' },
  close: { arguments: 1, variadic: false, use: 'statement' },
  copy: { arguments: 2, variadic: false, use: 'statement' },
  delete: { arguments: 2, variadic: false, use: 'statement' },
  len: { arguments: 1, variadic: false, use: 'expression' },
  make: { arguments: 1, variadic: true, use: 'expression' },
  max: { arguments: 1, variadic: true, use: 'expression' },
  min: { arguments: 1, variadic: true, use: 'expression' },
  new: { arguments: 1, variadic: false, use: 'expression' },
  panic: { arguments: 1, variadic: false, use: 'statement' },
  print: { arguments: 0, variadic: true, use: 'statement' },
  println: { arguments: 0, variadic: true, use: 'statement' },
  recover: { arguments: 0, variadic: false, use: 'statement' },
  'unsafe.Sizeof': { arguments: 1, variadic: false, use: 'expression' },
};

export function checkBuiltin(c: Checker, x: Operand, e: Call): ExpressionUse {
  const name = x.builtin;
  if (name === null) return 'statement';
  c.calls[e.id] = { kind: 'builtin', name };
  if (!checkNamed(c, x, e, name)) x.invalidate();
  x.expression = e;
  if (x.mode !== 'invalid' && x.mode !== 'constant') c.hasCallOrReceive = true;
  return shapes[name].use;
}

function checkNamed(c: Checker, x: Operand, e: Call, name: BuiltinName): boolean {
  const shown = name === 'unsafe.Sizeof' ? 'Sizeof' : name;
  if (e.spread && name !== 'append') {
    c.error(
      e.position,
      'wrong-count',
      `invalid operation: invalid use of ... with built-in ${shown}`,
    );
    use(c, e.args);
    return false;
  }
  // What is measured by `len` and `cap` decides whether they are constant, not what surrounds them.
  const outerCall = c.hasCallOrReceive;
  const measures = name === 'len' || name === 'cap';
  if (measures) c.hasCallOrReceive = false;
  const takesType = name === 'make' || name === 'new';
  const args = takesType ? [] : checkExpressionList(c, e.args);
  const containsCall = c.hasCallOrReceive;
  if (measures) c.hasCallOrReceive = outerCall;
  if (args.some(({ isInvalid: invalid }) => invalid)) return false;
  const count = takesType ? e.args.length : args.length;
  const shape = shapes[name];
  const fault =
    count < shape.arguments
      ? 'not enough'
      : !shape.variadic && count > shape.arguments
        ? 'too many'
        : '';
  if (fault !== '') {
    c.error(
      e.position,
      'wrong-count',
      `invalid operation: ${fault} arguments for ${expressionText(e)} (expected ${shape.arguments}, found ${count})`,
    );
    return false;
  }
  const [first] = args;
  if (first !== undefined) {
    const { expression } = x;
    x.become(first);
    if (x.component) x.expression = expression;
  }
  return evaluate(c, x, e, name, args, containsCall);
}

function result(x: Operand, type: Type): true {
  x.mode = 'value';
  x.type = type;
  x.value = null;
  x.component = false;
  return true;
}

function noResult(x: Operand): true {
  x.mode = 'no-value';
  x.value = null;
  x.component = false;
  return true;
}

function evaluate(
  c: Checker,
  x: Operand,
  e: Call,
  name: BuiltinName,
  args: readonly Operand[],
  containsCall: boolean,
): boolean {
  const under = underlying(x.type);
  const refuse = (message: string): false => {
    c.error(x.position, 'invalid-operation', message);
    return false;
  };
  switch (name) {
    case 'append':
      return checkAppend(c, x, e, args);
    case 'len':
    case 'cap':
      return checkLength(c, x, name, containsCall);
    case 'clear':
      if (under.kind !== 'map' && under.kind !== 'slice')
        return refuse(
          `invalid argument: cannot clear ${operandText(x)}: argument must be (or constrained by) map or slice`,
        );
      return noResult(x);
    case 'close':
      if (under.kind !== 'channel')
        return refuse(`invalid operation: cannot close non-channel ${operandText(x)}`);
      if (under.direction === 'receive')
        return refuse(`invalid operation: cannot close receive-only channel ${operandText(x)}`);
      return noResult(x);
    case 'copy':
      return checkCopy(c, x, args);
    case 'delete': {
      const [, key] = args;
      if (under.kind !== 'map' || key === undefined)
        return refuse(`invalid argument: ${operandText(x)} is not a map`);
      assign(c, key, under.key, 'argument to delete');
      return key.isInvalid ? false : noResult(x);
    }
    case 'make':
      return checkMake(c, x, e);
    case 'max':
    case 'min':
      return checkExtreme(c, x, name, args);
    case 'new': {
      const [argument] = e.args;
      if (argument === undefined) return false;
      const type = resolveType(c, argument);
      return isInvalid(type) ? false : result(x, { kind: 'pointer', element: type });
    }
    case 'panic': {
      c.panics.add(e);
      assign(c, x, emptyInterface, 'argument to panic');
      return x.isInvalid ? false : noResult(x);
    }
    case 'print':
    case 'println':
      for (const argument of args) {
        assign(c, argument, null, `argument to built-in ${name}`);
        if (argument.isInvalid) return false;
        const printed = underlying(argument.type);
        // Go's compiler refuses these only later, with another sentence.
        if (printed.kind === 'struct' || printed.kind === 'array') {
          c.lateFaults.push({
            position: e.position,
            code: 'type-mismatch',
            message: `illegal types for operand: print\n\t${runtimeTypeText(argument.type).replace('main.', '')}`,
          });
        }
      }
      return noResult(x);
    case 'recover':
      return result(x, emptyInterface);
    case 'unsafe.Sizeof':
      assign(c, x, null, 'argument to unsafe.Sizeof');
      if (x.isInvalid) return false;
      x.value = intConstant(sizeOf(x.type));
      x.mode = 'constant';
      x.type = basicTypes.uintptr;
      x.component = false;
      return true;
  }
}

function checkAppend(c: Checker, x: Operand, e: Call, args: readonly Operand[]): boolean {
  const slice = underlying(x.type);
  if (slice.kind !== 'slice') {
    const cause = x.isNil ? 'have untyped nil' : `have ${operandText(x)}`;
    c.error(x.position, 'type-mismatch', `first argument to append must be a slice; ${cause}`);
    return false;
  }
  const type = x.type;
  const [, second] = args;
  if (args.length === 2 && e.spread && second !== undefined) {
    const bytes: Type = { kind: 'slice', element: basicTypes.byte };
    if (assignable(c, x, bytes).ok && isString(second.type)) {
      if (second.type === basicTypes.untypedString)
        setExpressionType(c, second.expression, basicTypes.string, true);
      return result(x, type);
    }
  }
  const signature: SignatureType = {
    kind: 'signature',
    parameters: [
      { name: '', type },
      { name: '', type: { kind: 'slice', element: slice.element } },
    ],
    results: [{ name: '', type }],
    variadic: true,
  };
  checkArguments(c, e, signature, args);
  return result(x, type);
}

function checkLength(c: Checker, x: Operand, name: 'len' | 'cap', containsCall: boolean): boolean {
  const under = underlying(x.type);
  const pointed = under.kind === 'pointer' ? underlying(under.element) : under;
  let ok: boolean;
  if (isString(under) && name === 'len') {
    ok = true;
    if (x.mode === 'constant') {
      x.value = x.value?.kind === 'string' ? intConstant(x.value.bytes.length) : null;
      x.type = basicTypes.int;
      return true;
    }
  } else if (pointed.kind === 'array') {
    if (!containsCall) {
      x.mode = 'constant';
      x.value = pointed.length < 0 ? null : intConstant(pointed.length);
      x.type = basicTypes.int;
      x.component = false;
      return true;
    }
    ok = true;
  } else
    ok =
      under.kind === 'slice' ||
      under.kind === 'channel' ||
      (under.kind === 'map' && name === 'len');
  if (ok) return result(x, basicTypes.int);
  if (!isInvalid(under))
    c.error(
      x.position,
      'invalid-operation',
      `invalid argument: ${operandText(x)} for built-in ${name}`,
    );
  return false;
}

function checkCopy(c: Checker, x: Operand, args: readonly Operand[]): boolean {
  const [, y] = args;
  if (y === undefined) return false;
  const to = underlying(x.type);
  const fromUnder = underlying(y.type);
  const from: Type = isString(fromUnder) ? { kind: 'slice', element: basicTypes.byte } : fromUnder;
  if (to.kind !== 'slice' || from.kind !== 'slice') {
    c.error(
      x.position,
      'type-mismatch',
      `invalid argument: copy expects slice arguments; found ${operandText(x)} and ${operandText(y)}`,
    );
    return false;
  }
  if (!identical(to.element, from.element)) {
    c.error(
      x.position,
      'type-mismatch',
      `invalid argument: arguments to copy ${operandText(x)} and ${operandText(y)} have different element types ${typeText(to.element)} and ${typeText(from.element)}`,
    );
    return false;
  }
  if (y.type === basicTypes.untypedString)
    setExpressionType(c, y.expression, basicTypes.string, true);
  return result(x, basicTypes.int);
}

function checkMake(c: Checker, x: Operand, e: Call): boolean {
  const [typeArgument, ...sizes] = e.args;
  if (typeArgument === undefined) return false;
  const type = resolveType(c, typeArgument);
  if (isInvalid(type)) return false;
  const { kind } = underlying(type);
  if (kind !== 'slice' && kind !== 'map' && kind !== 'channel') {
    c.error(
      typeArgument.position,
      'invalid-operation',
      `invalid argument: cannot make ${expressionText(typeArgument)}; type must be slice, map, or channel`,
    );
    return false;
  }
  const least = kind === 'slice' ? 2 : 1;
  if (e.args.length < least || e.args.length > least + 1) {
    c.error(
      e.position,
      'wrong-count',
      `invalid operation: ${expressionText(e)} expects ${least} or ${least + 1} arguments; found ${e.args.length}`,
    );
    return false;
  }
  const values = sizes.map((size) => checkIndexValue(c, size, -1).value);
  const [length, capacity] = values;
  if (
    length !== undefined &&
    capacity !== undefined &&
    length >= 0 &&
    capacity >= 0 &&
    length > capacity
  )
    c.error(
      sizes[0]?.position ?? e.position,
      'constant',
      'invalid argument: length and capacity swapped',
    );
  return result(x, type);
}

function checkExtreme(
  c: Checker,
  x: Operand,
  name: 'max' | 'min',
  args: readonly Operand[],
): boolean {
  for (const [index, argument] of args.entries()) {
    if (!isOrdered(argument.type)) {
      c.error(
        argument.position,
        'invalid-operation',
        `invalid argument: ${operandText(argument)} cannot be ordered`,
      );
      return false;
    }
    if (index === 0) continue;
    matchTypes(c, x, argument);
    if (x.isInvalid) return false;
    if (!identical(x.type, argument.type)) {
      c.error(
        argument.position,
        'type-mismatch',
        `invalid argument: mismatched types ${typeText(x.type)} (previous argument) and ${typeText(argument.type)} (type of ${expressionText(argument.expression)})`,
      );
      return false;
    }
    if (x.mode === 'constant' && argument.mode === 'constant') {
      if (x.value === null || argument.value === null) x.value = null;
      else if (compareConstants(argument.value, name === 'max' ? '>' : '<', x.value))
        x.become(argument);
    } else {
      x.mode = 'value';
      x.value = null;
    }
  }
  if (x.mode !== 'constant') {
    x.mode = 'value';
    assign(c, x, null, `argument to built-in ${name}`);
    if (x.isInvalid) return false;
  }
  for (const argument of args) setExpressionType(c, argument.expression, x.type, true);
  x.component = false;
  return true;
}
