/**
 * What is known of a run beyond the frame on screen, learnt from its events: who was born when, who
 * ever pointed at whom, where collections and failures lie on the timeline. The layout of the graph
 * and the marks of the timeline are functions of it.
 */
import type { HeapEvent } from './frame.ts';

/** Longest run, in events, whose events are read into the window. */
export const historyLimit = 20_000;

export interface Life {
  readonly object: number;
  readonly type: string;
  readonly born: number;
  /** Position of its reclamation, or null. */
  freed: number | null;
}

/** A place on the timeline worth a mark. `to` is the end of a collection, else equal to `from`. */
export interface TimelineMark {
  readonly kind: 'collection' | 'out-of-memory' | 'fault';
  readonly from: number;
  to: number;
}

export class History {
  readonly lives = new Map<number, Life>();
  readonly marks: TimelineMark[] = [];
  /** Position just after each operation: `ends[k]` belongs to operation k, index 0 is the beginning. */
  readonly ends: number[] = [0];
  /** Every reference that ever was between two objects, in order of appearance: holder → targets. */
  readonly edges = new Map<number, Set<number>>();
  /** End of the highest block that was ever allocated. */
  highest = 0;
  #length = 0;

  /** Position of the last event read. */
  get length(): number {
    return this.#length;
  }

  add(events: readonly HeapEvent[]): void {
    for (const event of events) {
      if (event.seq <= this.#length) continue;
      this.#length = event.seq;
      this.ends[event.op] = event.seq;
      this.#read(event);
    }
  }

  /** Adds references and objects seen in a frame, for runs too long to read event by event. */
  see(
    objects: readonly {
      readonly id: number;
      readonly type: string;
      readonly fields: readonly (number | null)[];
    }[],
    seq: number,
  ): void {
    for (const object of objects) {
      if (!this.lives.has(object.id))
        this.lives.set(object.id, { object: object.id, type: object.type, born: seq, freed: null });
      for (const target of object.fields) if (target !== null) this.#link(object.id, target);
    }
  }

  /** Position just after operation `op`, or null where that isn't known. */
  endOf(op: number): number | null {
    return this.ends[op] ?? null;
  }

  #link(from: number, to: number): void {
    const targets = this.edges.get(from);
    if (targets === undefined) this.edges.set(from, new Set([to]));
    else targets.add(to);
  }

  #read(event: HeapEvent): void {
    switch (event.event) {
      case 'alloc':
        this.lives.set(event.object, {
          object: event.object,
          type: event.type,
          born: event.seq,
          freed: null,
        });
        this.highest = Math.max(this.highest, event.address + event.size);
        break;
      case 'free': {
        const life = this.lives.get(event.object);
        if (life !== undefined) life.freed = event.seq;
        break;
      }
      case 'write':
        if (event.to !== null) this.#link(event.object, event.to);
        break;
      case 'gc-start':
        this.marks.push({ kind: 'collection', from: event.seq, to: event.seq });
        break;
      case 'gc-end': {
        const open = this.marks.findLast((mark) => mark.kind === 'collection');
        if (open !== undefined) open.to = event.seq;
        break;
      }
      case 'oom':
        this.marks.push({ kind: 'out-of-memory', from: event.seq, to: event.seq });
        break;
      case 'fault':
        this.marks.push({ kind: 'fault', from: event.seq, to: event.seq });
        break;
      default:
    }
  }
}
