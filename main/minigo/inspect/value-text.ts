/**
 * A Go value in a few characters, read from the planes as they are at the moment that is looked at.
 * Nothing is called and nothing noted: looking changes nothing.
 */
import { isOpaque } from '../compile/frame-variables.ts';
import { isPointerShaped, layoutOf, structLayout } from '../compile/layout.ts';
import { representationCode } from '../compile/representations.ts';
import { plainName, typeText, type TypesTable } from '../compile/types-table.ts';
import { formatFloat } from '../format/float.ts';
import { quote } from '../format/quote.ts';
import { fromBytes } from '../format/text.ts';
import { doubleOf, toBigInt, toUnsignedBigInt } from '../machine/integers.ts';
import { advance, type Memory } from '../machine/memory.ts';
import { underlying, type Type } from '../types.ts';

/** Most characters of a string, and most elements or fields, that are shown. */
const charactersShown = 24;
const partsShown = 4;

export class ValueText {
  readonly #memory: Memory;
  readonly #types: TypesTable;
  /** What a pointer into a frame leads to, in the words of the program: `&x`. */
  readonly #inFrames: (word: number) => string;

  constructor(memory: Memory, types: TypesTable, inFrames: (word: number) => string) {
    this.#memory = memory;
    this.#types = types;
    this.#inFrames = inFrames;
  }

  /** A scalar as a register holds it. */
  inRegister(type: Type, low: number, high: number): string {
    const base = underlying(type);
    if (base.kind !== 'basic') return '';
    if (base.name === 'bool') return String(low !== 0);
    if (base.name.startsWith('float')) return this.#float(type, low, high);
    return base.name.startsWith('u')
      ? String(toUnsignedBigInt(low, high))
      : String(toBigInt(low, high));
  }

  /** A value that lies at a pointer; null for one that is a pointer to an object and nothing else. */
  at(type: Type, low: number, high: number, depth = 0): string | null {
    if (isOpaque(type))
      return isPointerShaped(type) ? this.#pointer(low, high) : plainName(typeText(type));
    const base = underlying(type);
    switch (base.kind) {
      case 'basic':
        return base.name === 'string' ? this.#string(low, high) : this.#scalar(type, low, high);
      case 'pointer':
      case 'map':
      case 'channel':
      case 'signature':
        return this.#pointer(low, high);
      case 'slice':
        return this.#slice(low, high);
      case 'interface':
        return this.#interface(low, high, depth);
      case 'struct': {
        const { offsets } = structLayout(base);
        const parts = base.fields.map((field, index) => ({
          name: `${field.name}: `,
          type: field.type,
          byte: offsets[index] ?? 0,
        }));
        return `{${this.#parts(parts, low, high, depth)}}`;
      }
      case 'array': {
        const { size } = layoutOf(base.element);
        const parts = Array.from({ length: Math.min(base.length, partsShown + 1) }, (_, index) => ({
          name: '',
          type: base.element,
          byte: index * size,
        }));
        return `[${this.#parts(parts, low, high, depth)}]`;
      }
      default:
        return '';
    }
  }

  #parts(
    parts: readonly { readonly name: string; readonly type: Type; readonly byte: number }[],
    low: number,
    high: number,
    depth: number,
  ): string {
    if (depth > 1) return parts.length === 0 ? '' : '…';
    const texts = parts
      .slice(0, partsShown)
      .map(
        ({ name, type, byte }) =>
          `${name}${this.at(type, advance(low, byte), high, depth + 1) ?? this.#object(advance(low, byte), high)}`,
      );
    if (parts.length > partsShown) texts.push('…');
    return texts.join(', ');
  }

  /** Both halves of the word at a pointer, `index` words on. */
  #word(low: number, high: number, index = 0): readonly [number, number] {
    const plane = this.#memory.plane(low, high);
    const at = (this.#memory.byteOf(low) >>> 2) + index * 2;
    return [plane[at] ?? 0, plane[at + 1] ?? 0];
  }

  #scalar(type: Type, low: number, high: number): string {
    const memory = this.#memory;
    memory.readScalar(low, high, 0, representationCode(layoutOf(type).representation));
    return this.inRegister(type, memory.low, memory.high);
  }

  #float(type: Type, low: number, high: number): string {
    const width = layoutOf(type).representation === 'float32' ? 32 : 64;
    return formatFloat(doubleOf(low, high), 'g', -1, width);
  }

  #string(low: number, high: number): string {
    const [start, object] = this.#word(low, high);
    const [length] = this.#word(low, high, 1);
    // One character too many tells that there are more; a rune has up to four bytes.
    const bytes = this.#memory.readBytes(start, object, Math.min(length, charactersShown * 4));
    const characters = [...fromBytes(quote(bytes)).slice(1, -1)];
    if (characters.length <= charactersShown && bytes.length === length)
      return `"${characters.join('')}"`;
    return `"${characters.slice(0, charactersShown).join('')}…"`;
  }

  #slice(low: number, high: number): string | null {
    const [start, object] = this.#word(low, high);
    const [length] = this.#word(low, high, 1);
    const [capacity] = this.#word(low, high, 2);
    if (start === 0 && object === 0 && capacity === 0) return null;
    return `len ${length}, cap ${capacity}`;
  }

  #interface(low: number, high: number, depth: number): string | null {
    const [id] = this.#word(low, high);
    if (id === 0) return null;
    const { type, text } = this.#types.at(id);
    const name = plainName(text);
    if (isPointerShaped(type)) return name;
    const [at, object] = this.#word(low, high, 1);
    const value = at === 0 && object === 0 ? null : this.at(type, at, object, depth + 1);
    return value === null ? name : `${name} ${value}`;
  }

  /** Null for nil and for what leads to an object. */
  #pointer(low: number, high: number): string | null {
    const [start, object] = this.#word(low, high);
    if (object !== 0 || start === 0) return null;
    return start > 0 ? this.#inFrames(start) : null;
  }

  /** The object a pointer leads to, inside the text of something larger. */
  #object(low: number, high: number): string {
    const [, object] = this.#word(low, high);
    return object === 0 ? 'nil' : `→${object}`;
  }
}
