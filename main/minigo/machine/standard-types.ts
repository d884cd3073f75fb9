/** Types of Go's library and run time whose values only the machine makes: errors of several kinds. */
import type { FormatValue } from '../format/value.ts';
import type { RuntimeType, TypesTable } from '../compile/types-table.ts';
import { basicTypes, type NamedType, type Type } from '../types.ts';
import type { Interpreter } from './interpreter.ts';
import { TextValue } from './reflection.ts';
import type { RuntimePanic } from './signals.ts';

function named(packageName: string, name: string, underlying: Type): NamedType {
  return {
    kind: 'named',
    name,
    packageName,
    ordinal: -2,
    entity: null,
    underlying,
    methods: [],
    typeArguments: [],
  };
}

function struct(packageName: string, fields: readonly (readonly [string, Type])[]): Type {
  return {
    kind: 'struct',
    fields: fields.map(([name, type]) => ({ name, type, embedded: false, tag: '', packageName })),
  };
}

const errorLike: Type = named('', 'error', {
  kind: 'interface',
  methods: [
    {
      name: 'Error',
      signature: {
        kind: 'signature',
        parameters: [],
        results: [{ name: '', type: basicTypes.string }],
        variadic: false,
      },
    },
  ],
});

export class StandardTypes {
  readonly #runtime: ReadonlyMap<RuntimePanic['type'], RuntimeType>;
  readonly #texts: string[] = [];
  readonly #textTypes: ReadonlySet<RuntimeType>;
  /** `*errors.errorString`, what `errors.New` makes: its object holds the text. */
  readonly errorString: RuntimeType;
  readonly errorStringValue: RuntimeType;
  /** `*fmt.wrapError`: text and the error it wraps. */
  readonly wrapError: RuntimeType;
  readonly wrapErrorValue: RuntimeType;
  /** `*fmt.wrapErrors`: text and several. */
  readonly wrapErrors: RuntimeType;
  readonly wrapErrorsValue: RuntimeType;

  constructor(types: TypesTable) {
    const text = (name: string, pointer: boolean): RuntimeType => {
      const type = named('runtime', name, basicTypes.string);
      return types.of(pointer ? { kind: 'pointer', element: type } : type);
    };
    this.#runtime = new Map<RuntimePanic['type'], RuntimeType>([
      ['boundsError', text('boundsError', false)],
      ['errorString', text('errorString', false)],
      ['plainError', text('plainError', false)],
      ['TypeAssertionError', text('TypeAssertionError', true)],
      ['PanicNilError', text('PanicNilError', true)],
    ]);
    this.#textTypes = new Set(this.#runtime.values());
    const { string } = basicTypes;
    const object = (
      packageName: string,
      name: string,
      fields: readonly (readonly [string, Type])[],
    ): [RuntimeType, RuntimeType] => {
      const value = named(packageName, name, struct(packageName, fields));
      return [types.of({ kind: 'pointer', element: value }), types.of(value)];
    };
    [this.errorString, this.errorStringValue] = object('errors', 'errorString', [['s', string]]);
    [this.wrapError, this.wrapErrorValue] = object('fmt', 'wrapError', [
      ['msg', string],
      ['err', errorLike],
    ]);
    [this.wrapErrors, this.wrapErrorsValue] = object('fmt', 'wrapErrors', [
      ['msg', string],
      ['errs', { kind: 'slice', element: errorLike }],
    ]);
  }

  runtimeType(name: RuntimePanic['type']): RuntimeType {
    const type = this.#runtime.get(name);
    if (type === undefined) throw new RangeError(`There is no run-time error ${name}.`);
    return type;
  }

  /** Whether a value of the type is the number of a text kept here rather than in memory. */
  isText(type: RuntimeType): boolean {
    return this.#textTypes.has(type);
  }

  /** Whether it is one of the error types of `errors` and `fmt`: a pointer to its text. */
  isError(type: RuntimeType): boolean {
    return type === this.errorString || type === this.wrapError || type === this.wrapErrors;
  }

  /** What a method of such a type returns, as Go writes it; null where the type has no such method. */
  methodResult(type: RuntimeType, name: string): string | null {
    const isText = this.isText(type);
    if (name === 'Error') return isText || this.isError(type) ? 'string' : null;
    if (name === 'RuntimeError') return isText ? '' : null;
    if (name !== 'Unwrap') return null;
    if (type === this.wrapErrors) return '[]error';
    return type === this.wrapError ? 'error' : null;
  }

  /** Keeps a text; its number is not 0. */
  addText(text: string): number {
    this.#texts.push(text);
    return this.#texts.length;
  }

  textAt(vm: Interpreter, low: number, high: number): string {
    const number = vm.memory.plane(low, high)[vm.memory.byteOf(low) >>> 2] ?? 0;
    return this.#texts[number - 1] ?? '';
  }

  /** A plain string as a value, for texts that stand for one. */
  textValue(vm: Interpreter, text: string): FormatValue {
    return new TextValue(vm, text);
  }
}
