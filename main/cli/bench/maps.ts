import type { HeapEvent } from '../../simulator/event.ts';

/**
 * The simulator that one would write first: maps, sets, and an array of event objects, which tell
 * what Heapwise's own events tell. What Heapwise is compared with.
 */
export class MapSimulator {
  readonly fields = new Map<number, { refs: (number | null)[] }>();
  readonly counts = new Map<number, number>();
  readonly root: number;
  events: HeapEvent[] = [];
  /** The operation under way, and its line. */
  readonly op = 1;
  readonly line = 1;

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

  /** A counted and logged write of a field. */
  write(object: number, field: number, target: number): void {
    const { events, op, line } = this;
    const { refs } = this.fields.get(object) as { refs: (number | null)[] };
    const retained = (this.counts.get(target) ?? 0) + 1;
    this.counts.set(target, retained);
    events.push({
      seq: events.length + 1,
      op,
      line,
      event: 'inc',
      object: target,
      count: retained,
    });
    const from = refs[field] ?? null;
    refs[field] = target;
    events.push({
      seq: events.length + 1,
      op,
      line,
      event: 'write',
      object,
      field,
      from,
      to: target,
    });
    if (from === null) return;
    const released = (this.counts.get(from) ?? 0) - 1;
    this.counts.set(from, released);
    events.push({ seq: events.length + 1, op, line, event: 'dec', object: from, count: released });
  }
}
