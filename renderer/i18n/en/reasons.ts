/** Why things are as they are, in English: words for the codes that stand in answers. */
import type {
  DamageCause,
  EscapeReason,
  LabCode,
  Limit,
  OutsideConstruct,
  ReadingLimit,
  SchemaFault,
  ScriptCode,
  SettingsCode,
  SimulatorOnlyReason,
} from '../../../main/contract/codes.ts';
import type { WordValues } from '../shapes.ts';
import { sandbox } from './sandbox.ts';
import { settings as names } from './settings.ts';

const escapes: Record<EscapeReason, string> = {
  stays: 'Nothing outlives the call.',
  returned: 'It flows to a result.',
  'stored-in-global': 'It is stored in a package variable.',
  'stored-through-pointer': 'It is stored where a pointer, slice or map leads.',
  sent: 'It is sent on a channel.',
  'captured-by-escaping-closure': 'A closure that escapes captures it.',
  'passed-to-escaping-parameter': 'It is passed to a parameter that escapes.',
  'passed-to-unknown-function':
    'It is passed to a function that is known only when the program runs.',
  'started-goroutine': 'A goroutine that is started uses it.',
  'deferred-in-loop': 'It is used by a defer in a loop.',
  'outlives-loop-iteration': 'It outlives the iteration that made it.',
  'held-by-escaping-value': 'Something that escapes points to it.',
  'stored-in-enclosing-function':
    'A closure stores it in a variable of the function around the closure.',
  'boxed-and-escapes': 'It is in an interface value that escapes.',
  'too-large': 'It is too large for the stack.',
  'size-not-constant': 'Its size is known only when the program runs.',
  'address-taken': 'Its address is taken, and everything of that kind was asked to be on the heap.',
  'always-object':
    'Go would keep it in the frame. Here every backing array, map, closure and boxed value is an object.',
  global: 'A package variable lies in static storage.',
};

const simulatorOnly: Record<SimulatorOnlyReason, string> = {
  address: 'the output depends on an address.',
  'memory-statistics': 'the output depends on figures of the memory statistics.',
  'map-order': 'the output depends on the order of a map.',
  schedule: 'the output depends on the order in which goroutines run.',
  'cleanup-order': 'the output depends on the order of cleanups.',
  capacity: 'the output depends on a capacity.',
  'stack-depth': 'the output depends on how deep a stack may be.',
  finalizer: 'the output depends on when a finalizer runs.',
};

const limits: Record<Limit['kind'], (most: string) => string> = {
  steps: (most) =>
    `The program was stopped after ${most} statements, the most it may do. To let it do more, raise “${sandbox.steps}” under “${sandbox.optionsTitle}”; what it did until then can be looked at.`,
  output: (most) =>
    `The program was stopped: it printed more than ${most} bytes. This limit is fixed, since the session keeps all that is printed; what it did until then can be looked at.`,
  goroutines: (most) =>
    `The program was stopped: it had more than ${most} goroutines at once. This limit is fixed, so that a leak of goroutines ends before the memory does; what it did until then can be looked at.`,
  record: (most) =>
    `The record of this run is full: it holds ${most} bytes. This limit is fixed, since every moment of a run stays in memory; what was recorded can be looked at, and a shorter part can be run.`,
  depth: (most) =>
    `The stack is full: ${most} calls are inside one another, the most there may be. This limit is fixed; Go’s own is 1 GB of stack. Look for a recursion that never ends.`,
};

/** What the heap had no room for; `size` says how large it is. */
const heapFull = (size: string): string =>
  `An allocation found no block large enough in the heap of ${size}. To give it more, raise “${names.heapBytes}” under “${sandbox.optionsTitle}”, or drop some references; everything before it can be looked at.`;

const reading: Record<ReadingLimit, (values: WordValues) => string> = {
  'source-too-long': (v) =>
    `This program is longer than ${v['most'] ?? ''} bytes, the most that MiniGo reads. The limit is fixed, so that the source can be checked as you type.`,
  'nested-too-deep': (v) =>
    `This is nested more than ${v['most'] ?? ''} levels deep, the most that MiniGo reads. The limit is fixed; take the inner part out into a variable, a type or a function.`,
  'declarations-too-deep': () =>
    'Declarations lead to each other more deeply than MiniGo can follow. The limit is fixed; break the chain with a declaration that stands on its own.',
  'exponent-too-large': (v) =>
    `The exponent of ${v['text'] ?? ''} is beyond what MiniGo computes with. The limit is fixed; no type could hold the number.`,
  'type-too-large': (v) =>
    `Type ${v['type'] ?? ''} is larger than ${v['most'] ?? ''} bytes, the most that a type of MiniGo may have. The limit is fixed; a slice can be larger.`,
  'string-too-long': (v) =>
    `This constant string is longer than ${v['most'] ?? ''} bytes, the most that MiniGo keeps. The limit is fixed; strings.Repeat makes a longer one when the program runs.`,
};

const outside: Record<`outside-${OutsideConstruct}`, (values: WordValues) => string> = {
  'outside-named': (v) => `${v['name'] ?? ''} is not part of MiniGo`,
  'outside-package': (v) => `package ${v['name'] ?? ''} is not part of MiniGo`,
  'outside-directive': (v) => `the directive ${v['name'] ?? ''} is not part of MiniGo`,
  'outside-type-set': () => 'a type set in an interface is not part of MiniGo',
  'outside-complex-numbers': () => 'complex numbers are not part of MiniGo',
  'outside-instantiation': () => 'an instantiation with several types is not part of MiniGo',
  'outside-generic-type': () => 'a generic type is not part of MiniGo',
  'outside-generic-function': () => 'a generic function is not part of MiniGo',
  'outside-type-argument': () => 'a type argument of a function is not part of MiniGo',
  'outside-range-over-function': () => 'a range over a function is not part of MiniGo',
  'outside-dot-import': () => 'a dot import is not part of MiniGo',
  'outside-blank-import': () => 'a blank import is not part of MiniGo',
};

/** Parts of an operation, as the grammar names them. */
const parts: Readonly<Record<string, string | undefined>> = {
  slot: 'a name of letters and digits, with @ before it for a global',
  'slot-or-nil': 'nil, or a name of letters and digits, with @ before it for a global',
  name: 'a name',
  size: 'a whole number, 0 or more',
  field: 'a whole number, 0 or more',
};
const part = (v: WordValues): string => `${v['called'] ?? ''} (${parts[v['part'] ?? ''] ?? ''})`;

const script: Record<ScriptCode, (values: WordValues) => string> = {
  'unknown-word': (v) =>
    `“${v['word'] ?? ''}” is no operation: use alloc, root, write, read, push, pop, free or gc.`,
  'missing-word': (v) => `Something is missing after “${v['word'] ?? ''}”: ${part(v)}.`,
  'extra-word': (v) => `“${v['word'] ?? ''}” is too much: ${v['usage'] ?? ''}.`,
  'bad-slot': (v) => `“${v['word'] ?? ''}” is no name: expected ${part(v)}.`,
  'bad-number': (v) => `“${v['word'] ?? ''}” is no such number: expected ${part(v)}.`,
  'no-such-field': (v) => {
    const fields = Number(v['fields'] ?? 0);
    const has = fields === 0 ? 'has no fields' : `has the fields 0 to ${fields - 1}`;
    return `There is no field ${v['word'] ?? ''}: ${v['type'] ?? ''} ${has}.`;
  },
  'bad-size': (v) =>
    v['geometry'] === 'bytes'
      ? `${v['word'] ?? ''} bytes are too few: ${v['fields'] ?? ''} fields of 8 bytes need at least ${v['least'] ?? ''}.`
      : `${v['word'] ?? ''} cells are too few for ${v['fields'] ?? ''} fields: they hold at most ${v['most'] ?? ''}.`,
  'no-frame': () => 'There is no frame to leave: a push must come before this pop.',
};

const named = (
  list: Readonly<Record<string, { readonly name: string } | undefined>>,
  key: string | number | undefined,
): string => list[key ?? '']?.name ?? String(key ?? '');
const collector = (v: WordValues): string => named(names.collectors, v['collector']);
const allocator = (v: WordValues): string => named(names.allocators, v['allocator']);
const unit = (v: WordValues): string => names.unit[v['geometry'] === 'cells' ? 'cells' : 'bytes'];

const settings: Record<SettingsCode, (values: WordValues) => string> = {
  'heap-too-small': (v) =>
    `a heap of ${v['heapBytes'] ?? ''} ${unit(v)} is too small; it needs at least ${v['least'] ?? ''}.`,
  'heap-too-large': (v) =>
    `a heap of ${v['heapBytes'] ?? ''} ${unit(v)} is too large; it may have at most ${v['most'] ?? ''}.`,
  'heap-not-whole-words': (v) =>
    `a heap of ${v['heapBytes'] ?? ''} bytes does not consist of whole words; use a multiple of 8.`,
  'no-such-allocator': (v) => `there is no allocator “${allocator(v)}”.`,
  'no-such-collector': (v) => `there is no collector “${collector(v)}”.`,
  'not-together': (v) =>
    v['allocator'] === 'go' && v['geometry'] === 'cells'
      ? `the allocator “${allocator(v)}” works in bytes; its size classes mean nothing in cells.`
      : `the collector “${collector(v)}” moves objects to any address, which the allocator “${allocator(v)}” does not allow.`,
  'program-needs-bytes': () =>
    'a program needs a heap in bytes, for its values have sizes in bytes.',
};

/** What a schema has against a value. */
const schema: Record<SchemaFault, (values: WordValues) => string> = {
  'wrong-kind': () => 'another kind of value belongs there, or it is missing',
  'too-small': (v) => `less than is allowed (at least ${v['bound'] ?? ''})`,
  'too-large': (v) => `more than is allowed (at most ${v['bound'] ?? ''})`,
  'not-allowed': () => 'none of the values that are allowed',
  'unknown-field': () => 'a field that nothing knows',
  'wrong-form': () => 'not of the form that is expected',
};

const damage: Record<DamageCause, (values: WordValues) => string> = {
  'too-deep': (v) => `at character ${v['bound'] ?? ''}: too many brackets inside one another`,
  incomplete: () => 'at the end: the text is not complete or not correct',
  'unknown-version': () => 'in the version: no Heapwise wrote this number',
  changed: () => 'as its checksum tells: the contents are not those that were written',
  'same-run': () => 'in the runs: two have the same name',
  'missing-run': () => 'in the sandbox: it names a run that is not there',
  'wrong-kind': (v) => `at “${v['where'] ?? ''}”: ${schema['wrong-kind'](v)}`,
  'too-small': (v) => `at “${v['where'] ?? ''}”: ${schema['too-small'](v)}`,
  'too-large': (v) => `at “${v['where'] ?? ''}”: ${schema['too-large'](v)}`,
  'not-allowed': (v) => `at “${v['where'] ?? ''}”: ${schema['not-allowed'](v)}`,
  'unknown-field': (v) => `at “${v['where'] ?? ''}”: ${schema['unknown-field'](v)}`,
  'wrong-form': (v) => `at “${v['where'] ?? ''}”: ${schema['wrong-form'](v)}`,
};

const lab: Record<LabCode, (values: WordValues) => string> = {
  'too-long': (v) =>
    `The run records ${v['length'] ?? ''} events; a lab looks at no more than ${v['most'] ?? ''}.`,
};

export const reasons = {
  escapes,
  /** What the gutter tells of one variable. */
  escape: (name: string, place: string, reason: string): string => `${name}: ${place}. ${reason}`,
  simulatorOnly,
  limits,
  heapFull,
  reading,
  outside,
  script,
  settings,
  schema,
  damage,
  lab,
};
