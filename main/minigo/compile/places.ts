/** Reading and writing places: variables, fields, elements, what pointers lead to. */
import { underlying, type Type } from '../types.ts';
import type { FunctionCompiler } from './function-compiler.ts';
import { isNarrow } from './function-compiler.ts';
import { layoutOf, structLayout } from './layout.ts';
import { anyPointer, wordAfter, type Destination, type Operand, type Place } from './operands.ts';
import { representationCode } from './representations.ts';

type Simple = Extract<Place, { kind: 'register' | 'frame' | 'memory' | 'map-element' | 'blank' }>;

/** A part of a place, `offset` bytes into it. */
export function placeAt(place: Place, offset: number, type: Type): Place {
  switch (place.kind) {
    case 'register': {
      return frameOrRegister(place.register, offset, type, place.hold);
    }
    case 'frame':
      return frameOrRegister(place.register, place.offset + offset, type, place.hold);
    case 'memory':
      return { ...place, offset: place.offset + offset, type };
    case 'captured':
      return { ...place, inner: place.inner + offset, type };
    case 'slice-element':
    case 'array-element':
      return { ...place, offset: place.offset + offset, type };
    default:
      throw new TypeError(`A ${place.kind} has no parts.`);
  }
}

function frameOrRegister(
  register: number,
  offset: number,
  type: Type,
  hold: Operand['hold'],
): Place {
  const layout = layoutOf(type);
  if (offset % 8 === 0 && !isNarrow(layout) && layout.size % 8 === 0) {
    const partHold = hold === 'rooted' ? 'raw' : hold;
    return { kind: 'register', register: wordAfter(register, offset / 8), type, hold: partHold };
  }
  return { kind: 'frame', register, offset, type, hold };
}

/** A field of a struct. */
export function fieldPlace(place: Place, struct: Type, index: number): Place {
  const base = underlying(struct);
  if (base.kind !== 'struct') throw new TypeError(`A ${base.kind} has no fields.`);
  const field = base.fields[index];
  const offset = structLayout(base).offsets[index];
  if (field === undefined || offset === undefined)
    throw new RangeError(`There is no field ${index}.`);
  return placeAt(place, offset, field.type);
}

/** An operand as a place: a value that is not addressable but can be read in parts. */
export function placeOfOperand(operand: Operand): Place {
  return { kind: 'register', register: operand.register, type: operand.type, hold: operand.hold };
}

/** Works out addresses: what is left is a register, part of a frame, memory, or a map's element. */
export function resolve(c: FunctionCompiler, place: Place): Simple {
  switch (place.kind) {
    case 'captured': {
      const closure: Operand = { register: c.closureRegister, type: anyPointer, hold: 'variable' };
      if (!place.byReference)
        return {
          kind: 'memory',
          pointer: closure,
          offset: place.offset + place.inner,
          type: place.type,
        };
      const register = c.emitter.raw();
      c.emitter.emit(
        'load',
        register,
        closure.register,
        place.offset,
        representationCode('pointer'),
      );
      return {
        kind: 'memory',
        pointer: { register, type: anyPointer, hold: 'raw' },
        offset: place.inner,
        type: place.type,
      };
    }
    case 'slice-element': {
      const register = c.emitter.raw();
      c.emitter.emit(
        'element',
        register,
        place.slice.register,
        place.index.register,
        place.elementSize,
      );
      return {
        kind: 'memory',
        pointer: { register, type: anyPointer, hold: 'raw' },
        offset: place.offset,
        type: place.type,
      };
    }
    case 'array-element': {
      const start = addressOf(c, place.array);
      const register = c.emitter.raw();
      const site = c.tables.site({ size: place.elementSize, length: place.length });
      c.emitter.emit('arrayElement', register, start.register, place.index.register, site);
      return {
        kind: 'memory',
        pointer: { register, type: anyPointer, hold: 'raw' },
        offset: place.offset,
        type: place.type,
      };
    }
    default:
      return place;
  }
}

/** A raw register with the address of a place. */
export function addressOf(c: FunctionCompiler, place: Place): Operand {
  const simple = resolve(c, place);
  if (simple.kind === 'memory' && simple.offset === 0) return simple.pointer;
  const register = c.emitter.raw();
  const result: Operand = { register, type: anyPointer, hold: 'raw' };
  switch (simple.kind) {
    case 'register':
      c.emitter.emit('frameAddress', register, simple.register, 0);
      return result;
    case 'frame':
      c.emitter.emit('frameAddress', register, simple.register, simple.offset);
      return result;
    case 'memory':
      c.emitter.emit('address', register, simple.pointer.register, simple.offset);
      return result;
    default:
      throw new TypeError(`A ${simple.kind} has no address.`);
  }
}

/** The value of a place. Pointers in it are borrowed unless it is a variable's own registers. */
export function load(c: FunctionCompiler, place: Place, hint: Destination | null = null): Operand {
  if (place.kind === 'slice-element' && place.offset === 0 && place.elementSize === 8) {
    const { representation } = layoutOf(place.type);
    if (representation === 'int64' || representation === 'uint64' || representation === 'float64') {
      const result = c.rawResult(place.type, hint);
      c.emitter.emit('loadElement', result.register, place.slice.register, place.index.register);
      return result;
    }
  }
  const simple = resolve(c, place);
  switch (simple.kind) {
    case 'register':
      return { register: simple.register, type: simple.type, hold: simple.hold };
    case 'frame': {
      const pointer = addressOf(c, simple);
      return loadMemory(c, pointer, 0, simple.type, hint);
    }
    case 'memory':
      return loadMemory(c, simple.pointer, simple.offset, simple.type, hint);
    case 'map-element':
      return loadMapElement(c, simple, null, hint);
    case 'blank':
      throw new TypeError('Nothing cannot be read.');
  }
}

function loadMemory(
  c: FunctionCompiler,
  pointer: Operand,
  offset: number,
  type: Type,
  hint: Destination | null,
): Operand {
  const layout = layoutOf(type);
  if (layout.words === 0) {
    c.emitter.emit('checkNil', pointer.register);
    return c.zeroOperand(type);
  }
  if (layout.pointers.length > 0 && hint !== null) {
    const result: Operand = { register: hint.register, type, hold: 'variable' };
    if (layout.words === 1) c.emitter.emit('loadRooted', hint.register, pointer.register, offset);
    else
      c.emitter.emit(
        'loadBlockRooted',
        hint.register,
        pointer.register,
        offset,
        c.tables.block(layout),
      );
    return result;
  }
  const result = c.rawResult(type, hint);
  if (layout.representation === 'block' || layout.words > 1) {
    c.emitter.emit('loadBlock', result.register, pointer.register, offset, c.tables.block(layout));
  } else {
    c.emitter.emit(
      'load',
      result.register,
      pointer.register,
      offset,
      representationCode(layout.representation),
    );
  }
  return result;
}

/** `m[k]`; `ok`, if not null, is a register for whether the key is there. */
export function loadMapElement(
  c: FunctionCompiler,
  place: Extract<Place, { kind: 'map-element' }>,
  ok: number | null,
  hint: Destination | null,
): Operand {
  const layout = layoutOf(place.type);
  const isRooted = layout.pointers.length > 0 && hint?.fresh === true;
  const result = isRooted
    ? c.rootedResult(place.type, hint)
    : c.rawResult(place.type, layout.pointers.length > 0 ? null : hint);
  c.emitter.emit(
    'mapLoad',
    result.register,
    place.map.register,
    place.key.register,
    mapSite(c, place.mapType, ok, isRooted),
  );
  return result;
}

/** `m[k] = value`. */
export function storeInMap(
  c: FunctionCompiler,
  map: Operand,
  key: Operand,
  value: Operand,
  type: Type,
): void {
  const isTaken = value.hold === 'rooted';
  if (isTaken) c.emitter.take(value.register);
  c.emitter.emit(
    'mapStore',
    map.register,
    key.register,
    value.register,
    mapSite(c, type, null, isTaken),
  );
}

/** The table entry of an operation on a map. */
export function mapSite(
  c: FunctionCompiler,
  type: Type,
  ok: number | null,
  rooted: boolean,
): number {
  const base = underlying(type);
  if (base.kind !== 'map') throw new TypeError(`A ${base.kind} is no map.`);
  return c.tables.site({
    key: c.tables.types.of(base.key),
    value: c.tables.types.of(base.value),
    ok: ok ?? 0x7fffffff,
    rooted,
  });
}

/** Writes a value to a place; its pointers are counted, or transferred from a rooted temporary. */
export function store(c: FunctionCompiler, place: Place, value: Operand): void {
  if (place.kind === 'slice-element' && place.offset === 0 && place.elementSize === 8) {
    const { representation } = layoutOf(place.type);
    if (representation === 'int64' || representation === 'uint64' || representation === 'float64') {
      c.emitter.emit('storeElement', place.slice.register, place.index.register, value.register);
      return;
    }
  }
  const simple = resolve(c, place);
  switch (simple.kind) {
    case 'register':
      c.move(simple.register, { ...value, type: simple.type });
      return;
    case 'frame':
      storeMemory(c, addressOf(c, simple), 0, simple.type, value);
      return;
    case 'memory':
      storeMemory(c, simple.pointer, simple.offset, simple.type, value);
      return;
    case 'map-element':
      storeInMap(c, simple.map, simple.key, value, simple.mapType);
      return;
    case 'blank':
      return;
  }
}

function storeMemory(
  c: FunctionCompiler,
  pointer: Operand,
  offset: number,
  type: Type,
  value: Operand,
): void {
  const layout = layoutOf(type);
  if (layout.words === 0) {
    c.emitter.emit('checkNil', pointer.register);
    return;
  }
  const isTaken = value.hold === 'rooted';
  if (isTaken) c.emitter.take(value.register);
  if (layout.representation === 'block' || layout.words > 1) {
    c.emitter.emit(
      isTaken ? 'storeBlockTaken' : 'storeBlock',
      pointer.register,
      offset,
      value.register,
      c.tables.block(layout),
    );
  } else if (layout.representation === 'pointer') {
    c.emitter.emit(
      isTaken ? 'storeTaken' : 'storeRooted',
      pointer.register,
      offset,
      value.register,
    );
  } else {
    c.emitter.emit(
      'store',
      pointer.register,
      offset,
      value.register,
      representationCode(layout.representation),
    );
  }
}

/** Makes what a place depends on safe from whatever runs before it is used. */
export function securePlace(c: FunctionCompiler, place: Place): Place {
  switch (place.kind) {
    case 'memory':
      return { ...place, pointer: c.secure(place.pointer) };
    case 'slice-element':
      return { ...place, slice: c.secure(place.slice), index: c.secure(place.index) };
    case 'array-element':
      return { ...place, array: securePlace(c, place.array), index: c.secure(place.index) };
    case 'map-element':
      return { ...place, map: c.secure(place.map), key: c.secure(place.key) };
    default:
      return place;
  }
}
