import { describe, expect, test } from 'vitest';
import { BoundedMarking } from './collectors/bounded-marking.ts';
import { Generational } from './collectors/generational.ts';
import { MarkSweep } from './collectors/mark-sweep.ts';
import { ReversalMarking } from './collectors/reversal-marking.ts';
import { collectors } from './collectors/table.ts';
import type { Collector } from './collectors/collector.ts';
import { Tricolour } from './collectors/tricolour.ts';
import { objectColumn, objectFlag, plane, register } from './layout.ts';
import { defaultSettings } from './settings.ts';
import type { CollectorName, HeapSettings } from './settings.ts';
import type { Space } from './space.ts';
import { brokenWorld } from './testing/world.ts';

/** A test of the tests, as `planted-bugs.test.ts` is, for what only a whole program meets. */
interface PlantedBug {
  readonly bug: string;
  readonly on: CollectorName;
  readonly settings?: Partial<HeapSettings>;
  readonly collector: (space: Space) => Collector;
}

/** The collector of a name, on a space in which something was changed before or after it was made. */
function tampered(
  on: CollectorName,
  change: (space: Space, collector: Collector) => void,
): { readonly on: CollectorName; readonly collector: (space: Space) => Collector } {
  return {
    on,
    collector: (space) => {
      const collector = collectors[on]?.(space);
      if (collector === undefined) throw new Error(`there is no collector ${on}`);
      change(space, collector);
      return collector;
    },
  };
}

const nothing = (): void => undefined;
const tricolour = { markBudget: 1 } as const;

const bugs: readonly PlantedBug[] = [
  {
    bug: 'new objects are white while marking goes on',
    settings: tricolour,
    ...tampered('tricolour', (_space, collector) => (collector.created = nothing)),
  },
  {
    bug: 'a write has no barrier',
    settings: tricolour,
    ...tampered('tricolour', (_space, collector) => (collector.beforeWrite = nothing)),
  },
  {
    bug: 'a store to a global or to another stack has no barrier',
    settings: tricolour,
    ...tampered('tricolour', (_space, collector) => (collector.beforeRootWrite = nothing)),
  },
  {
    bug: 'a weak reference that is followed while marking does not mark',
    settings: tricolour,
    ...tampered('tricolour', (_space, collector) => (collector.revive = () => true)),
  },
  {
    bug: 'an insertion barrier ends without scanning the stacks again',
    on: 'tricolour',
    settings: { ...tricolour, barrier: 'dijkstra' },
    collector: (space) => new Tricolour(space, { rescan: false }),
  },
  {
    bug: 'weak references to what marking left white wait for the sweep',
    settings: tricolour,
    ...tampered('tricolour', ({ hooks }) => (hooks.clearWeakTo = nothing)),
  },
  {
    bug: 'weak references are never cleared',
    ...tampered('mark-sweep', ({ hooks }) => {
      hooks.clearWeak = nothing;
      hooks.clearWeakTo = nothing;
    }),
  },
  {
    bug: 'a weak reference to what waits on the to-free list is left',
    ...tampered('refcount-lazy', ({ hooks }) => {
      const clear = hooks.beforeFree.bind(hooks);
      let isFreeing = false;
      const clearWeak = hooks.clearWeak.bind(hooks);
      hooks.beforeFree = (object) => {
        isFreeing = true;
        clear(object);
        isFreeing = false;
      };
      hooks.clearWeak = (object) => (isFreeing ? clearWeak(object) : undefined);
    }),
  },
  {
    bug: 'weak references do not follow what a compaction moves',
    ...tampered('mark-compact', ({ hooks }) => {
      hooks.weakReferences = function* none() {
        // Nobody refers weakly to anything.
      };
    }),
  },
  {
    bug: 'weak references do not follow what is copied',
    ...tampered('semispace', ({ hooks }) => {
      hooks.weakReferences = function* none() {
        // Nobody refers weakly to anything.
      };
    }),
  },
  {
    bug: 'a finalizer does not keep its object',
    ...tampered('mark-sweep', ({ hooks }) => (hooks.finalizable = () => [])),
  },
  {
    bug: 'finalizers do not wait for what refers to their objects',
    ...tampered('mark-sweep', ({ hooks, core }) => {
      const all = hooks.finalizable.bind(hooks);
      // All that is white is queued at once, before anything it leads to is kept.
      hooks.finalizable = () => {
        for (const object of all()) if (!core.isMarked(object)) hooks.queueFinalizer(object);
        return [];
      };
    }),
  },
  {
    bug: 'the queue of finalizers is no root',
    ...tampered('mark-sweep', ({ hooks }) => {
      const queued = hooks.queued.bind(hooks);
      let isAsking = false;
      hooks.queued = function* asked() {
        if (isAsking) yield* queued();
      };
      const take = hooks.takeFinalizer.bind(hooks);
      hooks.takeFinalizer = () => {
        isAsking = true;
        const taken = take();
        isAsking = false;
        return taken;
      };
    }),
  },
  {
    bug: 'a cleanup comes as soon as it is asked for',
    ...tampered('refcount', ({ hooks }) => {
      const add = hooks.addCleanup.bind(hooks);
      let early = 0;
      hooks.addCleanup = (object, token) => {
        early = token;
        add(object, token);
      };
      const take = hooks.takeCleanup.bind(hooks);
      hooks.takeCleanup = () => {
        const token = early === 0 ? take() : early;
        early = 0;
        return token;
      };
    }),
  },
  {
    bug: 'a cleanup is lost',
    ...tampered('refcount', ({ hooks }) => {
      const take = hooks.takeCleanup.bind(hooks);
      hooks.takeCleanup = () => {
        const token = take();
        return token % 2 === 0 ? token : take();
      };
    }),
  },
  {
    bug: 'old objects are not remembered',
    on: 'generational',
    collector: (space) => new Generational(space, { remembers: false }),
  },
  {
    bug: 'roots are not mended after a move',
    ...tampered('mark-compact', ({ roots, core }, collector) => {
      const list = roots.list.bind(roots);
      const collect = collector.collect.bind(collector);
      collector.collect = (reason) => {
        const before = Int32Array.from(core.store.words[plane.stack] as Int32Array);
        const done = collect(reason);
        for (const slot of list())
          core.store.set(plane.stack, slot * 2, before[slot * 2] as number);
        return done;
      };
    }),
  },
  {
    bug: 'an object whose root was handed to its own field is forgotten',
    ...tampered('refcount-cycles', (_space, collector) => (collector.handedOver = nothing)),
    settings: { candidateLimit: 1 },
  },
  {
    bug: 'the zero-count table loses what comes back to zero',
    ...tampered('refcount-deferred', ({ core }, collector) => {
      collector.release = (object) => void core.decrement(object);
    }),
  },
  {
    bug: 'a root does not hold what stands in the zero-count table',
    ...tampered('refcount-deferred', ({ roots }, collector) => {
      const list = roots.list.bind(roots);
      const collect = collector.collect.bind(collector);
      collector.collect = (reason) => {
        roots.list = () => new Int32Array(0);
        const done = collect(reason);
        roots.list = list;
        return done;
      };
    }),
  },
  {
    bug: 'what was found dead is offered again',
    ...tampered('refcount-lazy', ({ core }) => {
      const set = core.setFlag.bind(core);
      core.setFlag = (object, flag) => (flag === objectFlag.dead ? undefined : set(object, flag));
    }),
  },
  {
    bug: 'a mark stack that overflows is not searched for',
    on: 'mark-sweep',
    collector: (space) => {
      const marking = new BoundedMarking(space, 1);
      const scan = marking.scan.bind(marking);
      let depth = 0;
      marking.scan = (object) => {
        depth += 1;
        if (depth < 3) scan(object);
        depth -= 1;
        if (depth >= 2) space.core.emit(15, 0, object, 0, 0);
      };
      // The walk over the heap is cut short: nothing is found at a low address.
      const { heap } = space;
      const sizeOf = heap.sizeOf.bind(heap);
      const drain = marking.drain.bind(marking);
      marking.drain = () => {
        heap.sizeOf = () => heap.granules;
        drain();
        heap.sizeOf = sizeOf;
      };
      return new MarkSweep(space, marking);
    },
  },
  {
    bug: 'a reversed pointer is not restored',
    on: 'mark-sweep',
    collector: (space) => {
      const marking = new ReversalMarking(space);
      const roots = marking.roots.bind(marking);
      marking.roots = () => {
        const before = Int32Array.from(space.core.store.words[plane.heap] as Int32Array);
        roots();
        const object = space.core.register(register.objects);
        if (object === 0 || space.fieldCount(object) === 0 || !space.core.isAllocated(object))
          return;
        const at = space.fieldAddress(object, 0) * 2;
        if (before[at + 1] === 0) return;
        space.core.store.set(
          plane.heap,
          at,
          space.heap.payloadOf(space.core.object(object, objectColumn.address)),
        );
        space.core.store.set(plane.heap, at + 1, object);
      };
      return new MarkSweep(space, marking);
    },
  },
];

describe('the laws of whole programs catch', () => {
  test.each(bugs)('$bug', ({ on, settings = {}, collector }) => {
    let caught: string | null = null;
    for (let seed = 1; seed <= 150 && caught === null; seed += 1) {
      const barrier =
        settings.barrier ?? (['hybrid', 'yuasa', 'dijkstra', 'steele'] as const)[seed % 4];
      caught = brokenWorld(
        {
          ...defaultSettings,
          heapBytes: 2048,
          ...settings,
          barrier: barrier ?? 'hybrid',
          collector: on,
        },
        seed,
        on === 'tricolour' ? 500 : 220,
        { collector },
      );
    }
    expect(caught).not.toBeNull();
    // Caught by a law, not by an accident of the tampering.
    expect(caught).not.toMatch(/undefined|is not a function/);
  });
});
