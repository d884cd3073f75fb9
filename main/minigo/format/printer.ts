/** Go's fmt.Print, Println and Printf: operands and directives become bytes (fmt/print.go). */
import { decodeRune, encodeRune } from './text.ts';
import type { Formatting } from './value.ts';
import { ValuePrinter, type Argument } from './value-printer.ts';

export type { Argument } from './value-printer.ts';

const largestNumber = 1_000_000;
/** An error of the run time that is a struct in Go and a text here. */
const structKeptAsText = 'runtime.boundsError';

export class Printer extends ValuePrinter {
  /** Operands of `%w`, by argument index. */
  readonly wrapped: number[] = [];
  #reordered = false;
  #goodNumber = true;

  *print(args: readonly Argument[]): Formatting {
    let afterString = false;
    for (const [index, argument] of args.entries()) {
      const isString =
        argument !== null && argument.kind === 'string' && argument.typeText !== structKeptAsText;
      if (index > 0 && !isString && !afterString) this.output += ' ';
      if (!this.simple(argument, 'v')) yield* this.argument(argument, 'v');
      afterString = isString;
    }
  }

  *println(args: readonly Argument[]): Formatting {
    for (const [index, argument] of args.entries()) {
      if (index > 0) this.output += ' ';
      if (!this.simple(argument, 'v')) yield* this.argument(argument, 'v');
    }
    this.output += '\n';
  }

  *printf(format: string, args: readonly Argument[]): Formatting {
    const flags = this.flags;
    const end = format.length;
    let next = 0;
    this.#reordered = false;
    for (let i = 0; i < end;) {
      this.#goodNumber = true;
      const percent = format.indexOf('%', i);
      const stop = percent < 0 ? end : percent;
      this.output += format.slice(i, stop);
      i = stop;
      if (i >= end) break;
      i++;
      flags.clear();
      i = this.#readFlags(format, i);
      let number = this.#argumentNumber(next, format, i, args.length);
      next = number.next;
      i = number.at;
      let afterIndex = number.found;
      if (format.charAt(i) === '*') {
        i++;
        flags.width = starNumber(args, next);
        if (next < args.length) next++;
        if (flags.width === null) this.output += '%!(BADWIDTH)';
        else if (flags.width < 0) {
          flags.width = -flags.width;
          flags.minus = true;
          flags.zero = false;
        }
        afterIndex = false;
      } else {
        const read = readNumber(format, i);
        flags.width = read.value;
        i = read.at;
        if (afterIndex && read.value !== null) this.#goodNumber = false;
      }
      if (i + 1 < end && format.charAt(i) === '.') {
        i++;
        if (afterIndex) this.#goodNumber = false;
        number = this.#argumentNumber(next, format, i, args.length);
        next = number.next;
        i = number.at;
        afterIndex = number.found;
        if (format.charAt(i) === '*') {
          i++;
          flags.precision = starNumber(args, next);
          if (next < args.length) next++;
          const isNegative = flags.precision !== null && flags.precision < 0;
          if (isNegative) flags.precision = null;
          if (flags.precision === null) this.output += '%!(BADPREC)';
          afterIndex = false;
        } else {
          const read = readNumber(format, i);
          flags.precision = read.value ?? 0;
          i = read.at;
        }
      }
      if (!afterIndex) {
        number = this.#argumentNumber(next, format, i, args.length);
        next = number.next;
        i = number.at;
      }
      if (i >= end) {
        this.output += '%!(NOVERB)';
        break;
      }
      const decoded = decodeRune(format, i);
      const verb = encodeRune(decoded.rune);
      i += decoded.width;
      if (verb === '%') this.output += '%';
      else if (!this.#goodNumber) this.output += `%!${verb}(BADINDEX)`;
      else if (next >= args.length) this.output += `%!${verb}(MISSING)`;
      else {
        if (verb === 'w') this.wrapped.push(next);
        if (verb === 'v' || verb === 'w') {
          flags.sharpV = flags.sharp;
          flags.sharp = false;
          flags.plusV = flags.plus;
          flags.plus = false;
        }
        const argument = args[next] ?? null;
        if (!this.simple(argument, verb)) yield* this.argument(argument, verb);
        next++;
      }
    }
    if (!this.#reordered && next < args.length) yield* this.#extra(args.slice(next));
  }

  #readFlags(format: string, from: number): number {
    for (let i = from; ; i++) {
      switch (format.charAt(i)) {
        case '#':
          this.flags.sharp = true;
          break;
        case '0':
          this.flags.zero = true;
          break;
        case '+':
          this.flags.plus = true;
          break;
        case '-':
          this.flags.minus = true;
          break;
        case ' ':
          this.flags.space = true;
          break;
        default:
          return i;
      }
    }
  }

  *#extra(args: readonly Argument[]): Formatting {
    this.flags.clear();
    this.output += '%!(EXTRA ';
    for (const [index, argument] of args.entries()) {
      if (index > 0) this.output += ', ';
      if (argument === null) {
        this.output += '<nil>';
        continue;
      }
      this.output += `${argument.typeText}=`;
      yield* this.argument(argument, 'v');
    }
    this.output += ')';
  }

  /** `[3]` before a width, precision or verb. */
  #argumentNumber(
    next: number,
    format: string,
    at: number,
    count: number,
  ): { next: number; at: number; found: boolean } {
    if (format.charAt(at) !== '[') return { next, at, found: false };
    this.#reordered = true;
    const close = format.indexOf(']', at + 1);
    if (format.length - at < 3 || close < 0) {
      this.#goodNumber = false;
      return { next, at: at + 1, found: false };
    }
    const read = readNumber(format, at + 1, close);
    if (read.value === null || read.at !== close) {
      this.#goodNumber = false;
      return { next, at: close + 1, found: false };
    }
    const index = read.value - 1;
    if (index >= 0 && index < count) return { next: index, at: close + 1, found: true };
    this.#goodNumber = false;
    return { next, at: close + 1, found: true };
  }
}

function readNumber(
  format: string,
  from: number,
  end = format.length,
): { value: number | null; at: number } {
  let at = from;
  let value = 0;
  while (at < end && format.charCodeAt(at) >= 48 && format.charCodeAt(at) <= 57) {
    if (value > largestNumber) return { value: null, at: end };
    value = value * 10 + format.charCodeAt(at) - 48;
    at++;
  }
  return { value: at === from ? null : value, at };
}

function starNumber(args: readonly Argument[], index: number): number | null {
  const argument = args[index] ?? null;
  if (argument === null || (argument.kind !== 'int' && argument.kind !== 'uint')) return null;
  const value = argument.integer();
  if (value > BigInt(largestNumber) || value < -BigInt(largestNumber)) return null;
  return Number(value);
}
