/** The declared types of the library, and the means to write down its functions. */
import type { FunctionEntity } from './entities.ts';
import type { Mutable } from './check/records.ts';
import {
  basicTypes,
  type FieldOfStruct,
  type NamedType,
  type SignatureType,
  type Type,
} from './types.ts';
import { errorType } from './check/universe.ts';

/** A signature from the types of its parameters and results; `names` in that order, for messages. */
export function signatureOf(
  parameters: readonly Type[],
  results: readonly Type[] = [],
  variadic = false,
  names: readonly string[] = [],
): SignatureType {
  return {
    kind: 'signature',
    parameters: parameters.map((type, index) => ({ name: names[index] ?? '', type })),
    results: results.map((type, index) => ({ name: names[parameters.length + index] ?? '', type })),
    variadic,
  };
}

export function libraryFunction(
  packageName: string,
  name: string,
  signature: SignatureType,
): FunctionEntity {
  return {
    kind: 'function',
    name,
    signature,
    receiver: null,
    packageName,
    declaration: null,
    functionIndex: -1,
    position: -1,
  };
}

function slice(element: Type): Type {
  return { kind: 'slice', element };
}

function field(name: string, type: Type, packageName: string): FieldOfStruct {
  return { name, type, embedded: false, tag: '', packageName };
}

interface MethodShape {
  readonly name: string;
  /** Names of its parameters, for messages. */
  readonly names?: readonly string[];
  readonly parameters?: readonly Type[];
  readonly results?: readonly Type[];
}

function declared(
  packageName: string,
  name: string,
  underlying: Type,
  methods: readonly MethodShape[],
  pointer: boolean,
): NamedType {
  const list: FunctionEntity[] = [];
  const type: NamedType = {
    kind: 'named',
    name,
    packageName,
    ordinal: -1,
    entity: null,
    underlying,
    methods: list,
    typeArguments: [],
  };
  for (const { name: methodName, parameters = [], results = [], names = [] } of methods) {
    const method: Mutable<FunctionEntity> = libraryFunction(
      packageName,
      methodName,
      signatureOf(parameters, results, false, names),
    );
    method.receiver = { type: pointer ? { kind: 'pointer', element: type } : type, pointer };
    list.push(method);
  }
  return type;
}

/** The name that a method of the library has for its receiver, where a message may show it. */
export function libraryReceiver(method: FunctionEntity): string {
  const type = method.receiver?.type;
  const base = type?.kind === 'pointer' ? type.element : type;
  if (base === builderType) return 'b';
  return base === waitGroupType ? 'wg' : '';
}

const { bool, byte, float64, int, int32, int64, rune, string, uint32, uint64, uint8 } = basicTypes;
const bytes = slice(byte);

/** A struct of a library that no program looks into; the fields give it Go's size. */
function opaque(packageName: string, name: string, fields: readonly FieldOfStruct[]): NamedType {
  return declared(packageName, name, { kind: 'struct', fields }, [], false);
}

const noCopy = opaque('sync', 'noCopy', []);

export const mutexType = declared(
  'sync',
  'Mutex',
  {
    kind: 'struct',
    fields: [
      field('_', noCopy, 'sync'),
      field(
        'mu',
        opaque('sync', 'Mutex', [field('state', int32, 'sync'), field('sema', uint32, 'sync')]),
        'sync',
      ),
    ],
  },
  [{ name: 'Lock' }, { name: 'TryLock', results: [bool] }, { name: 'Unlock' }],
  true,
);

export const waitGroupType = declared(
  'sync',
  'WaitGroup',
  {
    kind: 'struct',
    fields: [
      field('noCopy', noCopy, 'sync'),
      field(
        'state',
        opaque('atomic', 'Uint64', [
          field('_', noCopy, 'atomic'),
          field('_', noCopy, 'atomic'),
          field('v', uint64, 'atomic'),
        ]),
        'sync',
      ),
      field('sema', uint32, 'sync'),
    ],
  },
  [{ name: 'Add', parameters: [int], names: ['delta'] }, { name: 'Done' }, { name: 'Wait' }],
  true,
);

export const builderType = declared(
  'strings',
  'Builder',
  {
    kind: 'struct',
    fields: [
      field('addr', { kind: 'pointer', element: uint8 }, 'strings'),
      field('buf', bytes, 'strings'),
    ],
  },
  [
    { name: 'Cap', results: [int] },
    { name: 'Grow', parameters: [int], names: ['n'] },
    { name: 'Len', results: [int] },
    { name: 'Reset' },
    { name: 'String', results: [string] },
    { name: 'Write', parameters: [bytes], names: ['p'], results: [int, errorType] },
    { name: 'WriteByte', parameters: [byte], names: ['c'], results: [errorType] },
    { name: 'WriteRune', parameters: [rune], names: ['r'], results: [int, errorType] },
    { name: 'WriteString', parameters: [string], names: ['s'], results: [int, errorType] },
  ],
  true,
);

export const durationType = declared(
  'time',
  'Duration',
  int64,
  [
    { name: 'Hours', results: [float64] },
    { name: 'Microseconds', results: [int64] },
    { name: 'Milliseconds', results: [int64] },
    { name: 'Minutes', results: [float64] },
    { name: 'Nanoseconds', results: [int64] },
    { name: 'Seconds', results: [float64] },
    { name: 'String', results: [string] },
  ],
  false,
);

/** The figures that the simulated heap answers; Go's own struct has more. */
export const memStatsType = declared(
  'runtime',
  'MemStats',
  {
    kind: 'struct',
    fields: [
      field('HeapAlloc', uint64, 'runtime'),
      field('Mallocs', uint64, 'runtime'),
      field('Frees', uint64, 'runtime'),
      field('HeapObjects', uint64, 'runtime'),
      field('NumGC', uint32, 'runtime'),
    ],
  },
  [],
  false,
);

export const cleanupType = declared(
  'runtime',
  'Cleanup',
  {
    kind: 'struct',
    fields: [field('id', uint64, 'runtime'), field('ptr', basicTypes.uintptr, 'runtime')],
  },
  [{ name: 'Stop' }],
  false,
);

export const stringerType: NamedType = declared(
  'fmt',
  'Stringer',
  { kind: 'interface', methods: [{ name: 'String', signature: signatureOf([], [string]) }] },
  [],
  false,
);
