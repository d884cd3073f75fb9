/** Free blocks and requests without a machine: the rules of fit, and what wrong rules make of them. */
import type { FreeBlock } from './misconception.ts';

export const fitRules = ['first-fit', 'next-fit', 'best-fit', 'worst-fit'] as const;
export type FitRule = (typeof fitRules)[number];

/** How a wrong rule cuts what it has chosen. `low`: as it should be. `high`: from the top. `whole`: not at all. */
export type Cut = 'low' | 'high' | 'whole';

function chosen(
  rule: FitRule,
  holes: readonly FreeBlock[],
  request: number,
  rover: number,
): FreeBlock | undefined {
  const fitting = holes.filter(({ size }) => size >= request);
  switch (rule) {
    case 'first-fit':
      return fitting[0];
    case 'next-fit':
      return fitting.find(({ address }) => address >= rover) ?? fitting[0];
    case 'best-fit':
      return fitting.reduce<FreeBlock | undefined>(
        (best, hole) => (best === undefined || hole.size < best.size ? hole : best),
        undefined,
      );
    case 'worst-fit':
      return fitting.reduce<FreeBlock | undefined>(
        (worst, hole) => (worst === undefined || hole.size > worst.size ? hole : worst),
        undefined,
      );
  }
}

/**
 * Addresses of these requests one after the other, null for one that fails; it changes nothing. The
 * roving pointer of next fit begins at 0.
 */
export function placeAll(
  rule: FitRule,
  blocks: readonly FreeBlock[],
  requests: readonly number[],
  cut: Cut = 'low',
): readonly (number | null)[] {
  let holes = blocks;
  let rover = 0;
  return requests.map((request) => {
    const hole = chosen(rule, holes, request, rover);
    if (hole === undefined) return null;
    const { address, size } = hole;
    const rest = { address: cut === 'low' ? address + request : address, size: size - request };
    holes = holes.flatMap((each) => {
      if (each !== hole) return [each];
      return cut === 'whole' || rest.size === 0 ? [] : [rest];
    });
    rover = holes.find((each) => each.address > address)?.address ?? 0;
    return cut === 'high' ? address + rest.size : address;
  });
}

/** The free blocks after one more is given back, merged with the neighbours that `joins` names. */
export function giveBack(
  blocks: readonly FreeBlock[],
  freed: FreeBlock,
  joins: { readonly below: boolean; readonly above: boolean },
): readonly FreeBlock[] {
  const below = joins.below
    ? blocks.find(({ address, size }) => address + size === freed.address)
    : undefined;
  const above = joins.above
    ? blocks.find(({ address }) => address === freed.address + freed.size)
    : undefined;
  const merged = {
    address: below?.address ?? freed.address,
    size: (below?.size ?? 0) + freed.size + (above?.size ?? 0),
  };
  return [...blocks.filter((block) => block !== below && block !== above), merged].sort(
    (left, right) => left.address - right.address,
  );
}
