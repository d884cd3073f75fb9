/**
 * The same source under two collectors, on one scrubber. Both runs stand just after the same
 * operation; the first one after which the heaps hold something different is looked for.
 */
import type { Shell } from '../shell/shell.svelte.ts';
import { RunView } from '../stage/run-view.svelte.ts';
import type { HeapSettings } from '../i18n/shapes.ts';
import type { Workbench } from './workbench.svelte.ts';

export class Comparison {
  other = $state.raw<RunView | null>(null);
  collector = $state<HeapSettings['collector']>('refcount');
  operation = $state(0);
  operations = $state(0);
  /** Operation after which they first differ; null: never; undefined: not known yet. */
  differs = $state.raw<number | null | undefined>(undefined);
  readonly #shell: Shell;
  readonly #bench: Workbench;
  #asked = 0;

  constructor(shell: Shell, bench: Workbench) {
    this.#shell = shell;
    this.#bench = bench;
    this.collector = bench.settings.collector === 'refcount' ? 'mark-sweep' : 'refcount';
  }

  /** Opens the other run, under `collector`, and looks where the two part. */
  open = async (collector: HeapSettings['collector']): Promise<void> => {
    const { source, settings, options, state } = this.#bench;
    if (state === null) return;
    this.#asked += 1;
    const asked = this.#asked;
    this.collector = collector;
    this.differs = undefined;
    await this.#close();
    const program = source.kind === 'program' ? options : null;
    const opened = await this.#shell.ask('run/open', {
      source,
      settings: { ...settings, collector },
      program,
    });
    if (opened === undefined) return;
    const ended =
      program === null
        ? opened
        : await this.#shell.ask('run/control', {
            run: opened.run,
            control: { kind: 'run' },
            breakpoints: [],
          });
    if (ended === undefined || asked !== this.#asked) return;
    this.other = new RunView(this.#shell.bridge, {
      ...ended,
      source,
      settings: { ...settings, collector },
    });
    const compared = await this.#shell.ask('run/compare', { left: state.run, right: opened.run });
    if (compared === undefined || asked !== this.#asked) return;
    this.differs = compared.operation;
    this.operations = compared.operations;
    this.goTo(compared.operation ?? compared.operations);
  };

  /** Puts both runs just after this operation. */
  goTo = (operation: number): void => {
    this.operation = Math.max(0, Math.min(operation, this.operations));
    for (const view of [this.#bench.view, this.other]) {
      if (view === null) continue;
      if (this.operation === 0) view.seek(0);
      else void view.find({ kind: 'at-operation', operation: this.operation }, 'step');
    }
  };

  leave = async (): Promise<void> => {
    this.#asked += 1;
    await this.#close();
  };

  async #close(): Promise<void> {
    const view = this.other;
    this.other = null;
    if (view === null) return;
    view.dispose();
    await this.#shell.ask('run/close', { run: view.run });
  }
}
