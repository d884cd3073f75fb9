/** The names that every program knows without declaring them. */
import { boolConstant, intConstant } from '../constants.ts';
import type { BuiltinName, Entity } from '../entities.ts';
import { anyInterface } from '../type-text.ts';
import { basicTypes, type InterfaceType, type NamedType, type Type } from '../types.ts';
import { Scope } from './records.ts';

const errorInterface: InterfaceType = {
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
};

/** The predeclared type `error`. */
export const errorType: NamedType = {
  kind: 'named',
  name: 'error',
  packageName: '',
  ordinal: -1,
  entity: null,
  underlying: errorInterface,
  methods: [],
  typeArguments: [],
};

const predeclaredTypes: readonly (readonly [string, Type])[] = [
  ...(
    [
      'bool',
      'int',
      'int8',
      'int16',
      'int32',
      'int64',
      'uint',
      'uint8',
      'uint16',
      'uint32',
      'uint64',
    ] as const
  ).map((name) => [name, basicTypes[name]] as const),
  ['uintptr', basicTypes.uintptr],
  ['float32', basicTypes.float32],
  ['float64', basicTypes.float64],
  ['string', basicTypes.string],
  ['byte', basicTypes.byte],
  ['rune', basicTypes.rune],
  ['error', errorType],
  ['any', anyInterface],
];

const builtins: readonly BuiltinName[] = [
  'append',
  'cap',
  'clear',
  'close',
  'copy',
  'delete',
  'len',
  'make',
  'max',
  'min',
  'new',
  'panic',
  'print',
  'println',
  'recover',
];

/** Predeclared names of Go that MiniGo leaves out, and what they belong to. */
export const outsideNames: ReadonlyMap<string, string> = new Map([
  ['complex64', 'complex64'],
  ['complex128', 'complex128'],
  ['complex', 'complex'],
  ['real', 'real'],
  ['imag', 'imag'],
  ['comparable', 'comparable'],
]);

export const universe = new Scope(null);

/** The predeclared `iota`; its value depends on the line. */
export const iotaEntity: Entity = {
  kind: 'constant',
  name: 'iota',
  type: basicTypes.untypedInt,
  value: intConstant(0),
  position: -1,
};

function fill(): void {
  for (const [name, type] of predeclaredTypes)
    universe.insert(name, { kind: 'type', name, type, position: -1 });
  for (const name of builtins) universe.insert(name, { kind: 'builtin', name });
  for (const value of [true, false])
    universe.insert(String(value), {
      kind: 'constant',
      name: String(value),
      type: basicTypes.untypedBool,
      value: boolConstant(value),
      position: -1,
    });
  universe.insert('iota', iotaEntity);
  universe.insert('nil', { kind: 'nil' });
}
fill();
