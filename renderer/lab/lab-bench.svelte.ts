/** A lab: a goal, a source to change, and the machine that checks it. */
import type { Result } from '../../main/contract/contract.ts';
import type { Problem, Source } from '../../main/contract/run.ts';
import type { HeapSettings } from '../i18n/shapes.ts';
import type { Shell } from '../shell/shell.svelte.ts';
import { RunView } from '../stage/run-view.svelte.ts';

type LabView = Result<'lab/open'>;
type LabResult = Result<'lab/check'>;

/** What a bench works on: the lab of a lesson, or the experiment of a claim. Both answer undefined after a fault was shown. */
export interface LabTask {
  readonly open: () => Promise<LabView | undefined>;
  readonly check: (source: Source, settings: HeapSettings) => Promise<LabResult | undefined>;
}

export class LabBench {
  lab = $state.raw<LabView | null>(null);
  source = $state.raw<Source>({ kind: 'operations', name: '', text: '' });
  settings = $state.raw<HeapSettings | null>(null);
  result = $state.raw<LabResult | null>(null);
  view = $state.raw<RunView | null>(null);
  busy = $state(false);
  failed = $state(false);
  /** Solved now or before. */
  readonly done: boolean;
  readonly problems: readonly Problem[];
  /** Differs what is written from what was checked? */
  changed = $state(false);
  readonly #shell: Shell;
  readonly #task: LabTask;

  constructor(shell: Shell, task: LabTask) {
    this.#shell = shell;
    this.#task = task;
    this.done = $derived(this.result?.done === true || this.lab?.done === true);
    this.problems = $derived(this.result?.problems ?? []);
  }

  /** Reads the lab; in another language later on, what was written stays. */
  open = async (): Promise<void> => {
    const lab = await this.#task.open();
    if (lab === undefined) {
      this.failed = true;
      return;
    }
    const isFirst = this.lab === null;
    this.lab = lab;
    if (!isFirst) return;
    this.source = lab.source;
    this.settings = lab.settings;
  };

  type = (text: string): void => {
    if (text === this.source.text) return;
    this.source = { ...this.source, text };
    this.changed = true;
  };

  change = (settings: Partial<HeapSettings>): void => {
    if (this.settings === null) return;
    this.settings = { ...this.settings, ...settings };
    this.changed = true;
  };

  reset = (): void => {
    if (this.lab === null) return;
    this.source = this.lab.source;
    this.settings = this.lab.settings;
    this.result = null;
    this.changed = false;
    this.#put(null);
  };

  check = async (): Promise<void> => {
    const { settings, source } = this;
    if (settings === null || this.busy) return;
    this.busy = true;
    const result = await this.#task.check(source, settings);
    this.busy = false;
    if (result === undefined) return;
    this.result = result;
    this.changed = false;
    await this.#showRun(result.run);
    const { lab } = this.#shell.words.say;
    const left = result.checks.filter((check) => !check.met).length;
    this.#shell.announcer.say(result.done ? lab.done : lab.notYet(left));
  };

  dispose = (): void => this.#put(null);

  async #showRun(run: string | null): Promise<void> {
    const got = run === null ? undefined : await this.#shell.ask('run/get', { run });
    if (got === undefined) {
      this.#put(null);
      return;
    }
    this.#put(
      new RunView(this.#shell.bridge, { ...got.state, source: got.source, settings: got.settings }),
    );
  }

  #put(view: RunView | null): void {
    this.view?.dispose();
    this.view = view;
    if (view !== null) view.speed = this.#shell.preferences.speed;
  }
}
