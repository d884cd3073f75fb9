/** Ideas about the order and the space of marking, most of them wrong; the reference names them in words (L10, L11). */
import type { ObjectId } from '../../simulator/event.ts';
import type { WrongCollector } from './misconception.ts';
import type { Play, World } from './play.ts';
import { reachableIn } from './play.ts';

function rootsOf(world: World): readonly ObjectId[] {
  return [...world.values()].flatMap(({ holder, target }) =>
    holder === null && target !== null ? [target] : [],
  );
}

/** Targets of an object's fields, in the order of the fields. */
export function childrenIn(play: Play, world: World, object: ObjectId): readonly ObjectId[] {
  const fields = play.objects.find(({ id }) => id === object)?.fields ?? 0;
  return Array.from(
    { length: fields },
    (_, field) => world.get(`${object}.${field}`)?.target ?? null,
  ).filter((target): target is ObjectId => target !== null);
}

/** Marking with a queue instead of a stack. */
function queueOrder(play: Play, operation: number): readonly ObjectId[] {
  const world = play.worldAfter(operation);
  const order: ObjectId[] = [];
  const marked = new Set(rootsOf(world));
  const queue = [...marked];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    order.push(next);
    for (const child of childrenIn(play, world, next)) {
      if (marked.has(child)) continue;
      marked.add(child);
      queue.push(child);
    }
  }
  return order;
}

/** What is true: how long a stack gets that is popped before the children are pushed. */
export function markStackDepth(play: Play, operation: number): number {
  const world = play.worldAfter(operation);
  const marked = new Set(rootsOf(world));
  const stack = [...marked];
  let deepest = stack.length;
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    for (const child of childrenIn(play, world, next)) {
      if (marked.has(child)) continue;
      marked.add(child);
      stack.push(child);
    }
    deepest = Math.max(deepest, stack.length);
  }
  return deepest;
}

/** How many objects the shortest path from a root has, up to and with each object. */
export function depthsOf(play: Play, operation: number): ReadonlyMap<ObjectId, number> {
  const world = play.worldAfter(operation);
  const depths = new Map<ObjectId, number>();
  let level: readonly ObjectId[] = [...new Set(rootsOf(world))];
  for (let depth = 1; level.length > 0; depth++) {
    for (const object of level) depths.set(object, depth);
    level = [...new Set(level.flatMap((object) => childrenIn(play, world, object)))].filter(
      (child) => !depths.has(child),
    );
  }
  return depths;
}

/** Objects on the longest of the shortest paths from a root. */
const depthOf = (play: Play, operation: number): number =>
  Math.max(0, ...depthsOf(play, operation).values());

export const allocationOrder: WrongCollector = {
  id: 'allocation-order',
  name: { en: 'Marking goes in the order of allocation', 'zh-CN': '标记按分配的先后进行' },
  refutation: {
    en: 'Marking never looks at ages or addresses. It takes what its work list gives it, and the list is filled by following references: an old object may come last, or never.',
    'zh-CN':
      '标记从不看对象的年龄或地址。它只处理工作列表给它的对象，而列表是沿着引用填起来的：老对象可能排在最后，也可能根本轮不到。',
  },
  scanOrder: (play, operation) =>
    [...reachableIn(play.worldAfter(operation))].sort((left, right) => left - right),
};

export const breadthFirst: WrongCollector = {
  id: 'breadth-first',
  name: { en: 'The mark stack is served first come, first served', 'zh-CN': '标记栈先进先出' },
  refutation: {
    en: 'That would be a queue. A stack gives back what was pushed *last*, so marking runs down one path before it returns to the objects that have waited longest.',
    'zh-CN':
      '那是队列。栈先交还**最后**压入的对象，所以标记会先沿一条路走到底，再回头处理等得最久的对象。',
  },
  scanOrder: queueOrder,
  replay: (operations, settings) => ({
    operations,
    settings: { ...settings, markOrder: 'breadth' },
  }),
};

export const graphDepth: WrongCollector = {
  id: 'graph-depth',
  name: {
    en: 'The mark stack grows as deep as the graph',
    'zh-CN': '对象图有多深，标记栈就有多深',
  },
  refutation: {
    en: 'An object leaves the stack *before* its children enter it, so a long list needs one entry. What makes the stack grow is width: several children pushed at once, waiting for their turn.',
    'zh-CN':
      '对象在它的子对象入栈**之前**就已出栈，所以再长的链表也只占一个位置。让栈变长的是宽度：几个子对象一起压入，等着轮到自己。',
  },
  stackDepth: depthOf,
};
