import { frameColumn, register } from './layout.ts';
import { Machine } from './machine.ts';
import type { MachineOptions } from './machine.ts';
import type { Operation, ScriptLine } from './operation.ts';
import type { ScriptProblem } from './script.ts';
import type { HeapSettings } from './settings.ts';
import { fieldsInCell } from './shapes.ts';

/** What became of one operation. A refused one changed nothing and was not recorded. */
export type Performed =
  | { readonly status: 'done' }
  | { readonly status: 'out-of-memory' }
  | { readonly status: 'refused'; readonly problem: ScriptProblem };

const done: Performed = { status: 'done' };

/** Name of the frame that a script begins in, and of the one that holds its `@` slots. */
export const firstFrame = 'main';
export const globalsFrame = 'globals';

/**
 * A machine driven by operations: a script's lines, or a hand's actions. Slots are made when they
 * are first used; where each name stands is derived from the frames and made anew after an undo.
 */
export class ScriptRun {
  readonly machine: Machine;
  /** Slot offsets by name: the globals', then each frame's from bottom to top. */
  #names: Map<string, number>[] = [new Map<string, number>(), new Map<string, number>()];
  #frames: number[] = [];
  readonly #operations: ScriptLine[] = [];

  constructor(settings: HeapSettings, options: MachineOptions = {}) {
    const machine = new Machine(settings, options);
    this.machine = machine;
    const globals = machine.defineGlobals(machine.defineDynamicFrame(globalsFrame));
    const first = machine.enterFirstFrame(machine.defineDynamicFrame(firstFrame));
    this.#frames = [globals, first];
    machine.begin();
  }

  /** The operations performed so far, in order. */
  get operations(): readonly ScriptLine[] {
    return this.#operations;
  }

  /** Performs one operation at the end of the run. */
  perform({ line, operation }: ScriptLine): Performed {
    const { machine } = this;
    if (machine.timeline.isAway) machine.timeline.seekEnd();
    if (machine.halted !== null) return { status: 'out-of-memory' };
    const problem = this.#problemOf(operation);
    if (problem !== null) return { status: 'refused', problem: { line, ...problem } };
    machine.beginOperation(line);
    this.#operations.push({ line, operation });
    this.#do(operation);
    return machine.halted === null ? done : { status: 'out-of-memory' };
  }

  /** Performs lines until one is refused or memory runs out; what became of the last one. */
  performAll(lines: readonly ScriptLine[]): Performed {
    for (const line of lines) {
      const performed = this.perform(line);
      if (performed.status !== 'done') return performed;
    }
    return done;
  }

  /** Takes back all after the first `count` operations; the run goes on from there. */
  keep(count: number): void {
    this.machine.truncate(count);
    this.#operations.length = count;
    this.#findNames();
  }

  #findNames(): void {
    const { core, roots } = this.machine;
    this.#frames = roots.frames();
    this.#names = this.#frames.map((frame) => {
      const base = core.frame(frame, frameColumn.base);
      const used = core.frame(frame, frameColumn.used);
      const names = new Map<string, number>();
      for (let offset = 0; offset < used; offset += 1)
        names.set(core.labels.at(roots.labelAt(base + offset)).slot, offset);
      return names;
    });
  }

  #problemOf(operation: Operation): Omit<ScriptProblem, 'line'> | null {
    switch (operation.kind) {
      case 'alloc':
        return this.#sizeProblem(operation.bytes, operation.fields);
      case 'write':
        return this.#fieldProblem(operation.slot, operation.field);
      case 'read':
        return this.#fieldProblem(operation.from, operation.field);
      case 'pop':
        return this.#frames.length > 2
          ? null
          : { code: 'no-frame', word: 'pop', expected: 'a push before it', values: {} };
      case 'root':
      case 'push':
      case 'free':
      case 'gc':
        return null;
      default:
        return operation satisfies never;
    }
  }

  #fieldProblem(name: string, field: number): Omit<ScriptProblem, 'line'> | null {
    const object = this.#objectIn(name);
    if (object === 0) return null;
    const { type, pointerCount } = this.machine.core.shapeOf(object);
    if (field < pointerCount) return null;
    const expected =
      pointerCount === 0
        ? `an object with fields, and ${type} has none`
        : `0 … ${pointerCount - 1}, the fields of ${type}`;
    const values = { type, fields: pointerCount };
    return { code: 'no-such-field', word: String(field), expected, values };
  }

  #sizeProblem(bytes: number, fields: number): Omit<ScriptProblem, 'line'> | null {
    if (this.machine.settings.geometry === 'bytes') {
      if (bytes >= fields * 8) return null;
      return {
        code: 'bad-size',
        word: String(bytes),
        expected: `at least ${fields * 8} bytes for ${fields} fields of 8 bytes`,
        values: { geometry: 'bytes', fields, least: fields * 8 },
      };
    }
    const most = Math.max(1, bytes) * (fieldsInCell + 1) - 1;
    return fields <= most
      ? null
      : {
          code: 'bad-size',
          word: String(bytes),
          expected: `more cells: ${Math.max(1, bytes)} hold at most ${most} fields`,
          values: { geometry: 'cells', fields, most },
        };
  }

  #offsetOf(name: string): number | undefined {
    return this.#names[name.startsWith('@') ? 0 : this.#names.length - 1]?.get(name);
  }

  /** Index of a slot in the stack plane; made now if it is new. */
  #slot(name: string): number {
    const level = name.startsWith('@') ? 0 : this.#names.length - 1;
    const frame = this.#frames[level] as number;
    let offset = this.#names[level]?.get(name);
    if (offset === undefined) {
      offset = this.machine.roots.addSlot(frame, name);
      this.#names[level]?.set(name, offset);
    }
    return this.machine.frameBase(frame) + offset;
  }

  /** Makes slots that are used for the first time, be it only to read nil from them: it may move their frame's words. */
  #make(...names: readonly (string | null)[]): void {
    for (const name of names) if (name !== null) this.#slot(name);
  }

  #objectIn(name: string): number {
    return this.#offsetOf(name) === undefined ? 0 : this.machine.slotHigh(this.#slot(name));
  }

  #do(operation: Operation): void {
    const { machine } = this;
    switch (operation.kind) {
      case 'alloc': {
        const shape = machine.defineShape(operation.type, operation.bytes, {
          kind: 'prefix',
          count: operation.fields,
        });
        machine.allocate(shape, this.#slot(operation.slot));
        return;
      }
      case 'root': {
        this.#make(operation.slot, operation.from);
        const slot = this.#slot(operation.slot);
        const source = operation.from === null ? -1 : this.#slot(operation.from);
        if (source < 0) machine.setSlot(slot, 0, 0);
        else machine.setSlot(slot, machine.slotLow(source), machine.slotHigh(source));
        return;
      }
      case 'write':
        this.#write(operation.slot, operation.field, operation.from);
        return;
      case 'read':
        this.#read(operation.slot, operation.from, operation.field);
        return;
      case 'push':
        this.#frames.push(machine.pushFrame(machine.defineDynamicFrame(operation.name)));
        this.#names.push(new Map());
        return;
      case 'pop':
        machine.popFrame();
        this.#frames.pop();
        this.#names.pop();
        return;
      case 'free': {
        this.#make(operation.slot);
        const object = this.#objectIn(operation.slot);
        if (object === 0) machine.report('free-of-nil', 0);
        else machine.release(object);
        return;
      }
      case 'gc':
        machine.request();
        return;
      default:
        operation satisfies never;
    }
  }

  #write(name: string, field: number, from: string | null): void {
    const { machine } = this;
    this.#make(name, from);
    const owner = this.#usable(this.#objectIn(name), field);
    if (owner === 0) return;
    const source = from === null ? -1 : this.#slot(from);
    const address = machine.space.fieldAddress(owner, field);
    if (source < 0) machine.setPointer(owner, address, 0, 0);
    else machine.setPointer(owner, address, machine.slotLow(source), machine.slotHigh(source));
  }

  #read(name: string, from: string, field: number): void {
    const { machine } = this;
    this.#make(name, from);
    const owner = this.#usable(this.#objectIn(from), field);
    if (owner === 0) return;
    machine.loadPointer(this.#slot(name), owner, machine.space.fieldAddress(owner, field));
  }

  /** The object that an access really meets: none through nil; through a stale pointer, what stands there now. */
  #usable(object: number, field: number): number {
    const { machine } = this;
    if (object === 0) {
      machine.report('nil-dereference', 0);
      return 0;
    }
    if (machine.isAllocated(object)) return object;
    machine.report('use-after-free', object);
    const victim = machine.standingAt(object);
    return victim !== 0 && field < machine.core.shapeOf(victim).pointerCount ? victim : 0;
  }

  /** Objects allocated so far: the id of the newest. */
  get newest(): number {
    return this.machine.core.register(register.objects);
  }
}
