/** Parts of the address space with their names: Go's spans, the halves and generations of collectors that move. */
import type { Catalogue } from '../../i18n/en.ts';
import type { Frame } from '../frame.ts';

export interface Region {
  readonly address: number;
  readonly size: number;
  /** Without a name where the heap is whole. */
  readonly name: string | null;
}

type Parts = Pick<Frame, 'heapBytes' | 'spans' | 'regions'>;

/**
 * The heap's parts in address order: they cover it, each address once. `measure` writes a size; null while
 * a question is open, which may ask for it.
 */
export function regionsOf(
  { heapBytes, spans, regions }: Parts,
  say: Catalogue['stage'],
  measure: ((size: number) => string) | null,
): readonly Region[] {
  const named: Region[] =
    spans === null
      ? regions.map(({ name, address, size }) => ({ name: say.regions[name], address, size }))
      : spans.map(({ address, size, slot }) => ({
          name: say.span(measure === null ? null : measure(slot)),
          address,
          size,
        }));
  if (named.length === 0 && spans === null) return [{ address: 0, size: heapBytes, name: null }];
  const parts: Region[] = [];
  let end = 0;
  const fill = (to: number): void => {
    if (to > end) parts.push({ address: end, size: to - end, name: say.regions.pages });
  };
  for (const region of named) {
    fill(region.address);
    parts.push(region);
    end = region.address + region.size;
  }
  fill(heapBytes);
  return parts;
}
