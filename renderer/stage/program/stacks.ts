/** Frames as they are listed: by goroutine where there are several. */
import { depthsOf, holderKey, rootHolders } from '../edges.ts';
import type { Frame } from '../frame.ts';

type Root = Frame['roots'][number];
/** A frame, its place among all roots, which names it elsewhere, and the keys of its slots. */
export type Placed = Root & { readonly depth: number; readonly keys: readonly string[] };

export interface Stack {
  /** Null for the frames of a run that has one stack, and for the globals. */
  readonly goroutine: Root | null;
  /** The innermost call first. */
  readonly frames: readonly Placed[];
}

/** Goroutines in the order of the roots, so that none jumps when another runs; the globals last. */
export function stacksOf(roots: readonly Root[]): readonly Stack[] {
  const stacks: { goroutine: Root | null; frames: Placed[] }[] = [];
  let globals: Placed | null = null;
  const depths = depthsOf(roots);
  roots.forEach((root, index) => {
    const depth = depths[index] ?? index;
    if (root.kind === 'globals') {
      if (root.slots.length > 0) globals = place(root, depth);
      return;
    }
    if (root.kind === 'goroutine' || stacks.length === 0)
      stacks.push({ goroutine: root.kind === 'goroutine' ? root : null, frames: [] });
    if (root.kind === 'frame') stacks.at(-1)?.frames.unshift(place(root, depth));
  });
  return globals === null ? stacks : [...stacks, { goroutine: null, frames: [globals] }];
}

function place(root: Root, depth: number): Placed {
  return { ...root, depth, keys: rootHolders(root, depth).map(holderKey) };
}
