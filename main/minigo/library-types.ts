/** What each package that a program may import offers, as the checker sees it. */
import { errorType } from './check/universe.ts';
import { intConstant } from './constants.ts';
import type { Entity } from './entities.ts';
import { addCleanup, weakMake, weakPointerOf } from './library-generics.ts';
import {
  builderType,
  cleanupType,
  durationType,
  libraryFunction,
  memStatsType,
  mutexType,
  signatureOf,
  stringerType,
  waitGroupType,
} from './library-named.ts';
import { outsideMembers } from './library-outside.ts';
import { anyInterface } from './type-text.ts';
import { basicTypes, type SignatureType, type Type } from './types.ts';

export interface LibraryPackage {
  readonly path: string;
  readonly name: string;
  readonly members: ReadonlyMap<string, Entity>;
  /** Exported by Go's package, but not by MiniGo's; `T.m` for members of its types. */
  readonly otherNames: ReadonlySet<string>;
}

const { bool, int, string } = basicTypes;
const strings: Type = { kind: 'slice', element: string };
const anything: Type = { kind: 'slice', element: anyInterface };

const functions: Readonly<Record<string, Readonly<Record<string, SignatureType>>>> = {
  errors: { New: signatureOf([string], [errorType], false, ['text']) },
  fmt: {
    Errorf: signatureOf([string, anything], [errorType], true, ['format', 'a']),
    Print: signatureOf([anything], [int, errorType], true, ['a', 'n', 'err']),
    Printf: signatureOf([string, anything], [int, errorType], true, ['format', 'a', 'n', 'err']),
    Println: signatureOf([anything], [int, errorType], true, ['a', 'n', 'err']),
    Sprint: signatureOf([anything], [string], true, ['a']),
    Sprintf: signatureOf([string, anything], [string], true, ['format', 'a']),
    Sprintln: signatureOf([anything], [string], true, ['a']),
  },
  runtime: {
    GC: signatureOf([]),
    Gosched: signatureOf([]),
    KeepAlive: signatureOf([anyInterface], [], false, ['x']),
    NumGoroutine: signatureOf([], [int]),
    ReadMemStats: signatureOf([{ kind: 'pointer', element: memStatsType }], [], false, ['m']),
    SetFinalizer: signatureOf([anyInterface, anyInterface], [], false, ['obj', 'finalizer']),
  },
  sort: {
    Ints: signatureOf([{ kind: 'slice', element: int }], [], false, ['x']),
    Slice: signatureOf(
      [anyInterface, signatureOf([int, int], [bool], false, ['i', 'j'])],
      [],
      false,
      ['x', 'less'],
    ),
    Strings: signatureOf([strings], [], false, ['x']),
  },
  strings: {
    Contains: signatureOf([string, string], [bool], false, ['s', 'substr']),
    Fields: signatureOf([string], [strings], false, ['s']),
    HasPrefix: signatureOf([string, string], [bool], false, ['s', 'prefix']),
    HasSuffix: signatureOf([string, string], [bool], false, ['s', 'suffix']),
    Index: signatureOf([string, string], [int], false, ['s', 'substr']),
    Join: signatureOf([strings, string], [string], false, ['elems', 'sep']),
    Repeat: signatureOf([string, int], [string], false, ['s', 'count']),
    Replace: signatureOf([string, string, string, int], [string], false, ['s', 'old', 'new', 'n']),
    ReplaceAll: signatureOf([string, string, string], [string], false, ['s', 'old', 'new']),
    Split: signatureOf([string, string], [strings], false, ['s', 'sep']),
    ToLower: signatureOf([string], [string], false, ['s']),
    ToUpper: signatureOf([string], [string], false, ['s']),
    TrimSpace: signatureOf([string], [string], false, ['s']),
  },
  sync: {},
  time: { Sleep: signatureOf([durationType], [], false, ['d']) },
  unsafe: {},
  weak: {},
};

const types: Readonly<Record<string, readonly Type[]>> = {
  fmt: [stringerType],
  runtime: [memStatsType, cleanupType],
  strings: [builderType],
  sync: [mutexType, waitGroupType],
  time: [durationType],
};

const durations: readonly (readonly [string, number])[] = [
  ['Nanosecond', 1],
  ['Microsecond', 1e3],
  ['Millisecond', 1e6],
  ['Second', 1e9],
  ['Minute', 60e9],
  ['Hour', 3600e9],
];

function describe(path: string): LibraryPackage {
  const members = new Map<string, Entity>();
  for (const [name, signature] of Object.entries(functions[path] ?? {}))
    members.set(name, libraryFunction(path, name, signature));
  for (const type of types[path] ?? [])
    if (type.kind === 'named')
      members.set(type.name, { kind: 'type', name: type.name, type, position: -1 });
  if (path === 'runtime') members.set(addCleanup.name, addCleanup);
  if (path === 'time')
    for (const [name, value] of durations)
      members.set(name, {
        kind: 'constant',
        name,
        type: durationType,
        value: intConstant(value),
        position: -1,
      });
  if (path === 'unsafe') members.set('Sizeof', { kind: 'builtin', name: 'unsafe.Sizeof' });
  if (path === 'weak') {
    members.set(weakMake.name, weakMake);
    // Stands for the generic type until it is instantiated.
    members.set('Pointer', {
      kind: 'type',
      name: 'Pointer',
      type: weakPointerOf(basicTypes.invalid),
      position: -1,
    });
  }
  return {
    path,
    name: path,
    members,
    otherNames: new Set((outsideMembers[path] ?? '').split(' ')),
  };
}

/** By import path. */
export const libraryPackages: ReadonlyMap<string, LibraryPackage> = new Map(
  Object.keys(functions).map((path) => [path, describe(path)]),
);
