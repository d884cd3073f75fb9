/** Plays a stretch of a run once: what really happened, or what a wrong rule would have done. */
import type { Verdict } from '../../main/contract/course.ts';
import type { Source } from '../../main/contract/run.ts';
import type { Bridge } from '../bridge/bridge.ts';
import { RunView } from '../stage/run-view.svelte.ts';

type Stretch = NonNullable<Verdict['replay']>;

/** A stretch takes no longer than this, however many events it has. */
const longestSeconds = 8;

/** Plays a run on to a position and lets it end there. `speed`: events a second at least. */
export function playTo(run: RunView, seq: number, speed: number): void {
  run.limit = seq;
  run.speed = Math.max(speed, (seq - run.seq) / longestSeconds);
  if (run.seq < seq) run.play();
}

/** What really happened, what the wrong rule would have done, or one beside the other. */
export type Replayed = 'right' | 'wrong' | 'both';

export class Replay {
  /** The run on the stage, or null while nothing is replayed. */
  view = $state.raw<RunView | null>(null);
  /** The wrong rule's run beside it, while both are replayed. */
  beside = $state.raw<RunView | null>(null);
  which = $state<Replayed | null>(null);
  readonly #bridge: Bridge;
  readonly #speed: () => number;

  constructor(bridge: Bridge, speed: () => number) {
    this.#bridge = bridge;
    this.#speed = speed;
  }

  /** Replays one of the two of a verdict, or both; null goes back to the question. `program`: what both run, if it is one. */
  show = (verdict: Verdict, which: Replayed | null, program: Source | null = null): void => {
    this.stop();
    const first = which === 'wrong' ? verdict.wrongReplay : verdict.replay;
    const second = which === 'both' ? verdict.wrongReplay : null;
    if (which === null || first === null || (which === 'both' && second === null)) return;
    const source = program?.kind === 'program' ? program : null;
    this.which = which;
    this.view = this.#open(first, source);
    this.beside = second === null ? null : this.#open(second, source);
  };

  stop = (): void => {
    this.view?.dispose();
    this.beside?.dispose();
    this.view = null;
    this.beside = null;
    this.which = null;
  };

  #open(stretch: Stretch, source: Source | null): RunView {
    const view = new RunView(this.#bridge, {
      run: stretch.run,
      length: stretch.to,
      source,
      seq: stretch.from,
    });
    playTo(view, stretch.to, this.#speed());
    return view;
  }
}
