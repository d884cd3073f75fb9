/** Values without parts and the verbs that fit them (fmt/print.go: fmtBool, fmtInteger, fmtFloat, fmtString). */
import { Flags } from './flags.ts';
import type { FormatValue } from './value.ts';

export class ScalarPrinter {
  output = '';
  readonly flags = new Flags();

  /** Writes a value that has no parts; false if it has some, or if the verb does not fit it. */
  protected basic(value: FormatValue, verb: string): boolean {
    switch (value.kind) {
      case 'bool':
        if (verb !== 't' && verb !== 'v') return false;
        this.output += this.flags.pad(value.boolean() ? 'true' : 'false');
        return true;
      case 'int':
      case 'uint':
        return this.integer(value.integer(), value.kind === 'int', verb);
      case 'float':
        return this.float(value.float(), value.floatWidth, verb);
      case 'string':
        return this.string(value.bytes(), verb);
      default:
        return false;
    }
  }

  protected hexadecimal(value: bigint, hasPrefix: boolean): string {
    const sharp = this.flags.sharp;
    this.flags.sharp = hasPrefix;
    const text = this.flags.integer(value, 16, 'v');
    this.flags.sharp = sharp;
    return text;
  }

  protected integer(value: bigint, isSigned: boolean, verb: string): boolean {
    const flags = this.flags;
    switch (verb) {
      case 'v':
        this.output +=
          flags.sharpV && !isSigned
            ? this.hexadecimal(value, true)
            : flags.integer(value, 10, verb);
        return true;
      case 'd':
      case 'b':
      case 'o':
      case 'O':
        this.output += flags.integer(value, verb === 'd' ? 10 : verb === 'b' ? 2 : 8, verb);
        return true;
      case 'x':
      case 'X':
        this.output += flags.integer(value, 16, verb, verb === 'X');
        return true;
      case 'c':
        this.output += flags.character(value);
        return true;
      case 'q':
        this.output += flags.quotedCharacter(value);
        return true;
      case 'U':
        this.output += flags.unicode(value);
        return true;
      default:
        return false;
    }
  }

  private float(value: number, width: 32 | 64, verb: string): boolean {
    switch (verb) {
      case 'v':
        this.output += this.flags.float(value, 'g', -1, width);
        return true;
      case 'b':
      case 'g':
      case 'G':
      case 'x':
      case 'X':
        this.output += this.flags.float(value, verb, -1, width);
        return true;
      case 'f':
      case 'e':
      case 'E':
        this.output += this.flags.float(value, verb, 6, width);
        return true;
      case 'F':
        this.output += this.flags.float(value, 'f', 6, width);
        return true;
      default:
        return false;
    }
  }

  protected string(bytes: string, verb: string): boolean {
    switch (verb) {
      case 'v':
        this.output += this.flags.sharpV ? this.flags.quoted(bytes) : this.flags.string(bytes);
        return true;
      case 's':
        this.output += this.flags.string(bytes);
        return true;
      case 'x':
      case 'X':
        this.output += this.flags.hexadecimal(bytes, verb === 'X');
        return true;
      case 'q':
        this.output += this.flags.quoted(bytes);
        return true;
      default:
        return false;
    }
  }
}
