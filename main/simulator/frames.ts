import { spansOf } from './allocators/go.ts';
import { eventAt } from './decode.ts';
import type { BlockView, Colour, Frame, FrameRequest, ObjectState, ObjectView } from './frame.ts';
import { objectColumn, objectFlag, phase, phaseNames, register } from './layout.ts';
import type { Lifetimes } from './lifetimes.ts';
import type { Machine } from './machine.ts';
import { metricsOf } from './metrics.ts';
import { rootsOf, type FrameReader } from './root-frames.ts';
import { eventCode } from './recording.ts';
import { worklistOf } from './worklist.ts';

/** Most fields of an object that a view is given. */
const fieldsListed = 64;
/** Most characters of the program's output that a frame carries: its end. */
const outputShown = 65_536;
/** Cells of a heap that is too large to be listed, unless the request says otherwise. */
const usualCells = 4096;

/**
 * What position `seq` looks like: just after that event, and where it is the last one of its operation,
 * after the operation; or after operation `op`, which may have had no event of its own. The position of
 * the machine stays where it is.
 */
export function frameAt(
  machine: Machine,
  lifetimes: Lifetimes,
  seq: number,
  request: FrameRequest,
  reader: FrameReader | null = null,
  op: number | null = null,
): Frame {
  const { timeline } = machine;
  const { recording } = machine.core;
  lifetimes.update();
  const place = timeline.place();
  const operation = op ?? recording.operationAt(seq);
  if (op === null && seq === timeline.length) timeline.seekEnd();
  else if (op !== null || recording.lastEventOf(operation) === seq)
    timeline.seekOperation(operation);
  else timeline.seek(seq);
  const frame = frameNow(machine, lifetimes, request, reader, op);
  timeline.goTo(place);
  return frame;
}

/** What the position that the machine shows looks like. */
export function frameNow(
  machine: Machine,
  lifetimes: Lifetimes,
  request: FrameRequest,
  reader: FrameReader | null = null,
  op: number | null = null,
): Frame {
  lifetimes.update();
  const { core, timeline } = machine;
  const { position } = timeline;
  const operation = op ?? timeline.operation;
  const line = core.recording.lineOf(operation);
  const all = blocksOf(machine, request.blockLimit, 0, machine.heap.granules);
  const blocks = all ?? blocksIn(machine, request);
  const swept = sweptUntil(machine);
  const objects =
    blocks === null
      ? []
      : blocks.flatMap(({ object }) =>
          object === null ? [] : [viewOf(machine, lifetimes, object, swept)],
        );
  const now = phaseNames[core.register(register.phase)];
  return {
    seq: position,
    length: timeline.length,
    op: operation,
    line: line === 0 ? null : line,
    event: position === 0 ? null : eventAt(core, position),
    heapBytes: core.settings.heapBytes,
    blocks,
    objects: objects.sort((one, other) => one.id - other.id),
    cells: all === null ? cellsOf(machine, lifetimes, request.cells, swept) : null,
    ...rootsOf(machine, line, request.roots ?? null, reader),
    worklist: worklistOf(machine),
    collection:
      now === undefined || now === 'none'
        ? null
        : { index: core.register(register.collections), phase: now },
    ...outputUntil(machine, position),
    metrics: metricsOf(machine, lifetimes),
    regions: machine.collector.regions(),
    spans: all !== null && core.settings.allocator === 'go' ? spansOf(machine.heap) : null,
  };
}

/** The blocks of a heap that is too large to be listed, where the cells show so small a part that they are few. */
function blocksIn(machine: Machine, { blockLimit, cells }: FrameRequest): BlockView[] | null {
  const { unit } = machine.core.geometry;
  return cells === null
    ? null
    : blocksOf(machine, blockLimit, Math.floor(cells.from / unit), Math.ceil(cells.to / unit));
}

/** The blocks that touch granules `from` … `to` (excluded) in address order, or `null` when they are more than `limit`. */
function blocksOf(machine: Machine, limit: number, from: number, to: number): BlockView[] | null {
  const { heap, core } = machine;
  const { unit } = core.geometry;
  const blocks: BlockView[] = [];
  for (let start = 0; start < Math.min(to, heap.granules); start += heap.sizeOf(start)) {
    if (start + heap.sizeOf(start) <= from) continue;
    if (blocks.length === limit) return null;
    const object = heap.objectAt(start);
    blocks.push({
      address: start * unit,
      size: heap.sizeOf(start) * unit,
      object: object === 0 ? null : object,
    });
  }
  return blocks;
}

/** Granule up to which a sweep under way has come; 0 when none is. */
function sweptUntil(machine: Machine): number {
  const { core, timeline } = machine;
  const { recording } = core;
  if (core.register(register.phase) !== phase.sweep) return 0;
  for (let seq = timeline.position; seq > 0; seq -= 1) {
    const code = recording.codeOf(seq);
    if (code === eventCode['gc-start']) return 0;
    if (code === eventCode.sweep) return recording.valueOf(seq, 1) + recording.valueOf(seq, 2);
  }
  return 0;
}

function viewOf(machine: Machine, lifetimes: Lifetimes, id: number, swept: number): ObjectView {
  const { core, space, heap, collector } = machine;
  const { unit } = core.geometry;
  const shape = core.shapeOf(id);
  const start = core.object(id, objectColumn.address);
  const life = lifetimes.lifeOf(id, machine.timeline.position);
  const fields: (number | null)[] = [];
  for (let field = 0; field < Math.min(shape.pointerCount, fieldsListed); field += 1) {
    const target = space.target(id, field);
    fields.push(target === 0 ? null : target);
  }
  return {
    id,
    type: shape.type,
    address: start * unit,
    size: heap.sizeOf(start) * unit,
    payload: shape.payload,
    fields,
    fieldCount: shape.pointerCount,
    count: collector.counts ? core.object(id, objectColumn.count) : null,
    colour: colourOf(machine, id, start, swept),
    state: stateOf(machine, id, life?.unreachableSince ?? null),
    unreachableSince: life?.unreachableSince ?? null,
  };
}

function stateOf(machine: Machine, id: number, since: number | null): ObjectState {
  if (machine.core.hasFlag(id, objectFlag.dead)) return 'dead';
  return since === null ? 'live' : 'garbage';
}

/** Mark colour while a collection runs; what the sweep has passed has none any more. */
function colourOf(machine: Machine, id: number, start: number, swept: number): Colour | null {
  const { core } = machine;
  const now = core.register(register.phase);
  if (now === phase.none) return null;
  if (now === phase.trial || now === phase.scan || now === phase.collect) {
    const colour = core.object(id, objectColumn.flags) & objectFlag.trialMask;
    if (colour === objectFlag.trialGrey) return 'grey';
    return colour === objectFlag.trialWhite ? 'white' : 'black';
  }
  if (start < swept) return null;
  if (!core.isMarked(id)) return 'white';
  return core.isScanned(id) ? 'black' : 'grey';
}

const cellStates = { free: 0, live: 1, garbage: 2, grey: 3, black: 4, dead: 5, mixed: 6 } as const;
const unset = 255;

/** One byte a cell: what lies in that part of the address space. */
function cellsOf(
  machine: Machine,
  lifetimes: Lifetimes,
  wanted: FrameRequest['cells'],
  swept: number,
): Uint8Array {
  const { core, heap, timeline } = machine;
  const { unit } = core.geometry;
  const from = Math.max(0, Math.floor((wanted?.from ?? 0) / unit));
  const to = Math.min(heap.granules, Math.ceil((wanted?.to ?? core.settings.heapBytes) / unit));
  const count = Math.max(1, Math.min(wanted?.count ?? usualCells, Math.max(1, to - from)));
  const cells = new Uint8Array(count).fill(unset);
  const scale = count / Math.max(1, to - from);
  for (let start = 0; start < to;) {
    const size = heap.sizeOf(start);
    const end = start + size;
    if (end > from) {
      const object = heap.objectAt(start);
      const state =
        object === 0
          ? cellStates.free
          : cellStateOf(machine, lifetimes, object, start, swept, timeline.position);
      const last = Math.min(count - 1, Math.ceil((Math.min(end, to) - from) * scale) - 1);
      for (let cell = Math.floor((Math.max(start, from) - from) * scale); cell <= last; cell += 1) {
        const known = cells[cell] as number;
        cells[cell] = known === unset || known === state ? state : cellStates.mixed;
      }
    }
    start = end;
  }
  return cells;
}

function cellStateOf(
  machine: Machine,
  lifetimes: Lifetimes,
  object: number,
  start: number,
  swept: number,
  position: number,
): number {
  if (machine.core.hasFlag(object, objectFlag.dead)) return cellStates.dead;
  const colour = colourOf(machine, object, start, swept);
  if (colour === 'grey') return cellStates.grey;
  if (colour === 'black' && machine.core.isScanned(object)) return cellStates.black;
  const since = lifetimes.since[object] as number;
  return since !== 0 && since <= position ? cellStates.garbage : cellStates.live;
}

/** What was printed; of very much, its last lines. */
function outputUntil(machine: Machine, position: number): Pick<Frame, 'output' | 'outputIsCut'> {
  const { entries } = machine.core.outputs;
  let last = entries.length;
  while (last > 0 && (entries[last - 1] as { readonly seq: number }).seq > position) last -= 1;
  let text = '';
  while (last > 0 && text.length < outputShown) {
    last -= 1;
    text = (entries[last] as { readonly text: string }).text + text;
  }
  if (last === 0 && text.length <= outputShown) return { output: text, outputIsCut: false };
  const end = text.slice(-outputShown);
  return { output: end.slice(end.indexOf('\n') + 1), outputIsCut: true };
}
