import { expect, test } from 'vitest';
import type { KernelMaker } from '../simulator/kernel.ts';
import { Machine } from '../simulator/machine.ts';
import type { MachineOptions } from '../simulator/machine.ts';
import { defaultSettings } from '../simulator/settings.ts';
import { chance } from '../simulator/testing/generate.ts';
import { kernelMaker } from './make-kernel.ts';
import { binary } from './kernel.wat';
import { plantedKernel } from './testing/planted-kernel.ts';

/** What the kernel answered: nothing done, nothing counted down, an object ended, and none of this. */
interface Answers {
  refused: number;
  wasNil: number;
  ended: number;
  done: number;
}

/** Kernels for heaps of any size, whose answers are counted. */
function countingMaker(make: KernelMaker, answers: Answers): KernelMaker {
  return (words, shift) => {
    const kernel = make(words, shift);
    if (kernel === null) throw new Error('there is no memory for a kernel');
    return {
      ...kernel,
      storeField: (...store) => {
        const ended = kernel.storeField(...store);
        if (ended === -1) answers.refused += 1;
        else if (ended === -2) answers.wasNil += 1;
        else if (ended > 0) answers.ended += 1;
        else answers.done += 1;
        return ended;
      },
    };
  };
}

const objects = 40;
const fields = 3;

interface Play {
  readonly seed: number;
  readonly writes: number;
  /** Pointers to the inside of objects from that write on. */
  readonly interiorFrom?: number;
  readonly isWatched?: boolean;
}

/** Objects held by roots, and writes of all kinds between them; some are dropped, and end. */
class Scene {
  readonly machine: Machine;
  readonly #base: number;
  readonly #spare: number;
  readonly #shape: number;
  readonly #choose: (count: number) => number;
  readonly #play: Play;

  constructor(play: Play, options: MachineOptions) {
    const allocator = play.seed % 2 === 0 ? 'first-fit' : 'buddy';
    const settings = { ...defaultSettings, collector: 'refcount', allocator } as const;
    this.machine = new Machine({ ...settings, heapBytes: 2 ** 16 }, options);
    const { machine } = this;
    this.#play = play;
    this.#choose = chance(play.seed);
    machine.core.recording.isWatched = play.isWatched ?? false;
    this.#shape = machine.defineShape('Node', 32, { kind: 'prefix', count: fields });
    const words = Array.from({ length: objects + 1 }, (_, index) => ({
      name: `s${index}`,
      pointer: true,
    }));
    this.#base = machine.frameBase(machine.pushFrame(machine.defineFrame('main', words)));
    this.#spare = this.#base + objects;
    machine.beginOperation(1);
    for (let slot = this.#base; slot < this.#spare; slot += 1) machine.allocate(this.#shape, slot);
  }

  /** Does the writes `from` … `to` − 1. */
  go(from: number, to: number): void {
    const { machine } = this;
    const choose = this.#choose;
    for (let write = from; write < to; write += 1) {
      if (write % 8 === 0) machine.beginOperation(write % 100);
      const owner = machine.slotHigh(this.#base + choose(objects));
      const place = machine.addressOf(owner) + choose(fields);
      const from = this.#base + choose(objects);
      const kind = choose(40);
      // Nil, or a number of the program's own.
      if (kind === 0) machine.setPointer(owner, place, choose(2), 0);
      else if (kind === 1) {
        // What nothing else refers to: the next write to the same place ends it.
        machine.allocate(this.#shape, this.#spare);
        machine.setPointer(
          owner,
          place,
          machine.slotLow(this.#spare),
          machine.slotHigh(this.#spare),
        );
        machine.setSlot(this.#spare, 0, 0);
        machine.setPointer(owner, place, machine.slotLow(from), machine.slotHigh(from));
      } else if (kind === 2) {
        // Raw words wait in the log: a few, or more than an event tells.
        const object = machine.slotHigh(from);
        const raw = machine.addressOf(object) + fields;
        for (let turn = choose(2) * 40; turn >= 0; turn -= 1) machine.setWord(raw, write + turn, 1);
      } else if (kind === 3 && write >= (this.#play.interiorFrom ?? Infinity))
        machine.setPointer(owner, place, machine.slotLow(from) + 1, machine.slotHigh(from));
      else machine.setPointer(owner, place, machine.slotLow(from), machine.slotHigh(from));
    }
  }

  /** A fingerprint of the events and of the state, at the end and at places on the way. */
  get fingerprint(): string {
    const { core, timeline } = this.machine;
    const { recording } = core;
    if (!recording.on) return `${recording.length} ${core.store.hash()}`;
    let hash = 0;
    for (let seq = 1; seq <= recording.length; seq += 1) {
      hash = Math.imul(hash ^ recording.codeOf(seq), 0x9e3779b1);
      hash = Math.imul(hash ^ recording.countOf(seq), 0x85ebca6b) ^ recording.auxOf(seq);
      for (let index = 1; index <= 3; index += 1)
        hash = Math.imul(hash ^ recording.valueOf(seq, index), 0xc2b2ae35) ^ (hash >>> 15);
    }
    const states = [core.store.hash()];
    for (let part = 3; part >= 0; part -= 1) {
      timeline.seek(Math.floor((recording.length * part) / 4));
      states.push(timeline.stateHash());
    }
    timeline.seekEnd();
    return [recording.length, hash, ...states].join(' ');
  }
}

function played(play: Play, options: MachineOptions): string {
  const scene = new Scene(play, options);
  scene.go(0, play.writes);
  return scene.fingerprint;
}

/** The first seed with which a machine with such kernels does otherwise than one with none; `null` if there is none. */
function difference(make: KernelMaker, seeds: number, answers: Answers): number | null {
  const kernel = countingMaker(make, answers);
  for (let seed = 1; seed <= seeds; seed += 1) {
    const play = { seed, writes: 300, ...(seed % 4 === 0 ? { interiorFrom: 200 } : {}) };
    const script = played(play, {});
    if (played({ ...play, isWatched: true }, {}) !== script) throw new Error('watched differs');
    if (played(play, { kernel }) !== script) return seed;
    const unrecorded = { recording: false };
    if (played(play, { ...unrecorded, kernel }) !== played(play, unrecorded)) return seed;
  }
  return null;
}

test('law: the kernel stores, counts and records as the script does, and as it is done step by step', () => {
  const answers = { refused: 0, wasNil: 0, ended: 0, done: 0 };
  expect(difference(kernelMaker(binary, 0), 30, answers)).toBeNull();
  expect(answers.done).toBeGreaterThan(2000);
  expect(answers.wasNil).toBeGreaterThan(1000);
  expect(answers.ended).toBeGreaterThan(50);
  expect(answers.refused).toBeGreaterThan(500);
});

test('chunks of events leave the kernel, and are gone on with after a cut', () => {
  const answers = { refused: 0, wasNil: 0, ended: 0, done: 0 };
  const make = countingMaker(kernelMaker(binary, 0), answers);
  const [script, kernel] = [{}, { kernel: make }].map((options) => {
    const scene = new Scene({ seed: 5, writes: 0 }, options);
    const prints = [];
    scene.go(0, 60_000);
    prints.push(scene.machine.core.recording.length, scene.fingerprint);
    // Into the second chunk, and on past where it ended.
    for (const operation of [4000, 3000, 10]) {
      scene.machine.truncate(operation);
      prints.push(scene.fingerprint);
      scene.go(0, 30_000);
      prints.push(scene.fingerprint);
    }
    return prints;
  });
  expect(kernel).toEqual(script);
  expect(script?.[0]).toBeGreaterThan(2 * 2 ** 16);
  expect(answers.done).toBeGreaterThan(60_000);
});

test('where more objects were made than there is room for, the script goes on', () => {
  const answers = { refused: 0, wasNil: 0, ended: 0, done: 0 };
  const make = kernelMaker(binary, 0);
  const small: KernelMaker = (words, shift) => {
    const kernel = make(words, shift);
    return kernel && { ...kernel, objects: kernel.objects.subarray(0, 64 * 4) };
  };
  const play = { seed: 3, writes: 2000 };
  expect(played(play, { kernel: countingMaker(small, answers) })).toBe(played(play, {}));
  const before = answers.done;
  expect(played(play, { kernel: countingMaker(make, answers) })).toBe(played(play, {}));
  expect(answers.done - before).toBeGreaterThan(before);
});

/** Wrong kernels: what stands in the source, and what is put in its place. */
const bugs: readonly { readonly bug: string; readonly from: string; readonly to: string }[] = [
  { bug: 'nil is counted', from: '(i32.eqz (local.get $object))', to: '(i32.const 0)' },
  {
    bug: 'nil is counted down',
    from: '(i32.eqz (local.get $old))\n      (then\n        ;;',
    to: '(i32.const 0)\n      (then\n        ;;',
  },
  {
    bug: 'a number of the program is taken for nil',
    from: '(if (i32.load offset=1049664 (local.get $place))',
    to: '(if (i32.const 0)',
  },
  {
    bug: 'what was nil is told as three events',
    from: '(return (i32.const -2))',
    to: '(return (i32.const 0))',
  },
  {
    bug: 'a pointer to the inside of an object is taken for one to its beginning',
    from: '(local.get $address))\n      (then',
    to: '(local.get $address)) (drop) (i32.const 0)\n      (then',
  },
  {
    bug: 'what is written over itself is counted down twice',
    from: '(i32.ne (local.get $old) (local.get $object))',
    to: '(i32.const 1)',
  },
  { bug: 'one counter counts for both', from: '\\01\\00\\00\\00\\01', to: '\\01\\00\\00\\00\\00' },
  {
    bug: 'an object that ended is not told',
    from: '(then (return (local.get $old)))',
    to: '(then (return (i32.const 0)))',
  },
  {
    bug: 'the owner is not told',
    from: '(i64.extend_i32_u (local.get $owner))',
    to: '(i64.const 1)',
  },
  {
    bug: 'the place is not told',
    from: '(i64.extend_i32_u (local.get $word))',
    to: '(i64.const 9)',
  },
  {
    bug: 'the count of the old object stays',
    from: '(i32.store offset=4 (local.get $from) (local.get $left))',
    to: '',
  },
];

test.each(bugs)('a planted bug is found: $bug', async ({ from, to }) => {
  const make = await plantedKernel(from, to);
  expect(() => {
    if (difference(make, 12, { refused: 0, wasNil: 0, ended: 0, done: 0 }) !== null)
      throw new Error('they differ');
  }).toThrow('differ');
});
