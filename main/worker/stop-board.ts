/**
 * Flags in memory that both threads see: the main thread raises one while the simulator's thread is
 * in the middle of a run and reads no messages. One flag a run, by its number.
 */
const flags = 1024;

export class StopBoard {
  readonly buffer: SharedArrayBuffer;
  readonly #flags: Int32Array;

  constructor(buffer: SharedArrayBuffer = new SharedArrayBuffer(flags * 4)) {
    this.buffer = buffer;
    this.#flags = new Int32Array(buffer);
  }

  raise(run: string): void {
    Atomics.store(this.#flags, placeOf(run), 1);
  }

  lower(run: string): void {
    Atomics.store(this.#flags, placeOf(run), 0);
  }

  isRaised(run: string): boolean {
    return Atomics.load(this.#flags, placeOf(run)) !== 0;
  }
}

/** Two runs whose names fall on one flag stop together: that pauses the other one and loses nothing. */
function placeOf(run: string): number {
  let place = 0;
  for (let index = 0; index < run.length; index += 1) {
    place = (Math.imul(place, 31) + run.charCodeAt(index)) >>> 0;
  }
  return place % flags;
}
