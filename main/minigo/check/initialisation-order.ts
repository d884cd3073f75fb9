/** The order in which package variables are initialised (specification, "Package initialization"). */
import type { InitialisationStep } from '../checked.ts';
import type { Entity, FunctionEntity, VariableEntity, ConstantEntity } from '../entities.ts';
import type { Checker } from './checker.ts';
import type { DeclarationInfo } from './records.ts';

type Dependency = VariableEntity | ConstantEntity | FunctionEntity;

interface GraphNode {
  readonly entity: Dependency;
  readonly info: DeclarationInfo;
  /** What refers to it, and what it refers to. */
  readonly consumers: Set<GraphNode>;
  readonly dependencies: Set<GraphNode>;
  /** Dependencies that are not initialised yet. */
  open: number;
}

function isDependency(entity: Entity): entity is Dependency {
  return entity.kind === 'variable' || entity.kind === 'constant' || entity.kind === 'function';
}

/** The steps of initialisation; a cycle is reported. */
export function orderInitialisation(c: Checker): InitialisationStep[] {
  const nodes = buildGraph(c);
  const queue = new ReadyQueue(nodes.filter(({ entity }) => entity.kind !== 'function'));
  const steps: InitialisationStep[] = [];
  const emitted = new Set<DeclarationInfo>();
  for (let node = queue.take(); node !== null; node = queue.take()) {
    if (node.open > 0) {
      const cycle = findPath(c, node.entity, node.entity, new Set());
      if (cycle !== null) {
        // It makes the rest of the order meaningless, not the search for other cycles.
        reportInitialisationCycle(c, cycle);
      }
    }
    for (const consumer of node.consumers) {
      consumer.open--;
      queue.add(consumer);
    }
    const { entity, info } = node;
    if (entity.kind !== 'variable' || info.init === null || emitted.has(info)) continue;
    emitted.add(info);
    const variables = info.variables ?? [entity];
    steps.push({
      variables: variables.map((each) => (each.name === '_' ? null : each)),
      value: info.init,
    });
  }
  return steps;
}

/** A binary heap of nodes, first what comes first; a node whose count has changed is added again. */
class ReadyQueue {
  readonly #heap: Queued[] = [];
  readonly #taken = new Set<GraphNode>();

  constructor(nodes: readonly GraphNode[]) {
    for (const node of nodes) this.add(node);
  }

  add(node: GraphNode): void {
    if (node.entity.kind === 'function' || this.#taken.has(node)) return;
    const heap = this.#heap;
    heap.push({ node, open: node.open });
    for (let at = heap.length - 1; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!this.#before(at, parent)) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  /** The first node that has not been taken; null when there is none. */
  take(): GraphNode | null {
    for (;;) {
      const [top] = this.#heap;
      const last = this.#heap.pop();
      if (top === undefined || last === undefined) return null;
      if (this.#heap.length > 0) {
        this.#heap[0] = last;
        this.#sink();
      }
      if (this.#taken.has(top.node) || top.open !== top.node.open) continue;
      this.#taken.add(top.node);
      return top.node;
    }
  }

  #sink(): void {
    for (let at = 0; ;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < this.#heap.length && this.#before(child, least)) least = child;
      if (least === at) return;
      this.#swap(at, least);
      at = least;
    }
  }

  #before(a: number, b: number): boolean {
    const x = this.#heap[a];
    const y = this.#heap[b];
    return x !== undefined && y !== undefined && comesBefore(x, y);
  }

  #swap(a: number, b: number): void {
    const x = this.#heap[a];
    const y = this.#heap[b];
    if (x === undefined || y === undefined) return;
    this.#heap[a] = y;
    this.#heap[b] = x;
  }
}

interface Queued {
  readonly node: GraphNode;
  readonly open: number;
}

/** Constants before variables, then fewest open dependencies, then order of declaration. */
function comesBefore(a: Queued, b: Queued): boolean {
  const aConstant = a.node.entity.kind === 'constant';
  const bConstant = b.node.entity.kind === 'constant';
  if (aConstant !== bConstant) return aConstant;
  return a.open < b.open || (a.open === b.open && orderOf(a.node) < orderOf(b.node));
}

function orderOf({ entity, info }: GraphNode): number {
  return info.variables === null || entity.kind !== 'variable'
    ? info.order
    : info.order + info.variables.indexOf(entity) / 1000;
}

function buildGraph(c: Checker): GraphNode[] {
  const nodes = new Map<Entity, GraphNode>();
  for (const [entity, info] of c.declarations)
    if (isDependency(entity))
      nodes.set(entity, { entity, info, consumers: new Set(), dependencies: new Set(), open: 0 });
  for (const node of nodes.values())
    for (const entity of node.info.dependencies) {
      const dependency = nodes.get(entity);
      if (dependency === undefined) continue;
      node.dependencies.add(dependency);
      dependency.consumers.add(node);
    }
  // Functions only pass dependencies on.
  const functions = [...nodes.values()].filter(({ entity }) => entity.kind === 'function');
  functions.sort(
    (a, b) => a.consumers.size * a.dependencies.size - b.consumers.size * b.dependencies.size,
  );
  for (const node of functions) {
    for (const consumer of node.consumers) {
      if (consumer === node) continue;
      for (const dependency of node.dependencies) {
        if (dependency === node) continue;
        consumer.dependencies.add(dependency);
        dependency.consumers.add(consumer);
      }
      consumer.dependencies.delete(node);
    }
    for (const dependency of node.dependencies) dependency.consumers.delete(node);
  }
  for (const node of nodes.values()) node.open = node.dependencies.size;
  return [...nodes.values()];
}

/** The path from an entity back to itself, last step first. */
function findPath(
  c: Checker,
  from: Dependency,
  to: Dependency,
  seen: Set<Entity>,
): Dependency[] | null {
  if (seen.has(from)) return null;
  seen.add(from);
  const dependencies = [...(c.declarations.get(from)?.dependencies ?? [])].filter(isDependency);
  dependencies.sort(
    (a, b) => (c.declarations.get(a)?.order ?? 0) - (c.declarations.get(b)?.order ?? 0),
  );
  for (const dependency of dependencies) {
    if (dependency === to) return [dependency];
    const path = findPath(c, dependency, to, seen);
    if (path !== null) return [...path, dependency];
  }
  return null;
}

function reportInitialisationCycle(c: Checker, cycle: readonly Dependency[]): void {
  const [start] = cycle;
  if (start === undefined) return;
  if (cycle.length === 1) {
    c.error(
      start.position,
      'initialisation',
      `initialization cycle: ${start.name} refers to itself`,
    );
    return;
  }
  let message = `initialization cycle for ${start.name}`;
  let from = start;
  for (let index = cycle.length - 1; index >= 0; index--) {
    const next = cycle[index];
    if (next === undefined) continue;
    message += `\n\t${c.placeText(from.position)}: ${from.name} refers to ${next.name}`;
    from = next;
  }
  c.error(start.position, 'initialisation', message);
}
