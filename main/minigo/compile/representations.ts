/** Numbers of the representations, as instructions carry them. */
import type { Representation } from './layout.ts';

const names: readonly Representation[] = [
  'int64',
  'uint64',
  'float64',
  'pointer',
  'int32',
  'uint32',
  'float32',
  'int16',
  'uint16',
  'int8',
  'uint8',
  'bool',
  'string',
  'slice',
  'interface',
  'block',
];

/** 0 … 3 take a whole word, 4 … 6 half of one, 7 and 8 two bytes, 9 … 11 one byte. */
export function representationCode(representation: Representation): number {
  return names.indexOf(representation);
}
