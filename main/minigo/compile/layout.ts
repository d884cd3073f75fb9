/**
 * How a Go value lies in memory: Go's sizes and alignments on a 64-bit machine, and which of its
 * words hold pointers. Inside an object or a frame block every field is where Go puts it; a scalar
 * variable of its own takes a whole word.
 */
import { underlying, type Type } from '../types.ts';

/** How a value is handled: a scalar of one word in some width, or several words. */
export type Representation =
  | 'bool'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'uint8'
  | 'uint16'
  | 'uint32'
  | 'uint64'
  | 'float32'
  | 'float64'
  | 'pointer'
  | 'string'
  | 'slice'
  | 'interface'
  | 'block';

export interface Layout {
  readonly representation: Representation;
  /** In bytes. */
  readonly size: number;
  readonly align: number;
  /** Words it takes in a frame of its own. */
  readonly words: number;
  /** One character a word: `p` holds a pointer, `r` is raw. */
  readonly pattern: string;
  /** Offsets of the pointer words. */
  readonly pointers: readonly number[];
}

function layout(
  representation: Representation,
  size: number,
  align: number,
  pattern: string,
): Layout {
  const pointers: number[] = [];
  for (let i = 0; i < pattern.length; i++) if (pattern.charAt(i) === 'p') pointers.push(i);
  return { representation, size, align, words: pattern.length, pattern, pointers };
}

const basics: Readonly<Record<string, Layout>> = {
  bool: layout('bool', 1, 1, 'r'),
  int: layout('int64', 8, 8, 'r'),
  int8: layout('int8', 1, 1, 'r'),
  int16: layout('int16', 2, 2, 'r'),
  int32: layout('int32', 4, 4, 'r'),
  int64: layout('int64', 8, 8, 'r'),
  uint: layout('uint64', 8, 8, 'r'),
  uint8: layout('uint8', 1, 1, 'r'),
  uint16: layout('uint16', 2, 2, 'r'),
  uint32: layout('uint32', 4, 4, 'r'),
  uint64: layout('uint64', 8, 8, 'r'),
  uintptr: layout('uint64', 8, 8, 'r'),
  float32: layout('float32', 4, 4, 'r'),
  float64: layout('float64', 8, 8, 'r'),
  string: layout('string', 16, 8, 'pr'),
  'untyped bool': layout('bool', 1, 1, 'r'),
  'untyped int': layout('int64', 8, 8, 'r'),
  'untyped rune': layout('int32', 4, 4, 'r'),
  'untyped float': layout('float64', 8, 8, 'r'),
  'untyped string': layout('string', 16, 8, 'pr'),
  'untyped nil': layout('pointer', 8, 8, 'p'),
};

const pointerLayout = layout('pointer', 8, 8, 'p');
const sliceLayout = layout('slice', 24, 8, 'prr');
const interfaceLayout = layout('interface', 16, 8, 'rp');

/** Library types whose memory is the machine's own, at Go's sizes. */
const libraryLayouts: Readonly<Record<string, Layout>> = {
  // {addr *Builder; buf []byte}
  'strings.Builder': layout('block', 32, 8, 'rprr'),
  'sync.Mutex': layout('block', 8, 4, 'r'),
  // {noCopy; state uint64; sema uint32}
  'sync.WaitGroup': layout('block', 16, 8, 'rr'),
  // A pointer to the cell that holds the weak reference itself.
  'weak.Pointer': pointerLayout,
};

const known = new WeakMap<Type, Layout>();
const roundUp = (value: number, to: number): number => Math.ceil(value / to) * to;

/** Offsets of a struct's fields in bytes, and its layout. */
export interface StructLayout {
  readonly offsets: readonly number[];
  readonly layout: Layout;
}
const knownStructs = new WeakMap<Type, StructLayout>();

/** Where the fields of a struct type (or a type declared as one) lie. */
export function structLayout(type: Type): StructLayout {
  const struct = underlying(type);
  const found = knownStructs.get(struct);
  if (found !== undefined) return found;
  if (struct.kind !== 'struct') throw new TypeError(`A ${struct.kind} has no fields.`);
  const offsets: number[] = [];
  const pointerWords = new Set<number>();
  let at = 0;
  let align = 1;
  for (const field of struct.fields) {
    const part = layoutOf(field.type);
    at = roundUp(at, part.align);
    offsets.push(at);
    for (const word of part.pointers) pointerWords.add(at / 8 + word);
    at += part.size;
    align = Math.max(align, part.align);
  }
  // A zero-size field at the end is padded, so that its address stays inside the object.
  const last = struct.fields.at(-1);
  if (at > 0 && last !== undefined && layoutOf(last.type).size === 0) at += 1;
  const size = roundUp(at, align);
  let pattern = '';
  for (let word = 0; word < Math.ceil(size / 8); word++)
    pattern += pointerWords.has(word) ? 'p' : 'r';
  const made = { offsets, layout: layout('block', size, align, pattern) };
  knownStructs.set(struct, made);
  return made;
}

/** The layout of any type that a variable can have. */
export function layoutOf(type: Type): Layout {
  const found = known.get(type);
  if (found !== undefined) return found;
  const made = compute(type);
  known.set(type, made);
  return made;
}

function compute(type: Type): Layout {
  if (type.kind === 'named' && type.packageName !== 'main') {
    const own = libraryLayouts[`${type.packageName}.${type.name}`];
    if (own !== undefined) return own;
  }
  const base = underlying(type);
  switch (base.kind) {
    case 'basic': {
      const own = basics[base.name];
      if (own === undefined) throw new TypeError(`A value cannot have the type ${base.spelling}.`);
      return own;
    }
    case 'pointer':
    case 'map':
    case 'channel':
    case 'signature':
      return pointerLayout;
    case 'slice':
      return sliceLayout;
    case 'interface':
      return interfaceLayout;
    case 'struct':
      return structLayout(base).layout;
    case 'array': {
      const part = layoutOf(base.element);
      const size = part.size * base.length;
      const words = Math.ceil(size / 8);
      if (part.pointers.length === 0) return layout('block', size, part.align, 'r'.repeat(words));
      return layout('block', size, part.align, part.pattern.repeat(base.length));
    }
    default:
      throw new TypeError(`A value cannot have a ${base.kind} type.`);
  }
}

/** Whether a value of the type is a whole word that holds a pointer (stored in an interface as it is). */
export function isPointerShaped(type: Type): boolean {
  const { representation, size, pattern } = layoutOf(type);
  return (
    representation === 'pointer' || (representation === 'block' && size === 8 && pattern === 'p')
  );
}
