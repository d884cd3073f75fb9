import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EndlessValue } from './endless-value.ts';
import { Printer, type Argument } from './printer.ts';
import { quote } from './quote.ts';
import { toBytes } from './text.ts';
import type { FormatKind, FormatValue, Formatting, MethodResult } from './value.ts';

/** A value that lies nowhere: what a test does not set, fmt must not ask for. */
function value(kind: FormatKind, typeText: string, set: Partial<FormatValue> = {}): FormatValue {
  const unasked = (): never => {
    throw new Error(`fmt asked ${typeText} for what it does not have.`);
  };
  return {
    kind,
    typeText,
    isPlain: !typeText.includes('.') && ['bool', 'int', 'uint', 'float', 'string'].includes(kind),
    isReachable: true,
    elementIsByte: false,
    pointeeKind: null,
    floatWidth: 64,
    boolean: unasked,
    integer: unasked,
    float: unasked,
    bytes: unasked,
    isNil: () => false,
    length: unasked,
    element: unasked,
    fieldName: unasked,
    field: unasked,
    entries: unasked,
    pointee: unasked,
    dynamic: unasked,
    address: unasked,
    hasMethod: () => false,
    ...set,
  };
}

const bool = (it: boolean): FormatValue => value('bool', 'bool', { boolean: () => it });
const int = (it: bigint, type = 'int'): FormatValue =>
  value(type.startsWith('u') ? 'uint' : 'int', type, { integer: () => it });
const float = (it: number): FormatValue => value('float', 'float64', { float: () => it });
const text = (bytes: string): FormatValue => value('string', 'string', { bytes: () => bytes });
const list = (type: string, of: readonly FormatValue[], set: Partial<FormatValue> = {}) =>
  value(type.startsWith('[]') ? 'slice' : 'array', type, {
    length: () => of.length,
    element: (index) => of[index] as FormatValue,
    ...set,
  });
const map = (entries: readonly (readonly [FormatValue, FormatValue])[], isNil: boolean) =>
  value('map', 'map[string]int', { entries: () => entries, isNil: () => isNil });
const point = (x: bigint, s: string, ints: readonly FormatValue[] | null): FormatValue => {
  const fields = [int(x), text(s), list('[]int', ints ?? [], { isNil: () => ints === null })];
  return value('struct', 'main.point', {
    length: () => 3,
    fieldName: (index) => ['X', 'S', 'L'][index] ?? '',
    field: (index) => fields[index] as FormatValue,
  });
};
const failure = value('struct', 'main.failure', {
  length: () => 0,
  hasMethod: (name) => name === 'Error',
});
const named = value('string', 'main.named', {
  bytes: () => 'n',
  hasMethod: (name) => name === 'String',
});

const values: Readonly<Record<string, Argument>> = {
  true: bool(true),
  zero: int(0n),
  answer: int(42n),
  minus: int(-7n),
  least: int(-(2n ** 63n), 'int64'),
  byte: int(200n, 'uint8'),
  most: int(2n ** 64n - 1n, 'uint64'),
  rune: int(0x4e16n, 'int32'),
  nothing: float(0),
  half: float(1.5),
  pi: float(3.14159265),
  tiny: float(-2.5e-10),
  large: float(1e21),
  single: value('float', 'float32', { float: () => Math.fround(0.1), floatWidth: 32 }),
  infinite: float(Infinity),
  below: float(-Infinity),
  nan: float(Number.NaN),
  text: text('go'),
  empty: text(''),
  quoted: text('a"b\n'),
  wide: text(toBytes('世界')),
  broken: text('x\u00ff'),
  nil: null,
  ints: list('[]int', [int(1n), int(-22n)]),
  none: list('[]int', [], { isNil: () => true, address: () => 0n }),
  texts: list('[]string', [text('a'), text('b c')]),
  bytes: list('[]uint8', [int(104n, 'uint8'), int(105n, 'uint8')], {
    isPlain: true,
    elementIsByte: true,
    bytes: () => 'hi',
  }),
  flags: list('[2]bool', [bool(true), bool(false)]),
  map: map(
    [
      [text('a'), int(1n)],
      [text('b'), int(2n)],
    ],
    false,
  ),
  noMap: map([], true),
  point: point(1n, 'a', null),
  pointer: value('pointer', '*main.point', {
    pointeeKind: 'struct',
    pointee: () => point(2n, 'b', [int(3n)]),
  }),
  nilPointer: value('pointer', '*int', { pointeeKind: 'int', isNil: () => true }),
  failure,
  named,
};

/** What a value's method says. */
function told(asked: FormatValue): MethodResult {
  return { text: asked === failure ? 'failed' : '<n>' };
}

function finish(work: Formatting, answer: (asked: FormatValue) => MethodResult): void {
  let result: MethodResult | null = null;
  for (;;) {
    const step = work.next(result);
    if (step.done === true) return;
    result = step.value === null ? null : answer(step.value.value);
  }
}

function printed(format: string, args: readonly Argument[], answer = told): string {
  const printer = new Printer();
  finish(printer.printf(format, args), answer);
  return printer.output;
}

const record = readFileSync(join(import.meta.dirname, 'recorded-verbs.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => line.split('\t'));

describe('a value is written as Go 1.24 writes it', () => {
  const directives = [...new Set(record.map(([directive]) => directive ?? ''))];
  test.each(directives)('%j', (directive) => {
    const lines = record.filter(([own]) => own === directive);
    expect(lines).toHaveLength(Object.keys(values).length);
    const ours = lines.map(([, name = '']) => [
      name,
      quote(printed(directive, [values[name] as Argument]), true),
    ]);
    expect(ours).toEqual(lines.map(([, name, result]) => [name, result]));
  });
});

describe('operands', () => {
  test('that are missing, too many, or asked for by number', () => {
    expect(printed('%d %d', [int(1n)])).toBe('1 %!d(MISSING)');
    expect(printed('%d', [int(1n), text('x'), null])).toBe('1%!(EXTRA string=x, <nil>)');
    expect(printed('%[2]d %[1]d', [int(1n), int(2n)])).toBe('2 1');
    expect(printed('%[3]d', [int(1n)])).toBe('%!d(BADINDEX)');
    expect(
      printed('%*d|%-*d|%.*f', [int(4n), int(1n), int(4n), int(2n), int(1n), float(2.55)]),
    ).toBe('   1|2   |2.5');
    expect(printed('%*d', [text('x'), int(1n)])).toBe('%!(BADWIDTH)1');
    expect(printed('100%% %', [])).toBe('100% %!(NOVERB)');
  });

  test('stand apart in Print only where neither is a string, in Println always', () => {
    const args = [int(1n), int(2n), text('a'), text('b'), int(3n), null];
    const one = new Printer();
    finish(one.print(args), told);
    expect(one.output).toBe('1 2ab3 <nil>');
    const other = new Printer();
    finish(other.println(args), told);
    expect(other.output).toBe('1 2 a b 3 <nil>\n');
  });

  test('whose method panics', () => {
    let isOver = false;
    const panics = (): MethodResult => ({ panic: text('oh'), over: () => (isOver = true) });
    expect(printed('%v', [named], panics)).toBe('%!v(PANIC=String method: oh)');
    expect(isOver).toBe(true);
  });

  test('that contain themselves are no endless loop', () => {
    const self: FormatValue = list('[]any', [], { length: () => 1, element: () => self });
    expect(() => printed('%v', [self])).toThrow(EndlessValue);
  });
});
