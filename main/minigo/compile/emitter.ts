/** The code of one function as it grows: instructions, labels, and the words of its frame. */
import type { FrameWord } from '../../simulator/mutator.ts';
import { canKeep, kept, op, type Operation } from './opcodes.ts';

export class Label {
  address = -1;
  /** Indexes in the code that wait for the address. */
  readonly uses: number[] = [];
}

interface Temporary {
  readonly register: number;
  readonly pattern: string;
  readonly rooted: boolean;
  /** Its value has been handed on: it need not be dropped. */
  taken: boolean;
}

export class Emitter {
  readonly code: number[];
  readonly words: FrameWord[] = [];
  readonly #free = new Map<string, number[]>();
  #live: Temporary[] = [];
  readonly #blockIndex: (pattern: string) => number;

  readonly #keeps: boolean;
  /** Where the last label stands. */
  #placed = -1;

  /** `keeps`: what the next instruction takes at once gets no register. */
  constructor(code: number[], blockIndex: (pattern: string) => number, keeps: boolean) {
    this.code = code;
    this.#blockIndex = blockIndex;
    this.#keeps = keeps;
  }

  get address(): number {
    return this.code.length;
  }

  emit(operation: Operation, a = 0, b = 0, c = 0, d = 0): number {
    const at = this.code.length;
    this.code.push(op[operation], a, b, c, d);
    return at;
  }

  /** Emits a jump; `slot` is the operand (1 … 4) that takes the target. */
  jump(label: Label, operation: Operation, slot: number, a = 0, b = 0, c = 0): void {
    const at = this.emit(operation, a, b, c);
    label.uses.push(at + slot);
    this.code[at + slot] = label.address;
  }

  /**
   * If the instruction emitted last made what is in `register`: leaves it where the next instruction
   * takes it, and the register as it was. Nothing else may read it, or it is written at once.
   */
  keep(register: number): boolean {
    const at = this.code.length - 5;
    const isMade =
      this.#keeps &&
      this.code[at + 1] === register &&
      canKeep(this.code[at] ?? 0) &&
      this.#placed !== this.code.length;
    if (isMade) this.code[at + 1] = kept;
    return isMade;
  }

  /** The same for a temporary; its register is free again. */
  keepTemporary(register: number): boolean {
    const at = this.#live.findLastIndex((temporary) => temporary.register === register);
    const temporary = this.#live[at];
    if (temporary === undefined || temporary.pattern.length > 1 || !this.keep(register))
      return false;
    this.#live.splice(at, 1);
    this.#release(temporary);
    return true;
  }

  /** Goes on at `label`. What adds a constant just before does so itself, as at the end of most loops. */
  go(label: Label): void {
    const last = this.code.length - 5;
    const isAdded =
      this.code[last] === op.addConstant &&
      this.code[last + 4] === 0 &&
      this.#placed !== this.code.length &&
      label.address !== 0;
    if (!isAdded) {
      this.jump(label, 'jump', 1);
      return;
    }
    label.uses.push(last + 4);
    this.code[last + 4] = label.address;
  }

  place(label: Label): void {
    label.address = this.code.length;
    this.#placed = label.address;
    for (const use of label.uses) this.code[use] = label.address;
  }

  /** New words for a variable, all of one name or each of its own. Names are what people see; the empty name is hidden from them. */
  variable(name: string, pattern: string, names: readonly string[] = []): number {
    const register = this.words.length;
    for (let word = 0; word < pattern.length; word++)
      this.words.push({ name: names[word] ?? name, pointer: pattern.charAt(word) === 'p' });
    return register;
  }

  /** Words that hold a value until the statement ends. Rooted ones count as roots while they do. */
  temporary(pattern: string, rooted: boolean): number {
    const isRooted = rooted && pattern.includes('p');
    const key = isRooted ? pattern : 'r'.repeat(pattern.length);
    const free = this.#free.get(key);
    const register = free?.pop() ?? this.variable('', key);
    this.#live.push({ register, pattern: key, rooted: isRooted, taken: false });
    return register;
  }

  raw(words = 1): number {
    return this.temporary('r'.repeat(words), false);
  }

  /** The value of a rooted temporary has moved on. */
  take(register: number): void {
    for (const temporary of this.#live) if (temporary.register === register) temporary.taken = true;
  }

  get mark(): number {
    return this.#live.length;
  }

  /** Whether temporaries made since `mark` hold roots. */
  hasRoots(mark: number): boolean {
    return this.#live.slice(mark).some((temporary) => temporary.rooted && !temporary.taken);
  }

  /** Drops and gives back the temporaries made since `mark`, last first. */
  release(mark: number): void {
    const ended = this.#live.splice(mark);
    for (const temporary of ended.reverse()) {
      if (temporary.rooted && !temporary.taken) this.drop(temporary.register, temporary.pattern);
      this.#release(temporary);
    }
  }

  #release({ pattern, register }: Temporary): void {
    const free = this.#free.get(pattern);
    if (free === undefined) this.#free.set(pattern, [register]);
    else free.push(register);
  }

  /** As `release`, without dropping: control has left for good. */
  forget(mark: number): void {
    for (const temporary of this.#live.slice(mark)) temporary.taken = true;
  }

  drop(register: number, pattern: string): void {
    const first = pattern.indexOf('p');
    if (first < 0) return;
    if (pattern.indexOf('p', first + 1) < 0) this.emit('drop', register + first);
    else this.emit('dropBlock', register, this.#blockIndex(pattern));
  }
}
