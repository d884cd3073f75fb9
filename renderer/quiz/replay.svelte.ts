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

export class Replay {
  /** The run on the stage, or null while nothing is replayed. */
  view = $state.raw<RunView | null>(null);
  which = $state<'right' | 'wrong' | null>(null);
  readonly #bridge: Bridge;
  readonly #speed: () => number;

  constructor(bridge: Bridge, speed: () => number) {
    this.#bridge = bridge;
    this.#speed = speed;
  }

  /** Replays one of the two of a verdict; null goes back to the question. `program`: what both run, if it is one. */
  show = (
    verdict: Verdict,
    which: 'right' | 'wrong' | null,
    program: Source | null = null,
  ): void => {
    const stretch =
      which === null ? null : which === 'right' ? verdict.replay : verdict.wrongReplay;
    this.stop();
    if (stretch === null || which === null) return;
    this.which = which;
    this.view = this.#open(stretch, program?.kind === 'program' ? program : null);
  };

  stop = (): void => {
    this.view?.dispose();
    this.view = null;
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
