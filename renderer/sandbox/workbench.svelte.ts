/**
 * What lies in the sandbox: a source, a heap's settings, and the run they give. The run lives with
 * the host; this asks for what the person does and shows what comes of it.
 */
import { SvelteMap } from 'svelte/reactivity';
import type { Params, RequestName, Result } from '../../main/contract/contract.ts';
import type { Control, EscapeNote, Problem, RunState, Source } from '../../main/contract/run.ts';
import type { HeapSettings } from '../i18n/shapes.ts';
import type { Shell } from '../shell/shell.svelte.ts';
import { RunView } from '../stage/run-view.svelte.ts';
import {
  emptySource,
  kindOfFile,
  startingOptions,
  startingSettings,
  type ProgramOptions,
} from './starting-point.ts';

export type Example = Result<'run/examples'>[number];

/** What came of opening a run: the source has mistakes, something else was refused, or another was opened since. */
type Opening = 'opened' | 'mistaken' | 'refused' | 'superseded';

/** Steps that wait for the one under way: as many as somebody presses without looking. */
const mostWaiting = 8;
/** Wait so long after the last key before the source is checked. */
const checkDelay = 250;

export class Workbench {
  source = $state.raw<Source>(emptySource('operations', 'script.ops'));
  settings = $state.raw<HeapSettings>(startingSettings);
  options = $state.raw<ProgramOptions>(startingOptions);
  state = $state.raw<RunState | null>(null);
  view = $state.raw<RunView | null>(null);
  problems = $state.raw<readonly Problem[]>([]);
  escapes = $state.raw<readonly EscapeNote[]>([]);
  breakpoints = $state.raw<readonly number[]>([]);
  /** The example of the library that was opened last, while its hint is wanted. */
  example = $state<string | null>(null);
  /** A request that changes the run is under way. */
  busy = $state(false);
  readonly running: boolean;
  /** Differs the source from what was run? */
  readonly changed: boolean;
  /** The line to show as current: that of the moment on the stage, or where a program stands. */
  readonly line: number | null;

  readonly #shell: Shell;
  readonly #drafts = new SvelteMap<Source['kind'], { source: Source; settings: HeapSettings }>();
  #ran = $state<string | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #checked = 0;
  /** Openings that were asked for, and the last of them. */
  #openings = 0;
  /** The step under way, and how many wait for it: keys are pressed faster than some steps are done. */
  #stepping: Promise<void> = Promise.resolve();
  #waiting = 0;
  /** Runs that began and have not come back: who steps meanwhile has nothing to step through. */
  #runs = 0;
  #opened: Promise<unknown> = Promise.resolve();
  #stop: () => void;

  constructor(shell: Shell) {
    this.#shell = shell;
    this.running = $derived(this.state?.status === 'running');
    this.changed = $derived(this.#ran !== null && this.#ran !== this.source.text);
    this.line = $derived.by(() => {
      if (this.changed || this.view === null) return null;
      const paused =
        this.source.kind === 'program' && this.view.atEnd && this.state?.status === 'ready';
      return paused ? (this.state?.line ?? null) : (this.view.frame?.line ?? null);
    });
    this.#stop = shell.bridge.on('run/advanced', (state) => {
      if (state.run === this.state?.run) this.state = state;
    });
  }

  /** Takes up the run that the session holds for the sandbox. */
  restore = async (): Promise<void> => {
    const kept = await this.#ask('sandbox/get', {});
    if (kept?.run === null || kept === undefined) return;
    const run = await this.#ask('run/get', { run: kept.run });
    if (run === undefined) return;
    this.settings = run.settings;
    this.options = run.program ?? startingOptions;
    this.source = { ...run.source, text: run.state.script ?? run.source.text };
    this.#show(run.state);
    this.#checkSoon();
  };

  type = (text: string): void => {
    if (text === this.source.text) return;
    this.source = { ...this.source, text };
    this.#checkSoon();
  };

  /**
   * Opens the run anew from the source; a program stands before its first statement, a script is done.
   * One run is opened at a time, and of those that wait only the last: whatever was chosen meanwhile holds.
   */
  open = (): Promise<Opening> => {
    this.#openings += 1;
    const own = this.#openings;
    const opening = this.#opened.then(() => this.#openNow(own));
    this.#opened = opening;
    return opening;
  };

  async #openNow(own: number): Promise<Opening> {
    if (own !== this.#openings) return 'superseded';
    this.busy = true;
    const { source, settings } = this;
    const reply = await this.#shell.bridge.request('run/open', {
      source,
      settings,
      program: source.kind === 'program' ? this.options : null,
    });
    this.busy = false;
    if ('fault' in reply) {
      this.problems = reply.fault.problems ?? this.problems;
      if (reply.fault.code === 'source-problems') {
        // The mistakes stand beside the source; a notice would outlive them.
        this.#shell.announcer.say(this.#shell.words.fault(reply.fault).what);
        return 'mistaken';
      }
      this.#shell.report(reply.fault);
      return 'refused';
    }
    this.problems = [];
    const old = this.state?.run;
    this.#show(reply.ok);
    await this.#ask('sandbox/set', { run: reply.ok.run });
    if (old !== undefined && old !== reply.ok.run) await this.#ask('run/close', { run: old });
    return own === this.#openings ? 'opened' : 'superseded';
  }

  /** Runs the source from its beginning. */
  run = async (): Promise<void> => {
    this.#runs += 1;
    try {
      if ((await this.open()) === 'opened') await this.#control({ kind: 'run' });
    } finally {
      this.#runs -= 1;
    }
  };

  /**
   * Lets a program go on by a step or to a line; opens it first where that is needed. One after the
   * other; what is asked for while it runs is given up.
   */
  control = (control: Control): Promise<void> => {
    if (this.#runs > 0 || this.#waiting === mostWaiting) return this.#stepping;
    const isNext = this.#waiting === 0;
    this.#waiting += 1;
    this.#stepping = this.#stepping.then(async () => {
      try {
        // What the step before has come to may leave nothing to step through.
        const isWanted = isNext || this.state?.status === 'ready';
        if (isWanted && this.#runs === 0) await this.#step(control);
      } finally {
        this.#waiting -= 1;
      }
    });
    return this.#stepping;
  };

  async #step(control: Control): Promise<void> {
    // Whoever looks back steps through what has happened before anything new happens.
    const isStep = control.kind === 'step-into' || control.kind === 'step-over';
    if (isStep && this.view !== null && !this.view.atEnd && !this.changed) {
      this.view.stepOperation(1);
      return;
    }
    // A run that has ended begins anew.
    const fresh = this.state?.status !== 'ready' || this.changed;
    if (fresh && (await this.open()) !== 'opened') return;
    await this.#control(control);
  }

  /** Shows the moment one statement earlier; the program itself stays where it is. */
  back = (): void => {
    this.view?.pause();
    this.view?.stepOperation(-1);
  };

  stop = async (): Promise<void> => {
    const run = this.state?.run;
    if (run === undefined) return;
    const state = await this.#ask('run/stop', { run });
    if (state !== undefined) this.#become(state);
  };

  /** Does one operation by hand: a line is added to the script and performed. */
  perform = async (line: string): Promise<boolean> => {
    if (this.source.kind !== 'operations') return false;
    if ((this.state === null || this.changed) && (await this.open()) !== 'opened') return false;
    const run = this.state?.run;
    if (run === undefined || this.busy) return false;
    this.busy = true;
    this.view?.end();
    const reply = await this.#shell.bridge.request('run/perform', { run, text: `${line}\n` });
    this.busy = false;
    if ('fault' in reply) {
      this.#shell.report(reply.fault);
      return false;
    }
    this.#become(reply.ok);
    return true;
  };

  undo = async (): Promise<void> => {
    const run = this.state?.run;
    if (run === undefined || this.busy || this.source.kind !== 'operations') return;
    this.busy = true;
    const state = await this.#ask('run/undo', { run });
    this.busy = false;
    if (state !== undefined) this.#become(state);
  };

  /** Another heap for the same source: what was run is run again. */
  change = async (
    settings: Partial<HeapSettings>,
    options: Partial<ProgramOptions> = {},
  ): Promise<boolean> => {
    const before = { settings: this.settings, options: this.options };
    this.settings = { ...this.settings, ...settings };
    this.options = { ...this.options, ...options };
    if (this.state === null) return true;
    const ended = this.state.status !== 'ready';
    const opening = await this.open();
    if (opening === 'opened') {
      // Whoever changed a setting need not wait for the end of a program that may have none.
      if (ended) void this.#control({ kind: 'run' });
      return true;
    }
    // A mistake of the source is none of the settings: they hold for the next run.
    if (opening !== 'refused') return true;
    this.settings = before.settings;
    this.options = before.options;
    return false;
  };

  /** Puts an example or a file in place of what is there. */
  take = async (
    source: Source,
    settings: HeapSettings = this.settings,
    example: string | null = null,
  ): Promise<void> => {
    this.source = source;
    this.example = example;
    this.settings = settings;
    this.breakpoints = [];
    this.problems = [];
    this.escapes = [];
    await this.run();
    // What did not run must not stand beside the heap of something else.
    if (this.changed) this.#clear();
    this.#checkSoon();
  };

  /** Turns to the other kind of source; what stood here before waits to be turned to again. */
  start = async (kind: Source['kind']): Promise<void> => {
    if (kind === this.source.kind) return;
    this.#drafts.set(this.source.kind, { source: this.source, settings: this.settings });
    const draft = this.#drafts.get(kind);
    if (draft !== undefined) {
      await this.take(draft.source, draft.settings);
      return;
    }
    const say = this.#shell.words.say.sandbox;
    await this.take(
      emptySource(kind, kind === 'program' ? say.untitledProgram : say.untitledScript),
    );
  };

  openFile = async (): Promise<void> => {
    const file = await this.#ask('source/open', {});
    if (file === null || file === undefined) return;
    await this.take({ kind: kindOfFile(file.name), name: file.name, text: file.text });
  };

  saveFile = async (): Promise<void> => {
    const saved = await this.#ask('source/save', {
      name: this.source.name,
      text: this.source.text,
    });
    if (saved === null || saved === undefined) return;
    const words = this.#shell.words;
    this.#shell.notices.add('right', () => ({
      what: words.say.sandbox.saved(saved.file),
      kept: '',
      act: '',
    }));
  };

  dispose = (): void => {
    clearTimeout(this.#timer);
    this.#stop();
    this.view?.dispose();
  };

  /** Lets a program go on; a script is done when it is opened, and so is a program with nothing to do. */
  async #control(control: Control): Promise<void> {
    const run = this.state?.run;
    if (run === undefined || this.source.kind !== 'program' || this.state?.status !== 'ready')
      return;
    this.view?.end();
    const isRun = control.kind === 'run' || control.kind === 'to-line';
    if (isRun) this.#runs += 1;
    const state = await this.#ask('run/control', {
      run,
      control,
      breakpoints: [...this.breakpoints],
    });
    if (isRun) this.#runs -= 1;
    if (state !== undefined) this.#become(state);
  }

  #become(state: RunState): void {
    if (state.run !== this.state?.run) return;
    this.state = state;
    this.view?.onAdvanced(state);
    if (state.script !== null && this.source.kind === 'operations') {
      this.source = { ...this.source, text: state.script };
      this.#ran = state.script;
    }
  }

  #clear(): void {
    this.view?.dispose();
    this.view = null;
    this.state = null;
    this.#ran = null;
  }

  #show(state: RunState): void {
    this.view?.dispose();
    this.state = state;
    this.#ran = this.source.text;
    this.view = new RunView(this.#shell.bridge, {
      ...state,
      source: this.source,
      settings: this.settings,
    });
    this.view.speed = this.#shell.preferences.speed;
  }

  #checkSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#check(), checkDelay);
  }

  async #check(): Promise<void> {
    this.#checked += 1;
    const asked = this.#checked;
    const { source } = this;
    const reply = await this.#shell.bridge.request('run/check', {
      source,
      escape: this.options.escape,
    });
    // A source that can't be checked now is checked when it is run.
    if ('fault' in reply || asked !== this.#checked) return;
    this.problems = reply.ok.problems;
    this.escapes = reply.ok.escapes;
  }

  #ask<N extends RequestName>(name: N, params: Params<N>): Promise<Result<N> | undefined> {
    return this.#shell.ask(name, params);
  }
}
