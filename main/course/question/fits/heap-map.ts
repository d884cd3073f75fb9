/** Random heaps with holes, as operations: blocks side by side, then some of them are freed. */
import type { Answer } from '../../../contract/course.ts';
import type { Operation } from '../../../simulator/operation.ts';
import { defaultSettings } from '../../../simulator/settings.ts';
import type { HeapSettings } from '../../../simulator/settings.ts';
import type { Both } from '../../format/schemas.ts';
import type { FreeBlock, MisconceptionId } from '../../misconceptions/misconception.ts';
import type { FitRule } from '../../misconceptions/placing.ts';
import { giveBack } from '../../misconceptions/placing.ts';
import type { Chance } from '../../random.ts';
import { normalForm } from '../normal-form.ts';
import type { Level } from '../type.ts';

export interface HeapMap {
  /** Makes the blocks and frees some. */
  readonly operations: readonly Operation[];
  readonly settings: HeapSettings;
  /** In address order, neighbours merged. */
  readonly holes: readonly FreeBlock[];
  /** Blocks still allocated, with the slots that hold them. */
  readonly blocks: readonly (FreeBlock & { readonly slot: string; readonly object: number })[];
}

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'] as const;
const smallestHeap = 16;

const allocation = (slot: string, size: number): Operation => ({
  kind: 'alloc',
  slot,
  type: slot.toUpperCase(),
  bytes: size,
  fields: 0,
});

/** Blocks of these sizes side by side; those at the places of `freed` are freed, in this order. */
function mapOf(sizes: readonly number[], freed: readonly number[]): HeapMap {
  let address = 0;
  const all = sizes.map((size, at) => {
    const block = { address, size, slot: letters[at] ?? 'z', object: at + 1 };
    address += size;
    return block;
  });
  const operations = [
    ...all.map(({ slot, size }) => allocation(slot, size)),
    ...freed.flatMap((at): Operation[] => {
      const block = all[at];
      return block === undefined ? [] : [{ kind: 'free', slot: block.slot }];
    }),
  ];
  return {
    operations,
    blocks: all.filter((_, at) => !freed.includes(at)),
    holes: freed.reduce<readonly FreeBlock[]>((holes, at) => {
      const block = all[at];
      if (block === undefined) return holes;
      const { address: start, size } = block;
      return giveBack(holes, { address: start, size }, { below: true, above: true });
    }, []),
    settings: {
      ...defaultSettings,
      geometry: 'cells',
      heapBytes: Math.max(smallestHeap, address),
      collector: 'manual',
    },
  };
}

/** Holes with a block after each, so that no two of them touch. */
export function mapWithHoles(chance: Chance, level: Level): HeapMap {
  const holes = level + 2;
  const sizes = Array.from({ length: holes }, () => [
    chance.between(4, 20),
    chance.between(2, 5),
  ]).flat();
  return mapOf(
    sizes,
    sizes.flatMap((_, at) => (at % 2 === 0 ? [at] : [])),
  );
}

/** Blocks some of which, touching or not, have been freed. */
export function mapWithNeighbours(chance: Chance, level: Level): HeapMap {
  const blocks = level + 5;
  const sizes = Array.from({ length: blocks }, () => chance.between(3, 12));
  const freed = chance.shuffled(sizes.map((_, at) => at)).slice(0, Math.floor(blocks / 2));
  return mapOf(sizes, freed);
}

const requestLetters = ['u', 'v', 'w', 'x', 'y', 'z'] as const;

/** New objects of these sizes, one after the other. */
export const requestsFor = (sizes: readonly number[]): readonly Operation[] =>
  sizes.map((size, at) => allocation(requestLetters[at] ?? 'z', size));

export const ruleNames: Readonly<Record<FitRule, Both>> = {
  'first-fit': { en: 'first fit', 'zh-CN': '首次适应' },
  'next-fit': { en: 'next fit', 'zh-CN': '循环首次适应' },
  'best-fit': { en: 'best fit', 'zh-CN': '最佳适应' },
  'worst-fit': { en: 'worst fit', 'zh-CN': '最差适应' },
};

/** Where several rules give the same answer, only the first of them is asked. */
export function firstOfEach(
  candidates: readonly (readonly [MisconceptionId, Answer | null])[],
): readonly (readonly [MisconceptionId, Answer | null])[] {
  const seen = new Set<string | null>();
  return candidates.filter(([, answer]) => {
    const form = answer === null ? null : normalForm(answer);
    if (form === null || seen.has(form)) return false;
    seen.add(form);
    return true;
  });
}
