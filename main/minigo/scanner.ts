/** Text to tokens, with Go's automatic semicolons and the wording of Go's own scanner. */
import type { LiteralKind } from './ast.ts';
import { scanNumber } from './scanner-numbers.ts';
import type { Position } from './source.ts';
import { keywords, type Keyword, type Operator, type Token, type TokenKind } from './tokens.ts';

export type ReportLexical = (position: Position, message: string) => void;

/** Who is told of what the text has that is no token. */
interface ScannerReport {
  readonly fault: ReportLexical;
  /** A directive that MiniGo does not follow. */
  readonly directive: (position: Position, name: string) => void;
}

const keywordSet: ReadonlySet<string> = new Set(keywords);
const letterPattern = /[\p{L}_]/u;
const digitPattern = /\p{Nd}/u;

/** Longest first: the scanner takes the first that matches. */
const operators: readonly Operator[] = [
  '&^',
  '<<',
  '>>',
  '&&',
  '||',
  '==',
  '!=',
  '<=',
  '>=',
  '+',
  '-',
  '*',
  '/',
  '%',
  '&',
  '|',
  '^',
  '<',
  '>',
  '!',
  '~',
];
const assignable: ReadonlySet<string> = new Set([
  '&^',
  '<<',
  '>>',
  '+',
  '-',
  '*',
  '/',
  '%',
  '&',
  '|',
  '^',
]);
const endsStatement: ReadonlySet<string> = new Set(['break', 'continue', 'fallthrough', 'return']);
const delimiters: ReadonlySet<string> = new Set(['(', '[', '{', ')', ']', '}', ',', ';']);

/** Whether a name consists of letters and digits: one with other characters has been reported already. */
export function isValidName(name: string): boolean {
  return /^[\p{L}_][\p{L}_\p{Nd}]*$/u.test(name);
}

const byteOrderMark = 0xfeff;

function isKeyword(text: string): text is Keyword {
  return keywordSet.has(text);
}

export function isDecimal(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

/** `U+0023 '#'`, as Go's `%#U`. */
export function describeCodePoint(code: number): string {
  const hex = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const text = String.fromCodePoint(code);
  return /[\p{L}\p{M}\p{N}\p{P}\p{S} ]/u.test(text) ? `${hex} '${text}'` : hex;
}

/** Go's `%q` of a character. */
export function quoteCharacter(code: number): string {
  if (code < 0) return "'\\x00'";
  if (code === 39) return "'\\''";
  if (code === 92) return "'\\\\'";
  if (code === 10) return "'\\n'";
  if (code === 9) return "'\\t'";
  if (code === 13) return "'\\r'";
  return `'${String.fromCodePoint(code)}'`;
}

export class Scanner {
  readonly #text: string;
  readonly #report: ReportLexical;
  readonly #reportDirective: ScannerReport['directive'];
  #at = 0;
  #semicolonAtNewline = false;

  constructor(text: string, report: ScannerReport) {
    this.#text = text;
    this.#report = report.fault;
    this.#reportDirective = report.directive;
    if (text.charCodeAt(0) === byteOrderMark) this.#at = 1;
    for (const { index } of text.matchAll(/\0|(?!^)\uFEFF/g))
      this.#report(
        index,
        text[index] === '\0' ? 'invalid NUL character' : 'invalid BOM in the middle of the file',
      );
  }

  next(): Token {
    const insert = this.#semicolonAtNewline;
    this.#semicolonAtNewline = false;
    for (;;) {
      const text = this.#text;
      let unit = text.charCodeAt(this.#at);
      while (unit === 32 || unit === 9 || unit === 13 || (unit === 10 && !insert))
        unit = text.charCodeAt(++this.#at);
      const start = this.#at;
      if (start >= text.length) return this.#token(insert ? ';' : 'EOF', start, 'EOF');
      if (unit === 10) {
        this.#at++;
        return this.#token(';', start, 'newline');
      }
      if (unit === 47 && (text[start + 1] === '/' || text[start + 1] === '*')) {
        if (this.#comment(start) && insert) return this.#token(';', start, 'newline');
        continue;
      }
      const token = this.#scan(start, unit);
      if (token !== null) return token;
    }
  }

  #token(
    kind: TokenKind,
    position: Position,
    text: string,
    operator: Operator | null = null,
    literal: LiteralKind | null = null,
    bad = false,
  ): Token {
    return { kind, position, text, operator, literal, bad };
  }

  #scan(start: Position, unit: number): Token | null {
    const text = this.#text;
    if (unit === 95 || ((unit | 32) - 97) >>> 0 < 26 || unit >= 0x80) {
      const name = this.#name(start);
      if (isKeyword(name)) {
        this.#semicolonAtNewline = endsStatement.has(name);
        return this.#token(name, start, name);
      }
      this.#semicolonAtNewline = true;
      return this.#token('name', start, name);
    }
    if (isDecimal(unit) || (unit === 46 && isDecimal(text.charCodeAt(start + 1)))) {
      const number = scanNumber(text, start, this.#report);
      return this.#literal(start, number.end, number.kind, number.bad);
    }
    switch (unit) {
      case 34:
        return this.#interpreted(start);
      case 96:
        return this.#raw(start);
      case 39:
        return this.#character(start);
      case 58: {
        const define = text[start + 1] === '=';
        this.#at = start + (define ? 2 : 1);
        return this.#token(define ? ':=' : ':', start, '');
      }
      case 46: {
        const dots = text.startsWith('...', start);
        this.#at = start + (dots ? 3 : 1);
        return this.#token(dots ? '...' : '.', start, '');
      }
      default:
        return this.#operatorOrDelimiter(start, unit);
    }
  }

  #operatorOrDelimiter(start: Position, unit: number): Token | null {
    const text = this.#text;
    const character = text.charAt(start);
    if (delimiters.has(character)) {
      this.#at = start + 1;
      this.#semicolonAtNewline = character === ')' || character === ']' || character === '}';
      return this.#token(character as TokenKind, start, character === ';' ? 'semicolon' : '');
    }
    if (text.startsWith('<-', start)) {
      this.#at = start + 2;
      return this.#token('<-', start, '');
    }
    if (text.startsWith('++', start) || text.startsWith('--', start)) {
      this.#at = start + 2;
      this.#semicolonAtNewline = true;
      return this.#token('increment', start, '', character === '+' ? '+' : '-');
    }
    for (const operator of operators) {
      if (!text.startsWith(operator, start)) continue;
      this.#at = start + operator.length;
      if (assignable.has(operator) && text[this.#at] === '=') {
        this.#at++;
        return this.#token('assign-operator', start, '', operator);
      }
      return this.#token(operator === '*' ? '*' : 'operator', start, '', operator);
    }
    if (character === '=') {
      this.#at = start + 1;
      return this.#token('=', start, '');
    }
    this.#at = start + 1;
    if (unit !== 0) this.#report(start, `invalid character ${describeCodePoint(unit)}`);
    return null;
  }

  #literal(start: Position, end: Position, kind: LiteralKind, bad: boolean): Token {
    this.#at = end;
    this.#semicolonAtNewline = true;
    return this.#token('literal', start, this.#text.slice(start, end), null, kind, bad);
  }

  /** A name. As in Go, whatever is not ASCII belongs to it, and is reported if it is no letter. */
  #name(start: Position): string {
    const text = this.#text;
    let at = start;
    for (;;) {
      const unit = text.charCodeAt(at);
      if (unit === 95 || ((unit | 32) - 97) >>> 0 < 26 || isDecimal(unit)) {
        at++;
        continue;
      }
      if (!(unit >= 0x80)) break;
      const code = text.codePointAt(at) ?? 0;
      const character = String.fromCodePoint(code);
      if (!letterPattern.test(character)) {
        if (digitPattern.test(character)) {
          if (at === start)
            this.#report(at, `identifier cannot begin with digit ${describeCodePoint(code)}`);
        } else if (code >= 0xd800 && code < 0xe000) this.#report(at, 'invalid UTF-8 encoding');
        else if (code !== byteOrderMark)
          this.#report(at, `invalid character ${describeCodePoint(code)} in identifier`);
      }
      at += character.length;
    }
    this.#at = at;
    return text.slice(start, at);
  }

  /** Skips a comment; true if it spans lines (and so counts as a newline). */
  #comment(start: Position): boolean {
    const text = this.#text;
    if (text[start + 1] === '/') {
      const newline = text.indexOf('\n', start);
      const end = newline < 0 ? text.length : newline;
      this.#at = end;
      this.#directive(start, text.slice(start, end));
      return false;
    }
    const close = text.indexOf('*/', start + 2);
    if (close < 0) {
      this.#report(start, 'comment not terminated');
      this.#at = text.length;
    } else this.#at = close + 2;
    return text.slice(start, this.#at).includes('\n');
  }

  /** A directive can change what a program means (`//go:build go1.21`), so it is not ignored. */
  #directive(start: Position, comment: string): void {
    const directive = /^\/\/go:([a-z_]+)/.exec(comment);
    if (directive !== null && directive[1] !== 'noinline')
      this.#reportDirective(start, directive[0]);
    const atLineStart = start === 0 || this.#text[start - 1] === '\n';
    if (atLineStart && /^\/\/line .*:\d+\s*$/.test(comment)) this.#reportDirective(start, '//line');
  }

  #interpreted(start: Position): Token {
    const text = this.#text;
    let bad = false;
    let at = start + 1;
    for (;;) {
      const unit = text.charCodeAt(at);
      if (unit === 34) return this.#literal(start, at + 1, 'string', bad);
      if (unit === 92) {
        const end = this.#escape(at + 1, 34);
        if (end < 0) bad = true;
        at = Math.abs(end);
      } else if (unit === 10) {
        this.#report(at, 'newline in string');
        return this.#literal(start, at, 'string', true);
      } else if (at >= text.length) {
        this.#report(start, 'string not terminated');
        return this.#literal(start, at, 'string', true);
      } else at++;
    }
  }

  #raw(start: Position): Token {
    const close = this.#text.indexOf('`', start + 1);
    if (close >= 0) return this.#literal(start, close + 1, 'string', false);
    this.#report(start, 'string not terminated');
    return this.#literal(start, this.#text.length, 'string', true);
  }

  #character(start: Position): Token {
    const text = this.#text;
    let bad = false;
    let at = start + 1;
    for (let count = 0; ; count++) {
      const unit = text.charCodeAt(at);
      if (unit === 39) {
        if (!bad && count !== 1) {
          this.#report(
            count === 0 ? at : start,
            count === 0
              ? "empty rune literal or unescaped '"
              : 'more than one character in rune literal',
          );
          bad = true;
        }
        return this.#literal(start, at + 1, 'rune', bad);
      }
      if (unit === 92) {
        const end = this.#escape(at + 1, 39);
        if (end < 0) bad = true;
        at = Math.abs(end);
      } else if (unit === 10 || at >= text.length) {
        if (!bad)
          this.#report(
            unit === 10 ? at : start,
            unit === 10 ? 'newline in rune literal' : 'rune literal not terminated',
          );
        return this.#literal(start, at, 'rune', true);
      } else at += String.fromCodePoint(text.codePointAt(at) ?? 0).length;
    }
  }

  /** Checks the escape after a backslash; the offset behind it, negative if it is wrong. */
  #escape(at: Position, quote: number): number {
    const text = this.#text;
    const unit = text.charCodeAt(at);
    const character = text.charAt(at);
    if (unit === quote || (character !== '' && 'abfnrtv\\'.includes(character))) return at + 1;
    let digits: number;
    let base = 16;
    let largest = 0x10ffff;
    if (unit >= 48 && unit <= 55) [digits, base, largest] = [3, 8, 255];
    else if (character === 'x') [digits, largest] = [2, 255];
    else if (character === 'u') digits = 4;
    else if (character === 'U') digits = 8;
    else {
      if (at >= text.length) return at;
      this.#report(at, 'unknown escape');
      return -at;
    }
    if (base === 16) at++;
    let value = 0;
    for (let count = 0; count < digits; count++, at++) {
      if (at >= text.length) return at;
      const digit = Number.parseInt(text.charAt(at), base);
      if (Number.isNaN(digit)) {
        const code = text.codePointAt(at) ?? 0;
        this.#report(
          at,
          `invalid character ${quoteCharacter(code)} in ${base === 8 ? 'octal' : 'hexadecimal'} escape`,
        );
        return -at;
      }
      value = value * base + digit;
    }
    if (base === 8 && value > largest) this.#report(at, `octal escape value ${value} > 255`);
    else if (value > largest || (value >= 0xd800 && value < 0xe000))
      this.#report(
        at,
        `escape is invalid Unicode code point ${value > 0x10ffff || (value >= 0xd800 && value < 0xe000) ? `U+${value.toString(16).toUpperCase()}` : describeCodePoint(value)}`,
      );
    else return at;
    return -at;
  }
}
