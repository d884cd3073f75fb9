/** Go's fmt: how one value and a verb become bytes (fmt/print.go), on byte strings. */
import { EndlessValue, largestDepth } from './endless-value.ts';
import { ScalarPrinter } from './scalar-printer.ts';
import type { Formatting, FormatValue, MethodCall, MethodResult } from './value.ts';

/** An argument: what an `any` holds, or null for a nil interface. */
export type Argument = FormatValue | null;

/** Elements that are written in one piece. */
const piece = 32;

export class ValuePrinter extends ScalarPrinter {
  readonly #wraps: boolean;
  #erroring = false;
  #panicking = false;
  #argument: Argument = null;
  #value: FormatValue | null = null;

  constructor(wraps = false) {
    super();
    this.#wraps = wraps;
  }

  *#badVerb(verb: string): Formatting {
    this.#erroring = true;
    this.output += `%!${verb}(`;
    const argument = this.#argument;
    const value = this.#value;
    if (argument !== null) {
      this.output += `${argument.typeText}=`;
      yield* this.argument(argument, 'v');
    } else if (value !== null) {
      this.output += `${value.typeText}=`;
      yield* this.value(value, 'v', 0);
    } else {
      this.output += '<nil>';
    }
    this.output += ')';
    this.#erroring = false;
  }

  /** Writes an operand whose type says all about it; false if it takes more than that. */
  simple(argument: Argument, verb: string): boolean {
    if (argument === null || !argument.isPlain || argument.kind === 'slice') return false;
    this.#argument = argument;
    this.#value = null;
    return this.basic(argument, verb);
  }

  *argument(argument: Argument, verb: string): Formatting {
    this.#argument = argument;
    this.#value = null;
    if (argument === null) {
      if (verb === 'T' || verb === 'v') this.output += this.flags.pad('<nil>');
      else yield* this.#badVerb(verb);
      return;
    }
    if (verb === 'T') {
      this.output += this.flags.string(argument.typeText);
      return;
    }
    if (verb === 'p') {
      yield* this.#pointer(argument, 'p');
      return;
    }
    if (argument.isPlain) {
      // Basic types have no methods; only the verb decides.
      if (argument.kind === 'slice') yield* this.#bytes(argument, verb, '[]byte');
      else yield* this.value(argument, verb, 0, true);
      return;
    }
    if (!(yield* this.#methods(argument, verb))) yield* this.value(argument, verb, 0);
  }

  /** Lets a method of the value write it; false if it has none that would. */
  *#methods(
    argument: FormatValue,
    verb: string,
  ): Generator<MethodCall | null, boolean, MethodResult | null> {
    if (this.#erroring) return false;
    let asked = verb;
    if (asked === 'w') {
      if (!this.#wraps || !argument.hasMethod('Error')) {
        yield* this.#badVerb(asked);
        return true;
      }
      asked = 'v';
    }
    if (this.flags.sharpV) {
      if (!argument.hasMethod('GoString')) return false;
      yield* this.#called(argument, 'GoString', asked, (text) => {
        this.output += this.flags.string(text);
      });
      return true;
    }
    if (!'vsxXq'.includes(asked)) return false;
    const name = argument.hasMethod('Error')
      ? 'Error'
      : argument.hasMethod('String')
        ? 'String'
        : null;
    if (name === null) return false;
    yield* this.#called(argument, name, asked, (text) => {
      this.string(text, asked);
    });
    return true;
  }

  *#called(
    argument: FormatValue,
    name: 'Error' | 'String' | 'GoString',
    verb: string,
    write: (text: string) => void,
  ): Formatting {
    const result = yield { value: argument, name, isLast: this.#panicking };
    if (result === null) throw new TypeError('Nobody told how the method ended.');
    if ('text' in result) {
      write(result.text);
      return;
    }
    if (argument.kind === 'pointer' && argument.isNil()) {
      this.output += '<nil>';
      result.over();
      return;
    }
    const saved = this.flags.copy();
    this.flags.clear();
    this.output += `%!${verb}(PANIC=${name} method: `;
    this.#panicking = true;
    yield* this.argument(result.panic, 'v');
    this.#panicking = false;
    result.over();
    this.output += ')';
    Object.assign(this.flags, saved);
  }

  /** Writes a value by its kind; below the top its methods are tried first. */
  *value(value: FormatValue, verb: string, depth: number, isArgument = false): Formatting {
    if (depth > largestDepth) throw new EndlessValue();
    if (depth > 0) {
      this.#argument = value.isReachable ? value : null;
      if (value.isReachable && (yield* this.#methods(value, verb))) return;
    }
    if (!isArgument) {
      this.#argument = null;
      this.#value = value;
    }
    if (this.basic(value, verb)) return;
    switch (value.kind) {
      case 'bool':
      case 'int':
      case 'uint':
      case 'float':
      case 'string':
        yield* this.#badVerb(verb);
        return;
      case 'map':
        yield* this.#map(value, verb, depth);
        return;
      case 'struct':
        yield* this.#struct(value, verb, depth);
        return;
      case 'interface': {
        const held = value.dynamic();
        if (held !== null) yield* this.value(held, verb, depth + 1);
        else this.output += this.flags.sharpV ? `${value.typeText}(nil)` : '<nil>';
        return;
      }
      case 'array':
      case 'slice':
        yield* this.#sequence(value, verb, depth);
        return;
      case 'pointer': {
        const target = value.pointeeKind;
        const isShown =
          target === 'array' || target === 'slice' || target === 'struct' || target === 'map';
        if (depth === 0 && isShown && !value.isNil()) {
          this.output += '&';
          yield* this.value(value.pointee(), verb, depth + 1);
          return;
        }
        yield* this.#pointer(value, verb);
        return;
      }
      default:
        yield* this.#pointer(value, verb);
    }
  }

  *#bytes(value: FormatValue, verb: string, typeText: string): Formatting {
    const flags = this.flags;
    switch (verb) {
      case 'v':
      case 'd': {
        const bytes = value.bytes();
        const parts: string[] = [];
        if (flags.sharpV) {
          if (value.kind === 'slice' && value.isNil()) {
            this.output += `${typeText}(nil)`;
            return;
          }
          for (let i = 0; i < bytes.length; i++)
            parts.push(this.hexadecimal(BigInt(bytes.charCodeAt(i)), true));
          this.output += `${typeText}{${parts.join(', ')}}`;
          return;
        }
        for (let i = 0; i < bytes.length; i++)
          parts.push(flags.integer(BigInt(bytes.charCodeAt(i)), 10, verb));
        this.output += `[${parts.join(' ')}]`;
        return;
      }
      case 's':
        this.output += flags.string(value.bytes());
        return;
      case 'x':
      case 'X':
        this.output += flags.hexadecimal(value.bytes(), verb === 'X');
        return;
      case 'q':
        this.output += flags.quoted(value.bytes());
        return;
      default:
        yield* this.value(value, verb, 0);
    }
  }

  *#pointer(value: FormatValue, verb: string): Formatting {
    const flags = this.flags;
    const isPointer = ['chan', 'func', 'map', 'pointer', 'slice', 'unsafe-pointer'].includes(
      value.kind,
    );
    if (!isPointer) {
      yield* this.#badVerb(verb);
      return;
    }
    switch (verb) {
      case 'v':
        if (flags.sharpV) {
          this.output += `(${value.typeText})(${value.isNil() ? 'nil' : this.hexadecimal(value.address(), true)})`;
        } else if (value.isNil()) {
          this.output += flags.pad('<nil>');
        } else {
          this.output += this.hexadecimal(value.address(), !flags.sharp);
        }
        return;
      case 'p':
        this.output += this.hexadecimal(value.isNil() ? 0n : value.address(), !flags.sharp);
        return;
      case 'b':
      case 'o':
      case 'd':
      case 'x':
      case 'X':
        this.integer(value.isNil() ? 0n : value.address(), false, verb);
        return;
      default:
        yield* this.#badVerb(verb);
    }
  }

  *#map(value: FormatValue, verb: string, depth: number): Formatting {
    const isSharp = this.flags.sharpV;
    if (isSharp) {
      this.output += value.typeText;
      if (value.isNil()) {
        this.output += '(nil)';
        return;
      }
    }
    this.output += isSharp ? '{' : 'map[';
    for (const [index, [key, element]] of value.entries().entries()) {
      if (index % piece === piece - 1) yield null;
      if (index > 0) this.output += isSharp ? ', ' : ' ';
      yield* this.value(key, verb, depth + 1);
      this.output += ':';
      yield* this.value(element, verb, depth + 1);
    }
    this.output += isSharp ? '}' : ']';
  }

  *#struct(value: FormatValue, verb: string, depth: number): Formatting {
    const { sharpV, plusV } = this.flags;
    if (sharpV) this.output += value.typeText;
    this.output += '{';
    const count = value.length();
    for (let i = 0; i < count; i++) {
      if (i > 0) this.output += sharpV ? ', ' : ' ';
      if (plusV || sharpV) this.output += `${value.fieldName(i)}:`;
      const field = value.field(i);
      const held = field.kind === 'interface' ? (field.dynamic() ?? field) : field;
      yield* this.value(held, verb, depth + 1);
    }
    this.output += '}';
  }

  *#sequence(value: FormatValue, verb: string, depth: number): Formatting {
    if (value.elementIsByte && 'sqxX'.includes(verb)) {
      yield* this.#bytes(value, verb, value.typeText);
      return;
    }
    const isSharp = this.flags.sharpV;
    if (isSharp) {
      this.output += value.typeText;
      if (value.kind === 'slice' && value.isNil()) {
        this.output += '(nil)';
        return;
      }
    }
    this.output += isSharp ? '{' : '[';
    const count = value.length();
    for (let i = 0; i < count; i++) {
      if (i % piece === piece - 1) yield null;
      if (i > 0) this.output += isSharp ? ', ' : ' ';
      yield* this.value(value.element(i), verb, depth + 1);
    }
    this.output += isSharp ? '}' : ']';
  }
}
