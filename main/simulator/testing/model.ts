import type { Operation } from '../operation.ts';

/**
 * The plainest possible account of what operations do to a graph: maps and sets, no memory, no
 * collector. Written without the simulator, to judge it by.
 */
export class Model {
  /** Fields of each object ever allocated. */
  readonly fields = new Map<number, (number | null)[]>();
  readonly globals = new Map<string, number | null>();
  readonly frames: Map<string, number | null>[] = [new Map<string, number | null>()];

  #scope(name: string): Map<string, number | null> {
    return name.startsWith('@')
      ? this.globals
      : (this.frames[this.frames.length - 1] as Map<string, number | null>);
  }

  /** Names a script may use now. */
  names(): string[] {
    return [
      ...this.globals.keys(),
      ...(this.frames[this.frames.length - 1] as Map<string, number | null>).keys(),
    ];
  }

  get(name: string): number | null {
    return this.#scope(name).get(name) ?? null;
  }

  /** Performs an operation; a new object is called `next`. */
  perform(operation: Operation, next: number): void {
    switch (operation.kind) {
      case 'alloc':
        this.fields.set(
          next,
          Array.from({ length: operation.fields }, () => null),
        );
        this.#scope(operation.slot).set(operation.slot, next);
        return;
      case 'root':
        this.#scope(operation.slot).set(
          operation.slot,
          operation.from === null ? null : this.get(operation.from),
        );
        return;
      case 'write': {
        const owner = this.fields.get(this.get(operation.slot) ?? 0);
        if (owner !== undefined)
          owner[operation.field] = operation.from === null ? null : this.get(operation.from);
        return;
      }
      case 'read': {
        const owner = this.fields.get(this.get(operation.from) ?? 0);
        if (owner !== undefined)
          this.#scope(operation.slot).set(operation.slot, owner[operation.field] ?? null);
        return;
      }
      case 'push':
        this.frames.push(new Map());
        return;
      case 'pop':
        this.frames.pop();
        return;
      case 'free':
      case 'gc':
        return;
      default:
        operation satisfies never;
    }
  }

  /** Root targets in root order: globals, then frames from bottom to top. */
  roots(): number[] {
    return [this.globals, ...this.frames].flatMap((scope) =>
      [...scope.values()].filter((target) => target !== null),
    );
  }

  reachable(): Set<number> {
    const reached = new Set<number>();
    const list = this.roots();
    while (list.length > 0) {
      const object = list.pop() as number;
      if (reached.has(object)) continue;
      reached.add(object);
      for (const target of this.fields.get(object) ?? []) if (target !== null) list.push(target);
    }
    return reached;
  }

  /** The order in which marking greys and blackens, by the definition. */
  markOrder(order: 'depth' | 'breadth'): { readonly grey: number[]; readonly black: number[] } {
    const grey: number[] = [];
    const black: number[] = [];
    const marked = new Set<number>();
    const list: number[] = [];
    const shade = (object: number | null): void => {
      if (object === null || marked.has(object)) return;
      marked.add(object);
      grey.push(object);
      list.push(object);
    };
    for (const root of this.roots()) shade(root);
    while (list.length > 0) {
      const object = (order === 'depth' ? list.pop() : list.shift()) as number;
      for (const target of this.fields.get(object) ?? []) shade(target);
      black.push(object);
    }
    return { grey, black };
  }
}

/** Reference counts kept by the plainest recursion: who dies, in which order, and who is freed after. */
export class CountingModel {
  readonly counts = new Map<number, number>();
  readonly dead: number[] = [];
  readonly freed: number[] = [];

  retain(object: number | null): void {
    if (object !== null) this.counts.set(object, (this.counts.get(object) ?? 0) + 1);
  }

  release(object: number | null, model: Model): void {
    if (object === null) return;
    const count = (this.counts.get(object) ?? 0) - 1;
    this.counts.set(object, count);
    if (count !== 0) return;
    this.dead.push(object);
    for (const target of model.fields.get(object) ?? []) this.release(target, model);
    this.freed.push(object);
    this.counts.delete(object);
  }

  /** Performs an operation on `model` and counts what it does. */
  perform(operation: Operation, next: number, model: Model): void {
    switch (operation.kind) {
      case 'alloc': {
        const old = model.get(operation.slot);
        model.perform(operation, next);
        this.counts.set(next, 1);
        this.release(old, model);
        return;
      }
      case 'pop': {
        const frame = [
          ...(model.frames[model.frames.length - 1] as Map<string, number | null>).entries(),
        ].reverse();
        for (const [name, target] of frame) {
          model.frames[model.frames.length - 1]?.set(name, null);
          this.release(target, model);
        }
        model.perform(operation, next);
        return;
      }
      case 'root':
      case 'read':
      case 'write': {
        const place = (): number | null =>
          operation.kind === 'write'
            ? (model.fields.get(model.get(operation.slot) ?? 0)?.[operation.field] ?? null)
            : model.get(operation.slot);
        const owner =
          operation.kind === 'root'
            ? 0
            : model.get(operation.kind === 'write' ? operation.slot : operation.from);
        if (owner === null) return;
        const old = place();
        model.perform(operation, next);
        this.retain(place());
        this.release(old, model);
        return;
      }
      default:
        model.perform(operation, next);
    }
  }
}
