/**
 * What MiniGo does not read though it may be Go: what is too large for it, and what it leaves out. The
 * message is the command line's; `detail` lets a window say it in its own words.
 */
import type { ProblemCode, ProblemDetail } from './problems.ts';

/** Fixed limits of what is read. */
export type ReadingLimit =
  | 'source-too-long'
  | 'nested-too-deep'
  | 'declarations-too-deep'
  | 'exponent-too-large'
  | 'type-too-large'
  | 'string-too-long';

/** Constructs that are left out; the first three have a name of their own. */
export type OutsideConstruct =
  | 'named'
  | 'package'
  | 'directive'
  | 'type-set'
  | 'complex-numbers'
  | 'instantiation'
  | 'generic-type'
  | 'generic-function'
  | 'type-argument'
  | 'range-over-function'
  | 'dot-import'
  | 'blank-import';

/** A problem without its place. */
export interface Refusal {
  readonly message: string;
  readonly code: ProblemCode;
  readonly detail: ProblemDetail;
}

type Values = Readonly<Record<string, string | number>>;

const limitWords: Readonly<Record<ReadingLimit, (values: Values) => string>> = {
  'source-too-long': (v) =>
    `the program is longer than ${v['most']} bytes, the most that MiniGo reads`,
  'nested-too-deep': (v) =>
    `this is nested more than ${v['most']} levels deep, the most that MiniGo reads`,
  'declarations-too-deep': () =>
    'declarations lead to each other more deeply than MiniGo can follow',
  'exponent-too-large': (v) => `the exponent of ${v['text']} is beyond what MiniGo computes with`,
  'type-too-large': (v) =>
    `type ${v['type']} is larger than ${v['most']} bytes, the most that a type of MiniGo may have (a slice can be larger)`,
  'string-too-long': (v) =>
    `this constant string is longer than ${v['most']} bytes, the most that MiniGo keeps`,
};

const outsideWords: Readonly<Record<OutsideConstruct, (name: string) => string>> = {
  named: (name) => `${name} is`,
  package: (name) => `package ${name} is`,
  directive: (name) => `the directive ${name} is`,
  'type-set': () => 'a type set in an interface is',
  'complex-numbers': () => 'complex numbers are',
  instantiation: () => 'an instantiation with several types is',
  'generic-type': () => 'a generic type is',
  'generic-function': () => 'a generic function is',
  'type-argument': () => 'a type argument of a function is',
  'range-over-function': () => 'a range over a function is',
  'dot-import': () => 'a dot import is',
  'blank-import': () => 'a blank import is',
};

/** `values`: `most` is the limit, `text` and `type` what is beyond it. */
export function beyondLimit(cause: ReadingLimit, values: Values = {}): Refusal {
  return { message: limitWords[cause](values), code: 'limit', detail: { ...values, cause } };
}

/** `select is not part of MiniGo`; `name` where the construct has one. */
export function outsideMinigo(construct: OutsideConstruct, name = ''): Refusal {
  return {
    message: `${outsideWords[construct](name)} not part of MiniGo`,
    code: 'not-in-minigo',
    detail: { cause: `outside-${construct}`, ...(name === '' ? {} : { name }) },
  };
}
