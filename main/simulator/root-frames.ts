/** What the roots of a moment look like: globals, and the frames of each thread, as many as are wanted. */
import type { RootFrameView, RootLimits, SlotView } from './frame.ts';
import { frameColumn, register, threadColumn } from './layout.ts';
import type { Machine } from './machine.ts';

/** A frame of the stack plane, for those who know what its words mean. */
export interface FrameToRead {
  /** Id of its shape, and its first word. */
  readonly shape: number;
  readonly base: number;
  readonly isGlobals: boolean;
  /** It is the frame whose statement is being executed. */
  readonly runs: boolean;
  /** Line at which it stands, or 0: for the top frame that of the operation, which may be of a call that has returned. */
  readonly line: number;
  /** Line of its last call, or 0. */
  readonly calledAt: number;
  /** Offsets of its pointer words, in the order of its slots. */
  readonly pointers: Int32Array;
}

/** Tells what a frame holds in the terms of the program that runs; asked while the moment stands. */
export interface FrameReader {
  /** All frames of the moment, before the first is asked for. */
  begin(frames: readonly FrameToRead[]): void;
  /** The line at which it stands, or 0 before its first: never one of a function that it has called, or of its caller. */
  line(frame: FrameToRead): number;
  /** Its slots; `pointers` are those that the heap knows of. */
  slots(frame: FrameToRead, pointers: readonly SlotView[]): readonly SlotView[];
}

/** Of a stack that is cut: so many of the outermost calls stand beside the innermost ones. */
const outermostListed = 8;

/** Frames of one thread that are listed, from bottom to top. */
interface ListedStack {
  readonly thread: number;
  readonly frames: readonly number[];
  /** So many frames are left out before the one at this index of `frames`. */
  readonly gap: { readonly index: number; readonly frames: number } | null;
}

/** Globals, then each thread's frames from bottom to top; a thread's name stands first when there are several. */
export function rootsOf(
  machine: Machine,
  line: number,
  limits: RootLimits | null,
  reader: FrameReader | null,
): { readonly roots: readonly RootFrameView[]; readonly goroutinesLeftOut: number } {
  const { core, roots } = machine;
  const views: RootFrameView[] = [];
  const globals = core.register(register.globals);
  const running = core.register(register.currentThread);
  const threads = Array.from({ length: roots.threads }, (_, thread) => thread).filter(
    (thread) => roots.isAlive(thread) && roots.thread(thread, threadColumn.top) !== 0,
  );
  const stacks = listedThreads(threads, running, limits).map((thread) =>
    listedFrames(machine, thread, framesOf(thread, running, limits)),
  );
  const readable = new Map(
    [...(globals === 0 ? [] : [globals]), ...stacks.flatMap(({ frames }) => frames)].map(
      (frame) => [frame, toRead(machine, frame, line)],
    ),
  );
  reader?.begin([...readable.values()]);
  const viewOf = (frame: number, leftOut: number): RootFrameView => {
    const pointers = slotsOf(machine, frame);
    const own = readable.get(frame);
    const at = own === undefined ? 0 : (reader?.line(own) ?? own.line);
    return {
      name: core.frameShapeOf(frame).name,
      kind: frame === globals ? 'globals' : 'frame',
      line: at === 0 ? null : at,
      slots: own === undefined || reader === null ? pointers : reader.slots(own, pointers),
      ...(leftOut === 0 ? {} : { leftOut }),
    };
  };
  if (globals !== 0) views.push(viewOf(globals, 0));
  const hasSeveral = threads.some((thread) => thread > 0);
  for (const { thread, frames, gap } of stacks) {
    if (hasSeveral) {
      views.push({
        name: core.texts.at(roots.thread(thread, threadColumn.name)),
        kind: 'goroutine',
        line: null,
        slots: [],
        runs: thread === running,
      });
    }
    frames.forEach((frame, index) => {
      views.push(viewOf(frame, gap?.index === index ? gap.frames : 0));
    });
  }
  return { roots: views, goroutinesLeftOut: threads.length - stacks.length };
}

/** The first threads, and the one that runs whatever its place. */
function listedThreads(
  threads: readonly number[],
  running: number,
  limits: RootLimits | null,
): readonly number[] {
  if (limits === null || threads.length <= limits.goroutines) return threads;
  const first = threads.slice(0, limits.goroutines);
  if (first.includes(running) || !threads.includes(running)) return first;
  return [...first.slice(0, -1), running];
}

/** Most frames of one thread. */
function framesOf(thread: number, running: number, limits: RootLimits | null): number {
  if (limits === null) return Infinity;
  return thread === running ? limits.frames : Math.ceil(limits.frames / 4);
}

/** At most `limit` frames of a thread: a few from the bottom and the rest from the top. */
function listedFrames({ core, roots }: Machine, thread: number, limit: number): ListedStack {
  let count = 0;
  const top = roots.thread(thread, threadColumn.top);
  for (
    let frame = top;
    frame !== 0 && count <= limit;
    frame = core.frame(frame, frameColumn.caller)
  )
    count += 1;
  if (count <= limit) return { thread, frames: roots.framesOf(thread), gap: null };
  const low = Math.min(outermostListed, limit - 1);
  const frames: number[] = [];
  let bottom = roots.thread(thread, threadColumn.bottom);
  for (; frames.length < low; bottom = core.frame(bottom, frameColumn.callee)) frames.push(bottom);
  const innermost: number[] = [];
  let left = top;
  for (; innermost.length < limit - low; left = core.frame(left, frameColumn.caller))
    innermost.push(left);
  let leftOut = 0;
  const last = frames.at(-1) ?? 0;
  for (; left !== last; left = core.frame(left, frameColumn.caller)) leftOut += 1;
  return {
    thread,
    frames: [...frames, ...innermost.reverse()],
    gap: { index: low, frames: leftOut },
  };
}

function toRead({ core, roots }: Machine, frame: number, line: number): FrameToRead {
  const shape = core.frameShapeOf(frame);
  const isGlobals = frame === core.register(register.globals);
  const thread = core.frame(frame, frameColumn.thread);
  const isTop =
    !isGlobals &&
    roots.thread(thread, threadColumn.top) === frame &&
    thread === core.register(register.currentThread);
  return {
    shape: shape.id,
    base: core.frame(frame, frameColumn.base),
    isGlobals,
    runs: isTop,
    line: isGlobals ? 0 : isTop ? line : core.frame(frame, frameColumn.line),
    calledAt: core.frame(frame, frameColumn.line),
    pointers: shape.pointers,
  };
}

/** The slots of a frame that the heap knows of. */
function slotsOf(machine: Machine, frame: number): SlotView[] {
  const { core, roots } = machine;
  return Array.from(roots.slots(frame), (slot) => ({
    name: core.labels.at(roots.labelAt(slot)).slot,
    target: machine.slotHigh(slot) || null,
  }));
}
