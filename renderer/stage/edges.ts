/** References of one moment: who holds what. Keys are the same for as long as the holder is the same. */
import type { Frame } from './frame.ts';

export type Holder =
  | { readonly kind: 'field'; readonly object: number; readonly field: number }
  | {
      readonly kind: 'root';
      readonly depth: number;
      readonly frame: string;
      readonly slot: string;
      /** Which of the frame’s slots of that name, from 0. */
      readonly ordinal: number;
    };

export interface Edge {
  readonly key: string;
  readonly holder: Holder;
  readonly target: number;
}

export function holderKey(holder: Holder): string {
  return holder.kind === 'field'
    ? `f:${String(holder.object)}.${String(holder.field)}`
    : `r:${String(holder.depth)}/${holder.frame}/${holder.slot}${holder.ordinal === 0 ? '' : `#${String(holder.ordinal + 1)}`}`;
}

/**
 * A frame's slots as holders. Several may have one name: the words of one variable, and variables of
 * nested blocks.
 */
export function rootHolders(root: Frame['roots'][number], depth: number): readonly Holder[] {
  const seen = new Map<string, number>();
  return root.slots.map(({ name }) => {
    const ordinal = seen.get(name) ?? 0;
    seen.set(name, ordinal + 1);
    return { kind: 'root', depth, frame: root.name, slot: name, ordinal };
  });
}

/** The place of each frame among all roots, those counted that are not listed: it names the frame elsewhere. */
export function depthsOf(roots: Frame['roots']): readonly number[] {
  let left = 0;
  return roots.map((root, index) => {
    left += root.leftOut ?? 0;
    return index + left;
  });
}

/** Every reference of the moment, roots first, in the order a collector would look at them. */
export function edgesOf(frame: Pick<Frame, 'roots' | 'objects'>): readonly Edge[] {
  const edges: Edge[] = [];
  const add = (holder: Holder, target: number | null): void => {
    if (target !== null) edges.push({ key: holderKey(holder), holder, target });
  };
  const depths = depthsOf(frame.roots);
  frame.roots.forEach((root, place) => {
    rootHolders(root, depths[place] ?? place).forEach((holder, index) => {
      add(holder, root.slots[index]?.target ?? null);
    });
  });
  for (const object of frame.objects) {
    object.fields.forEach((target, field) => {
      add({ kind: 'field', object: object.id, field }, target);
    });
  }
  return edges;
}

/** The depth of the frame that an event or a path names: the topmost of that name. */
export function rootHolder(frame: Pick<Frame, 'roots'>, name: string, slot: string): Holder {
  const index = frame.roots.findLastIndex((root) => root.name === name);
  const depth = depthsOf(frame.roots)[index] ?? 0;
  return { kind: 'root', depth, frame: name, slot, ordinal: 0 };
}
