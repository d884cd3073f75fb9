/** Variables as people see them: their names, part by part, and where each part lies. */
import { underlying, type Type } from '../types.ts';
import { layoutOf, structLayout } from './layout.ts';

/** One part of a variable that is shown by itself. */
export interface Leaf {
  /** `v`, `v.field`, `v[1].field`. */
  readonly path: string;
  /** Bytes from the beginning of the variable. */
  readonly byte: number;
  readonly type: Type;
}

/** Parts of a struct or array that are shown one by one; of more, the whole is shown as one text. */
const mostParts = 16;

/** Structs of the library are shown as a whole: what is inside them is not the program's. */
export function isOpaque(type: Type): boolean {
  return type.kind === 'named' && type.packageName !== 'main' && type.underlying.kind === 'struct';
}

/** The parts of a struct or an array; null for a value that has none. */
function partsOf(
  type: Type,
): { readonly name: string; readonly byte: number; type: Type }[] | null {
  if (isOpaque(type)) return null;
  const base = underlying(type);
  if (base.kind === 'struct') {
    const { offsets } = structLayout(base);
    return base.fields.map((field, index) => ({
      name: `.${field.name}`,
      byte: offsets[index] ?? 0,
      type: field.type,
    }));
  }
  if (base.kind !== 'array') return null;
  const { size } = layoutOf(base.element);
  return Array.from({ length: base.length }, (_, index) => ({
    name: `[${index}]`,
    byte: index * size,
    type: base.element,
  }));
}

function countOf(type: Type): number {
  if (isOpaque(type)) return 1;
  const base = underlying(type);
  if (base.kind === 'array') return base.length * countOf(base.element);
  if (base.kind !== 'struct') return 1;
  return base.fields.reduce((sum, field) => sum + countOf(field.type), 0);
}

/** What is shown of a variable: its fields and elements where they are few, else the whole. */
export function leavesOf(path: string, type: Type, byte = 0): readonly Leaf[] {
  const count = countOf(type);
  const parts = count === 0 || count > mostParts ? null : partsOf(type);
  if (parts === null) return [{ path, byte, type }];
  return parts.flatMap((part) => leavesOf(`${path}${part.name}`, part.type, byte + part.byte));
}

/** A name for each word of a variable: the path of the pointer in it; the variable's own for the others. */
export function wordNames(name: string, type: Type): readonly string[] {
  const names = new Array<string>(layoutOf(type).words).fill(name);
  if (name !== '') nameWords(names, name, type, 0);
  return names;
}

function nameWords(names: string[], path: string, type: Type, byte: number): void {
  const { pointers } = layoutOf(type);
  if (pointers.length === 0) return;
  const parts = partsOf(type);
  if (parts === null) for (const word of pointers) names[byte / 8 + word] = path;
  else
    for (const part of parts) nameWords(names, `${path}${part.name}`, part.type, byte + part.byte);
}
