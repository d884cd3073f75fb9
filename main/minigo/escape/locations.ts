/**
 * The graph of escape analysis: places that hold values, and what flows between them. The method is
 * that of Go's compiler (cmd/compile/internal/escape; reference §2.18): an edge counts dereferences
 * minus addresses taken, and a place escapes if its address reaches one that outlives it.
 */
import type { EscapeDecision, EscapeReason } from '../entities.ts';
import type { Position } from '../source.ts';

/** `target` receives what `source` holds, after `dereferences` dereferences (-1: its address). */
interface Edge {
  readonly source: Location;
  readonly dereferences: number;
  readonly reason: EscapeReason;
  readonly at: Position;
}

/** How a parameter leaves its function: the fewest dereferences at which it does, -1 for never. */
export interface ParameterLeaks {
  heap: number;
  /** By result. */
  readonly results: number[];
}

export interface Location {
  /** Function that it belongs to; -1 for package initialisation and for the heap. */
  readonly functionIndex: number;
  readonly loopDepth: number;
  readonly kind: 'variable' | 'parameter' | 'result' | 'object' | 'closure' | 'temporary' | 'heap';
  /** Index of the parameter or result. */
  readonly index: number;
  readonly edges: Edge[];
  escape: EscapeDecision;
  leaks: ParameterLeaks | null;
  // State of one search.
  visited: number;
  dereferences: number;
  via: Edge | null;
}

/** Where a value goes: to `target`, after `dereferences`. */
export interface Hole {
  readonly target: Location | null;
  readonly dereferences: number;
  readonly reason: EscapeReason;
  readonly at: Position;
}

export const stays: EscapeDecision = { escapes: false, reason: 'stays', at: null };

/** A hole for values that go nowhere. */
export const discard: Hole = { target: null, dereferences: 0, reason: 'stays', at: -1 };

export function dereferenced(hole: Hole): Hole {
  return { ...hole, dereferences: hole.dereferences + 1 };
}
export function addressed(hole: Hole): Hole {
  return { ...hole, dereferences: hole.dereferences - 1 };
}
export function deeper(hole: Hole, count: number): Hole {
  return { ...hole, dereferences: hole.dereferences + count };
}

export class LocationGraph {
  readonly heap: Location;
  readonly #locations: Location[] = [];
  /** For each function, the function it stands in. */
  readonly #outer: readonly number[];
  /** Functions that other functions stand in. */
  readonly #enclosing: ReadonlySet<number>;
  /** Deepest loop of each function. */
  readonly #deepest = new Map<number, number>();

  /** `enclosing`: the members of `outer`, gathered once for all graphs of a program. */
  constructor(outer: readonly number[], enclosing: ReadonlySet<number>) {
    this.#outer = outer;
    this.#enclosing = enclosing;
    this.heap = this.add('heap', -1, 0);
    this.heap.escape = { escapes: true, reason: 'global', at: null };
  }

  add(kind: Location['kind'], functionIndex: number, loopDepth: number, index = -1): Location {
    const location: Location = {
      functionIndex,
      loopDepth,
      kind,
      index,
      edges: [],
      escape: stays,
      leaks: kind === 'parameter' ? { heap: -1, results: [] } : null,
      visited: 0,
      dereferences: 0,
      via: null,
    };
    this.#locations.push(location);
    this.#deepest.set(functionIndex, Math.max(loopDepth, this.#deepest.get(functionIndex) ?? 0));
    return location;
  }

  heapHole(reason: EscapeReason, at: Position): Hole {
    return { target: this.heap, dereferences: 0, reason, at };
  }

  flow(hole: Hole, source: Location): void {
    const { target, dereferences, reason, at } = hole;
    if (target === null || (target === source && dereferences >= 0)) return;
    if (target.escape.escapes && dereferences < 0) {
      this.markEscaped(
        source,
        target.kind === 'heap' || target.kind === 'closure' ? reason : 'held-by-escaping-value',
        at,
      );
      return;
    }
    target.edges.push({ source, dereferences, reason, at });
  }

  markEscaped(location: Location, reason: EscapeReason, at: Position): void {
    if (!location.escape.escapes)
      location.escape = { escapes: true, reason, at: at >= 0 ? at : null };
  }

  /** Finds everything that escapes. */
  solve(): void {
    const queue = this.#locations.filter((location) => this.#canOutlive(location));
    const queued = new Set(queue);
    let generation = 0;
    for (let root = queue.shift(); root !== undefined; root = queue.shift()) {
      queued.delete(root);
      this.#search(root, ++generation, (location) => {
        if (queued.has(location)) return;
        queued.add(location);
        queue.push(location);
      });
    }
  }

  /** Whether anything at all can live shorter than this place: else nothing need be searched from it. */
  #canOutlive({ kind, escape, functionIndex, loopDepth }: Location): boolean {
    if (kind === 'heap' || kind === 'result' || escape.escapes) return true;
    const deepest = this.#deepest.get(functionIndex) ?? 0;
    return loopDepth < deepest || this.#enclosing.has(functionIndex);
  }

  /** Follows what flows into `root`, nearest first; a place found to escape is handed to `enqueue`. */
  #search(root: Location, generation: number, enqueue: (location: Location) => void): void {
    root.visited = generation;
    root.dereferences = 0;
    root.via = null;
    const open = [root];
    for (let location = open.pop(); location !== undefined; location = open.pop()) {
      const byAddress = location.dereferences < 0;
      // `root = &l; l = x`: the address of l flows, of x only its value.
      const base = byAddress ? 0 : location.dereferences;
      if (location !== root && this.#outlives(root, location)) {
        if (location.leaks !== null) recordLeak(location, root, base);
        if (byAddress && !location.escape.escapes) {
          const { reason, at } = reasonOf(root, location);
          this.markEscaped(location, reason, at);
          enqueue(location);
          continue;
        }
      }
      for (const edge of location.edges) {
        const { source } = edge;
        if (source.escape.escapes) {
          // Its content flows to the heap already; but a parameter must know that it leaks.
          if (source.leaks !== null && root.escape.escapes) recordLeak(source, root, 0);
          continue;
        }
        const dereferences = base + edge.dereferences;
        if (source.visited === generation && source.dereferences <= dereferences) continue;
        source.visited = generation;
        source.dereferences = dereferences;
        source.via = location === root ? edge : location.via;
        open.push(source);
      }
    }
  }

  #contains(outer: number, inner: number): boolean {
    for (let at = inner; at >= 0; at = this.#outer[at] ?? -1) if (at === outer) return at !== inner;
    return false;
  }

  #outlives(root: Location, location: Location): boolean {
    if (root.escape.escapes || root.kind === 'result') return true;
    if (root.functionIndex === location.functionIndex) return root.loopDepth < location.loopDepth;
    return this.#contains(root.functionIndex, location.functionIndex);
  }
}

function recordLeak(parameter: Location, root: Location, dereferences: number): void {
  const { leaks } = parameter;
  if (leaks === null) return;
  if (
    root.kind === 'result' &&
    !root.escape.escapes &&
    root.functionIndex === parameter.functionIndex
  ) {
    const known = leaks.results[root.index] ?? -1;
    if (known < 0 || dereferences < known) leaks.results[root.index] = dereferences;
  } else if (leaks.heap < 0 || dereferences < leaks.heap) leaks.heap = dereferences;
}

/** Why a place whose address reaches `root` escapes. */
function reasonOf(
  root: Location,
  location: Location,
): { readonly reason: EscapeReason; readonly at: Position } {
  const { via } = location;
  const at = via?.at ?? -1;
  if (root.kind === 'heap') return { reason: via?.reason ?? 'stored-through-pointer', at };
  if (root.kind === 'result') return { reason: 'returned', at };
  if (root.escape.escapes) {
    const reason =
      root.kind === 'closure' ? 'captured-by-escaping-closure' : 'held-by-escaping-value';
    return { reason, at: at >= 0 ? at : (root.escape.at ?? -1) };
  }
  const reason =
    root.functionIndex === location.functionIndex
      ? 'outlives-loop-iteration'
      : 'stored-in-enclosing-function';
  return { reason, at };
}
