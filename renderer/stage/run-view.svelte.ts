/**
 * One run as the window sees it. It pulls: the host says how long the run has become, and the view
 * asks for the frame it wants. Never more than one frame is on its way; what is wanted meanwhile
 * replaces what was wanted before, so nothing queues up however fast one scrubs.
 */
import type { EventPayload, Fault, Params } from '../../main/contract/contract.ts';
import type { Moment, RunStatus, Source } from '../../main/contract/run.ts';
import type { Bridge } from '../bridge/bridge.ts';
import type { Explanation, Frame, Series } from './frame.ts';
import { nowhere, place, type Placement } from './graph/placement.ts';
import { History, historyLimit } from './history.ts';
import { Selection } from './selection.svelte.ts';

type Settings = Params<'run/open'>['settings'];
export type CellRange = NonNullable<Params<'run/frame'>['request']['cells']>;

/** What is known of the run before its first frame; a `RunState` or a scene of a lesson fits. */
export interface RunOpening {
  readonly run: string;
  readonly length: number;
  readonly status?: RunStatus;
  readonly script?: string | null;
  readonly source?: Source | null;
  readonly settings?: Settings | null;
  /** Position to begin at; the end where it isn't given. */
  readonly seq?: number;
}

/** How the shown moment was reached: by one step, or by a jump in which much may differ. */
export type Move = 'step' | 'jump';

/** Up to this many blocks are drawn one by one. */
export const blockLimit = 400;

export class RunView {
  readonly run: string;
  readonly source: Source | null;
  /** Asked of the host where they weren't given. */
  settings = $state.raw<Settings | null>(null);
  readonly selection = new Selection();
  /** Learnt from the run's events; `historyVersion` changes with it. */
  history = $state.raw(new History());
  historyVersion = $state(0);
  /** Where each object stands in the graph, for the whole run. */
  placement = $state.raw<Placement>(nowhere);

  /** The moment on screen, and the one shown before it. */
  frame = $state.raw<Frame | null>(null);
  previous = $state.raw<Frame | null>(null);
  move = $state<Move>('jump');
  /** The moment that is wanted; equal to the frame's as soon as it has come. */
  seq = $state(0);
  /** After this operation rather than just after event `seq`: a statement that the heap has not noticed. */
  op = $state<number | null>(null);
  length = $state(0);
  /** A position the person may not look beyond: a prediction or a question that waits for its answer. */
  limit = $state<number | null>(null);
  status = $state<RunStatus>('ready');
  script = $state<string | null>(null);
  message = $state<string | null>(null);
  /** The addresses that the cells of the frame on screen stand for. */
  cellRange = $state.raw<CellRange | null>(null);
  /** The whole heap in few cells, beside a map that shows a part of it. */
  overview = $state.raw<Uint8Array | null>(null);
  series = $state.raw<Series | null>(null);
  explanation = $state.raw<Explanation | null>(null);
  fault = $state.raw<Fault | null>(null);
  playing = $state(false);
  /** Events a second while playing. */
  speed = $state(4);

  readonly #bridge: Bridge;
  #cells: CellRange | null = null;
  #fetching = false;
  #stale = true;
  #finding = false;
  #nextMoment: Moment | null = null;
  #overviewCells = 0;
  #overviewFetching = false;
  #overviewSeq = -1;
  #seriesWatchers = 0;
  #seriesFetching = false;
  #seriesLength = -1;
  #historyFetching = false;
  #wantedExplanation: { readonly object: number; readonly seq: number } | null = null;
  #explaining = false;
  #wantedMove: Move = 'jump';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unsubscribe: () => void;
  #disposed = false;

  constructor(bridge: Bridge, opening: RunOpening) {
    this.#bridge = bridge;
    this.run = opening.run;
    this.source = opening.source ?? null;
    this.settings = opening.settings ?? null;
    this.length = opening.length;
    this.status = opening.status ?? 'ready';
    this.script = opening.script ?? null;
    this.seq = Math.min(opening.seq ?? opening.length, opening.length);
    this.#unsubscribe = bridge.on('run/advanced', this.onAdvanced);
    void this.#begin();
  }

  /** The unit of addresses. */
  get geometry(): 'bytes' | 'cells' {
    return this.settings?.geometry ?? 'bytes';
  }

  get atStart(): boolean {
    return this.seq <= 0 && (this.op === null || this.op === 0);
  }

  /** The last position that may be shown now. */
  get last(): number {
    return Math.min(this.length, this.limit ?? this.length);
  }

  get atEnd(): boolean {
    return this.seq >= this.last && this.op === null;
  }

  /** Goes to a position; beyond the ends, to the end. */
  seek = (seq: number, move: Move = 'jump', op: number | null = null): void => {
    const target = Math.max(0, Math.min(Math.round(seq), this.last));
    if (target === this.seq && op === this.op && !this.#stale) return;
    this.#wantedMove = move;
    this.seq = target;
    this.op = op;
    this.#stale = true;
    void this.#pump();
  };

  step = (by: 1 | -1): void => {
    this.seek(this.seq + by, 'step');
  };

  stepOperation = (step: 1 | -1): void => {
    void this.find({ kind: 'operation', step }, 'step');
  };

  collection = (step: 1 | -1): void => {
    void this.find({ kind: 'collection', step });
  };

  start = (): void => {
    this.seek(0);
  };

  end = (): void => {
    this.seek(this.last);
  };

  /** Goes to a moment that the host looks for; true if there is one. */
  find = async (moment: Moment, move: Move = 'jump'): Promise<boolean> => {
    if (this.#finding) {
      this.#nextMoment = moment;
      return false;
    }
    this.#finding = true;
    const { run, seq, op } = this;
    const reply = await this.#bridge.request('run/find', { run, seq, op, moment });
    this.#finding = false;
    if (this.#disposed) return false;
    const next = this.#nextMoment;
    this.#nextMoment = null;
    if ('fault' in reply) {
      this.fault = reply.fault;
      return false;
    }
    const found = reply.ok.seq;
    if (found !== null) this.seek(found, move, reply.ok.op ?? null);
    if (next !== null) return this.find(next, move);
    return found !== null;
  };

  play = (): void => {
    if (this.playing) return;
    if (this.atEnd) this.seek(0);
    this.playing = true;
    this.#beat();
  };

  pause = (): void => {
    this.playing = false;
    clearTimeout(this.#timer);
  };

  togglePlay = (): void => {
    if (this.playing) this.pause();
    else this.play();
  };

  /** The host says that a run has grown, shrunk (undo) or changed its state. */
  onAdvanced = (state: EventPayload<'run/advanced'>): void => {
    if (state.run !== this.run || this.#disposed) return;
    const followed = this.atEnd;
    const undone = state.length < this.length;
    this.length = state.length;
    this.status = state.status;
    this.script = state.script;
    this.message = state.message;
    if (undone) this.history = new History();
    const near = state.length - this.seq;
    const moves = followed || near < 0;
    if (moves) {
      this.seq = state.length;
      this.op = null;
      this.#wantedMove = near > 0 && near < 200 ? 'step' : 'jump';
    }
    void this.#catchUp(moves);
  };

  /** Which cells to draw a large heap with; asks for the frame again. */
  wantCells = (cells: CellRange | null): void => {
    const old = this.#cells;
    if (old?.from === cells?.from && old?.to === cells?.to && old?.count === cells?.count) return;
    this.#cells = cells;
    this.#stale = true;
    void this.#pump();
  };

  /** Keeps `overview` up to date in so many cells; 0 for none. */
  wantOverview = (cells: number): void => {
    this.#overviewCells = cells;
    this.#overviewSeq = -1;
    void this.#readOverview();
  };

  /** Keeps `series` up to date until the returned function is called. */
  watchSeries = (): (() => void) => {
    this.#seriesWatchers += 1;
    void this.#readSeries();
    return () => {
      this.#seriesWatchers -= 1;
    };
  };

  /** Asks why an object is alive or dead at the shown moment; the answer comes in `explanation`. */
  explain = (object: number): void => {
    this.#wantedExplanation = { object, seq: this.frame?.seq ?? this.seq };
    void this.#readExplanation();
  };

  dispose = (): void => {
    this.#disposed = true;
    this.pause();
    this.#unsubscribe();
  };

  async #begin(): Promise<void> {
    if (this.settings === null) void this.#readSettings();
    // Where objects stand depends on the run as a whole, so its events are read before the first picture.
    await this.#readHistory();
    await this.#pump();
  }

  async #readSettings(): Promise<void> {
    const reply = await this.#bridge.request('run/get', { run: this.run });
    if ('ok' in reply) this.settings = reply.ok.settings;
  }

  /** New objects get their places before they are shown. */
  async #catchUp(moves: boolean): Promise<void> {
    await this.#readHistory();
    this.#stale ||= moves;
    await this.#pump();
    await this.#readSeries();
  }

  async #pump(): Promise<void> {
    if (this.#fetching || this.#disposed) return;
    this.#fetching = true;
    while (this.#stale && !this.#disposed) {
      this.#stale = false;
      const move = this.#wantedMove;
      const cells = this.#cells;
      const reply = await this.#bridge.request('run/frame', {
        run: this.run,
        seq: this.seq,
        op: this.op,
        request: { blockLimit, cells },
      });
      if (this.#disposed) break;
      if ('fault' in reply) this.fault = reply.fault;
      else this.#show(reply.ok, move, cells);
    }
    this.#fetching = false;
  }

  #show(frame: Frame, move: Move, cells: CellRange | null): void {
    this.fault = null;
    if (this.length > historyLimit) {
      this.history.see(frame.objects, frame.seq);
      this.placement = place(this.placement, this.history);
      this.historyVersion += 1;
    }
    if (frame.seq !== this.frame?.seq || frame.op !== this.frame.op) {
      this.previous = this.frame;
      this.move = move;
    }
    this.cellRange = frame.cells === null ? null : cells;
    this.frame = frame;
    void this.#readOverview();
  }

  async #readOverview(): Promise<void> {
    if (this.#overviewFetching || this.#overviewCells === 0) return;
    this.#overviewFetching = true;
    while (this.#overviewCells > 0 && !this.#disposed) {
      const frame = this.frame;
      if (frame === null || frame.cells === null || frame.seq === this.#overviewSeq) break;
      this.#overviewSeq = frame.seq;
      const cells = { from: 0, to: frame.heapBytes, count: this.#overviewCells };
      const reply = await this.#bridge.request('run/frame', {
        run: this.run,
        seq: frame.seq,
        request: { blockLimit: 0, cells },
      });
      if ('fault' in reply) break;
      this.overview = reply.ok.cells;
    }
    this.#overviewFetching = false;
  }

  #beat(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (!this.playing) return;
      // A frame still on its way means the host is slower than the pace; wait for it.
      if (!this.#fetching) {
        if (this.atEnd && this.status !== 'running') {
          this.pause();
          return;
        }
        this.step(1);
      }
      this.#beat();
    }, 1000 / this.speed);
  }

  async #readExplanation(): Promise<void> {
    if (this.#explaining) return;
    this.#explaining = true;
    while (this.#wantedExplanation !== null && !this.#disposed) {
      const wanted = this.#wantedExplanation;
      this.#wantedExplanation = null;
      const reply = await this.#bridge.request('run/explain', { run: this.run, ...wanted });
      // What is asked about meanwhile makes this answer stale.
      if (this.#wantedExplanation === null) this.explanation = 'ok' in reply ? reply.ok : null;
    }
    this.#explaining = false;
  }

  async #readHistory(): Promise<void> {
    if (this.#historyFetching) return;
    this.#historyFetching = true;
    while (this.history.length < this.length && this.length <= historyLimit && !this.#disposed) {
      const history = this.history;
      const from = history.length + 1;
      const to = Math.min(this.length, from + 999);
      const reply = await this.#bridge.request('run/events', { run: this.run, from, to });
      if (history !== this.history) continue;
      if ('fault' in reply || reply.ok.length === 0) break;
      history.add(reply.ok);
    }
    this.placement = place(this.placement, this.history);
    this.historyVersion += 1;
    this.#historyFetching = false;
  }

  async #readSeries(): Promise<void> {
    if (this.#seriesFetching || this.#seriesWatchers === 0) return;
    this.#seriesFetching = true;
    while (this.#seriesLength !== this.length && this.#seriesWatchers > 0 && !this.#disposed) {
      const to = this.length;
      const reply = await this.#bridge.request('run/series', {
        run: this.run,
        from: 0,
        to,
        points: 600,
      });
      if ('fault' in reply) break;
      this.#seriesLength = to;
      this.series = reply.ok;
    }
    this.#seriesFetching = false;
  }
}
