/**
 * A walk through a lesson: which step one stands at, what the stage shows with it, and what may not
 * be shown yet. The heap moves only when the learner goes on, and never past a prediction that has
 * not been answered.
 */
import { SvelteMap } from 'svelte/reactivity';
import type { Answer, LessonView, StepView, Verdict } from '../../main/contract/course.ts';
import type { Bridge } from '../bridge/bridge.ts';
import { Asking } from '../quiz/asking.svelte.ts';
import { playTo, Replay, type Replayed } from '../quiz/replay.svelte.ts';
import { RunView } from '../stage/run-view.svelte.ts';

export interface WalkHost {
  readonly bridge: Bridge;
  /** Events a second, as the person has chosen. */
  readonly speed: () => number;
  /** Grades the answer to a step; a fault is reported and gives undefined. */
  readonly grade: (step: string, answer: Answer) => Promise<Verdict | undefined>;
  /** Notes that the learner has reached this step. */
  readonly reached: (step: string) => void;
}

export class LessonWalk {
  lesson: LessonView;
  at: number;
  readonly step: StepView;
  readonly asking: Asking | null;
  /** Waits the stage for an answer? */
  readonly waiting: boolean;
  readonly isLast: boolean;
  /** The scene's run beside this step, or a replay. */
  readonly stage: RunView | null;
  readonly replay: Replay;

  readonly #host: WalkHost;
  readonly #runs = new SvelteMap<string, RunView>();
  readonly #asked = new SvelteMap<string, Asking>();
  #scene = $state.raw<RunView | null>(null);
  #current = $state.raw<Asking | null>(null);

  constructor(lesson: LessonView, from: string | null, host: WalkHost) {
    this.#host = host;
    this.replay = new Replay(host.bridge, host.speed);
    this.lesson = $state.raw(lesson);
    const start = lesson.steps.findIndex((step) => step.id === from);
    this.at = $state(Math.max(0, start));
    this.step = $derived(stepAt(this.lesson, this.at));
    this.asking = $derived(this.#current);
    this.waiting = $derived(
      this.step.kind === 'predict' && !this.step.answered && this.#current?.verdict === null,
    );
    this.isLast = $derived(this.at >= this.lesson.steps.length - 1);
    this.stage = $derived(this.replay.view ?? this.#scene);
    this.#arrive();
  }

  /** Goes to the step of this index, unless a prediction in between waits for its answer. */
  go = (to: number): void => {
    const target = Math.min(Math.max(0, to), this.lesson.steps.length - 1);
    if (target === this.at) return;
    if (target > this.at && this.waiting) return;
    const barrier = this.lesson.steps.findIndex(
      (step, index) => index > this.at && index < target && this.#waitsFor(step),
    );
    this.at = barrier === -1 ? target : barrier;
    this.#arrive();
  };

  next = (): void => this.go(this.at + 1);
  previous = (): void => this.go(this.at - 1);

  /** Shows the moment of this step again, after one has looked around. */
  showMoment = (): void => {
    this.replay.stop();
    this.#place(this.#scene);
  };

  /** The answer is there: the stage may go on and shows what happens. */
  revealed = (): void => {
    const run = this.#scene;
    const step = this.step;
    if (run === null) return;
    if (step.revealSeq !== null) playTo(run, step.revealSeq, this.#host.speed());
  };

  /** Replays what the verdict on this step's answer speaks of; null goes back to the step. */
  replayVerdict = async (which: Replayed | null): Promise<void> => {
    const asking = this.#current;
    if (which === null || asking === null) {
      this.showMoment();
      return;
    }
    // The host keeps the run of the last wrong rule alone; for an older one it is made again.
    if (which !== 'right') await asking.retell();
    if (asking.verdict !== null && asking === this.#current)
      this.replay.show(asking.verdict, which, this.#scene?.source);
  };

  /** The same lesson in another language: one stays where one is. */
  translate = (lesson: LessonView): void => {
    const id = this.step.id;
    this.lesson = lesson;
    this.at = Math.max(
      0,
      lesson.steps.findIndex((step) => step.id === id),
    );
    for (const step of lesson.steps) {
      const asked = this.#asked.get(step.id);
      if (asked !== undefined && step.ask !== null) asked.translate(step.ask.form);
    }
    this.#arrive(false);
  };

  dispose = (): void => {
    this.replay.stop();
    for (const run of this.#runs.values()) run.dispose();
    this.#runs.clear();
  };

  #waitsFor(step: StepView): boolean {
    return (
      step.kind === 'predict' &&
      !step.answered &&
      (this.#asked.get(step.id)?.verdict ?? null) === null
    );
  }

  #arrive(moves = true): void {
    this.replay.stop();
    const step = this.step;
    this.#current = this.#askingOf(step);
    this.#current?.read();
    const run = this.#runOf(step);
    if (run !== null) this.#scene = run;
    if (moves) {
      this.#place(run);
      this.#host.reached(step.id);
    }
  }

  /** Puts the stage to the moment of the step, and its end where a prediction waits. */
  #place(run: RunView | null): void {
    const step = this.step;
    if (run === null || step.seq === null) return;
    run.pause();
    const answered = step.answered || (this.#current?.verdict ?? null) !== null;
    const moment = answered ? (step.revealSeq ?? step.seq) : step.seq;
    run.limit = this.#limit(step.scene, moment);
    run.seek(moment, Math.abs(step.seq - run.seq) < 40 ? 'step' : 'jump');
    run.selection.clear();
    run.selection.marked = step.focus;
  }

  /** How far one may look ahead: to the next prediction of this scene, which would otherwise be given away. */
  #limit(scene: string | null, moment: number): number | null {
    const next = this.lesson.steps.find(
      (step, index) => index >= this.at && step.scene === scene && this.#waitsFor(step),
    );
    return next?.seq === null || next?.seq === undefined ? null : Math.max(next.seq, moment);
  }

  #askingOf(step: StepView): Asking | null {
    if (step.ask === null) return null;
    const known = this.#asked.get(step.id);
    if (known !== undefined) return known;
    const asking = new Asking(step.ask.form, (answer) => this.#host.grade(step.id, answer));
    this.#asked.set(step.id, asking);
    return asking;
  }

  /** The run of the step's scene; a step without one keeps the stage as it is. */
  #runOf(step: StepView): RunView | null {
    const name = step.scene ?? (this.#scene === null ? this.lesson.scenes[0]?.name : undefined);
    const scene = this.lesson.scenes.find((one) => one.name === name);
    if (scene === undefined) return null;
    const known = this.#runs.get(scene.name);
    if (known?.run === scene.run) return known;
    known?.dispose();
    const run = new RunView(this.#host.bridge, {
      run: scene.run,
      length: scene.length,
      source: scene.source,
      settings: scene.settings,
      seq: step.seq ?? 0,
    });
    run.speed = this.#host.speed();
    this.#runs.set(scene.name, run);
    return run;
  }
}

function stepAt(lesson: LessonView, at: number): StepView {
  const step = lesson.steps[at];
  if (step === undefined)
    throw new RangeError(`Lesson ${lesson.id} has no step ${at}; it has ${lesson.steps.length}.`);
  return step;
}
