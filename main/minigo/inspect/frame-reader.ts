/** What the frames of a program hold at a moment: its variables by name, with their values. */
import type { SlotView } from '../../simulator/frame.ts';
import type { FrameReader, FrameToRead } from '../../simulator/root-frames.ts';
import type { Mutator } from '../../simulator/mutator.ts';
import { leavesOf } from '../compile/frame-variables.ts';
import type { CompiledFunction, FrameVariable, Image } from '../compile/image.ts';
import { layoutOf } from '../compile/layout.ts';
import { advance, Memory, wordMask } from '../machine/memory.ts';
import type { Type } from '../types.ts';
import { ValueText } from './value-text.ts';

/** Most slots that are told of one frame. */
const slotsTold = 200;

/** A pointer: two halves. */
interface Place {
  readonly low: number;
  readonly high: number;
}

export class ProgramFrames implements FrameReader {
  readonly #image: Image;
  readonly #memory: Memory;
  readonly #functionOf: (shape: number) => CompiledFunction | null;
  readonly #values: ValueText;
  /** Frames of the moment, for pointers into them. */
  #frames: readonly FrameToRead[] = [];

  /** `functionOf` tells the function of a frame's shape, as the interpreter made it. */
  constructor(
    image: Image,
    mutator: Mutator,
    functionOf: (shape: number) => CompiledFunction | null,
  ) {
    this.#image = image;
    this.#memory = new Memory(mutator, image.statics);
    this.#functionOf = functionOf;
    this.#values = new ValueText(this.#memory, image.types, (word) => this.#nameAt(word));
  }

  begin(frames: readonly FrameToRead[]): void {
    this.#frames = frames;
    this.#memory.refresh();
  }

  slots(frame: FrameToRead, pointers: readonly SlotView[]): readonly SlotView[] {
    const covered = new Set<number>();
    const told: SlotView[] = [];
    const line = this.line(frame);
    const closure = this.#functionOf(frame.shape)?.closureOffset ?? -1;
    for (const variable of this.#variablesOf(frame)) {
      if (told.length >= slotsTold) break;
      if (variable.from <= line && line <= variable.to)
        told.push(...this.#slotsOf(frame, variable, covered));
    }
    // Whatever else holds an object is a root too: what is being made, what outlives its block.
    pointers.forEach((slot, index) => {
      const offset = frame.pointers[index];
      if (slot.target === null || offset === undefined || covered.has(offset)) return;
      if (slot.name !== '') told.push(slot);
      else if (offset === closure) told.push({ ...slot, holds: 'closure' });
      else told.push(frame.runs ? slot : { ...slot, holds: 'operand' });
    });
    return withoutNamesakes(told.slice(0, slotsTold));
  }

  /**
   * After a call has returned, the operation still stands at a line of what was called; and while one
   * is made, at a line of the caller: a frame that has not begun stands at none, which is 0.
   */
  line(frame: FrameToRead): number {
    const [from, to] = this.#functionOf(frame.shape)?.span ?? [0, Infinity];
    return from <= frame.line && frame.line <= to ? frame.line : frame.calledAt;
  }

  #variablesOf(frame: FrameToRead): readonly FrameVariable[] {
    if (!frame.isGlobals) return this.#functionOf(frame.shape)?.variables ?? [];
    return this.#image.globalVariables.map(({ name, type, word }) => ({
      name,
      type,
      place: { kind: 'register', register: word, memoryForm: layoutOf(type).words > 1 },
      from: 0,
      to: Infinity,
    }));
  }

  #slotsOf(frame: FrameToRead, variable: FrameVariable, covered: Set<number>): SlotView[] {
    const { name, type, place } = variable;
    if (place.kind === 'captured') return this.#captured(frame, variable);
    const low = frame.base + place.register;
    if (place.kind === 'heap') {
      const target = this.#objectAt({ low, high: 0 });
      covered.add(place.register);
      if (target === null) return [];
      const [start, object] = [this.#memory.stack[low * 2] ?? 0, target];
      return [slot(name, target, this.#text(type, { low: start, high: object }))];
    }
    const layout = layoutOf(type);
    for (const word of layout.pointers) covered.add(place.register + word);
    if (layout.representation !== 'block' && layout.pointers.length === 0 && !place.memoryForm) {
      const { stack } = this.#memory;
      const value = this.#values.inRegister(type, stack[low * 2] ?? 0, stack[low * 2 + 1] ?? 0);
      return [slot(name, null, value)];
    }
    return leavesOf(name, type).map((leaf) => {
      const at = { low: advance(low, leaf.byte), high: 0 };
      return slot(leaf.path, this.#targetOf(leaf.type, at), this.#text(leaf.type, at));
    });
  }

  /** A variable of the function around a closure: it lies in the closure, or where that leads. */
  #captured(frame: FrameToRead, { name, type, place }: FrameVariable): SlotView[] {
    if (place.kind !== 'captured') return [];
    const register = this.#functionOf(frame.shape)?.closureOffset ?? -1;
    const closure = this.#pointerAt({ low: frame.base + register, high: 0 });
    if (register < 0 || (closure.low === 0 && closure.high === 0)) return [];
    const own = { low: advance(closure.low, place.offset), high: closure.high };
    const at = place.byReference ? this.#pointerAt(own) : own;
    if (at.low === 0 && at.high === 0) return [];
    const layout = layoutOf(type);
    const isScalar = layout.representation !== 'block' && layout.pointers.length === 0;
    if (!place.byReference && isScalar) {
      const plane = this.#memory.plane(at.low, at.high);
      const index = this.#memory.byteOf(at.low) >>> 2;
      return [
        slot(name, null, this.#values.inRegister(type, plane[index] ?? 0, plane[index + 1] ?? 0)),
      ];
    }
    const target = this.#targetOf(type, at);
    const text = this.#text(type, at);
    // The closure holds it, not this frame: it is told, and no root.
    return [
      slot(name, null, target === null ? text : `→${target}${text === null ? '' : ` ${text}`}`),
    ];
  }

  #text(type: Type, at: Place): string | null {
    return this.#values.at(type, at.low, at.high);
  }

  #pointerAt({ low, high }: Place): Place {
    const plane = this.#memory.plane(low, high);
    const index = this.#memory.byteOf(low) >>> 2;
    return { low: plane[index] ?? 0, high: plane[index + 1] ?? 0 };
  }

  #objectAt(at: Place): number | null {
    return this.#pointerAt(at).high || null;
  }

  /** The object that a value leads to: by its first pointer. */
  #targetOf(type: Type, { low, high }: Place): number | null {
    const [first] = layoutOf(type).pointers;
    return first === undefined ? null : this.#objectAt({ low: advance(low, first * 8), high });
  }

  /** `&x` for a word of a frame. */
  #nameAt(word: number): string {
    const at = word & wordMask;
    for (const frame of this.#frames) {
      const offset = at - frame.base;
      if (offset < 0) continue;
      for (const { name, type, place } of this.#variablesOf(frame)) {
        if (place.kind !== 'register') continue;
        const within = offset - place.register;
        if (within < 0 || within >= Math.max(1, layoutOf(type).words)) continue;
        const own = `${name.startsWith('&') ? '' : '&'}${name}`;
        return within === 0 ? own : `${own}+${within * 8}`;
      }
    }
    return '&…';
  }
}

function slot(name: string, target: number | null, value: string | null): SlotView {
  return value === null ? { name, target } : { name, target, value };
}

/** A variable that hides another of its name is told with a prime. */
function withoutNamesakes(slots: readonly SlotView[]): SlotView[] {
  const seen = new Set<string>();
  return slots.map((one) => {
    let { name } = one;
    while (seen.has(name)) name += '′';
    seen.add(name);
    return { ...one, name };
  });
}
