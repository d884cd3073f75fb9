/** An event as a plain simulator keeps it. */
interface PlainEvent {
  readonly kind: string;
  readonly object: number;
  readonly count: number;
  readonly seq: number;
}

/** The simulator that one would write first: maps, sets, and an array of event objects. What Heapwise is compared with. */
export class MapSimulator {
  readonly fields = new Map<number, { refs: (number | null)[] }>();
  readonly counts = new Map<number, number>();
  readonly root: number;
  events: PlainEvent[] = [];

  constructor(targets: Int32Array, fieldsEach: number) {
    const count = targets.length / fieldsEach;
    for (let object = 0; object < count; object += 1) {
      const refs: (number | null)[] = [];
      for (let field = 0; field < fieldsEach; field += 1) {
        const target = targets[object * fieldsEach + field] as number;
        refs.push(target < 0 ? null : target);
      }
      this.fields.set(object, { refs });
      this.counts.set(object, 1);
    }
    for (const target of targets)
      if (target >= 0) this.counts.set(target, (this.counts.get(target) ?? 0) + 1);
    this.root = 0;
  }

  /** Marks from the root and sweeps what is unmarked. */
  collect(): void {
    const marked = new Set<number>([this.root]);
    const list = [this.root];
    for (let object = list.pop(); object !== undefined; object = list.pop()) {
      for (const target of this.fields.get(object)?.refs ?? []) {
        if (target === null || marked.has(target)) continue;
        marked.add(target);
        list.push(target);
      }
    }
    for (const object of this.fields.keys()) if (!marked.has(object)) this.fields.delete(object);
  }

  #log(kind: string, object: number, count: number): void {
    this.events.push({ kind, object, count, seq: this.events.length });
  }

  /** A counted and logged write of a field. */
  write(object: number, field: number, target: number): void {
    const { refs } = this.fields.get(object) as { refs: (number | null)[] };
    const retained = (this.counts.get(target) ?? 0) + 1;
    this.counts.set(target, retained);
    this.#log('inc', target, retained);
    const old = refs[field] ?? null;
    refs[field] = target;
    this.#log('write', object, field);
    if (old === null) return;
    const released = (this.counts.get(old) ?? 0) - 1;
    this.counts.set(old, released);
    this.#log('dec', old, released);
  }
}
