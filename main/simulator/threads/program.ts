/**
 * Small programs of micro-steps for several threads over a few shared variables: what a counted
 * reference or a flag comes to when it is not changed in one indivisible step.
 */

/** One indivisible step of a thread. `to` and `from` name shared variables, `register` is the thread's own. */
export type MicroStep =
  | { readonly kind: 'load'; readonly register: string; readonly from: string }
  | { readonly kind: 'add'; readonly register: string; readonly amount: number }
  | { readonly kind: 'store'; readonly to: string; readonly register: string }
  /** Load, add and store in one: what an atomic instruction does. */
  | { readonly kind: 'atomic-add'; readonly to: string; readonly amount: number };

export interface ThreadedProgram {
  /** Shared variables and what they hold at the beginning. */
  readonly shared: Readonly<Record<string, number>>;
  readonly threads: readonly (readonly MicroStep[])[];
}

/** What the shared variables hold. */
export type Shared = Readonly<Record<string, number>>;

/** A moment of a program: where each thread stands, its registers, and what is shared. */
export interface ThreadedState {
  readonly at: readonly number[];
  readonly registers: readonly Shared[];
  readonly shared: Shared;
}

export function beginningOf(program: ThreadedProgram): ThreadedState {
  return {
    at: program.threads.map(() => 0),
    registers: program.threads.map(() => ({})),
    shared: program.shared,
  };
}

/** Threads that have a step left. */
export function runnable(program: ThreadedProgram, state: ThreadedState): number[] {
  return program.threads.flatMap((steps, thread) =>
    (state.at[thread] ?? 0) < steps.length ? [thread] : [],
  );
}

/** The next step of a thread; the state itself if it has none. */
export function advance(
  program: ThreadedProgram,
  state: ThreadedState,
  thread: number,
): ThreadedState {
  const step = program.threads[thread]?.[state.at[thread] ?? 0];
  if (step === undefined) return state;
  const own = state.registers[thread] ?? {};
  const at = state.at.map((position, index) => (index === thread ? position + 1 : position));
  const kept = (register: string, value: number): ThreadedState => ({
    ...state,
    at,
    registers: state.registers.map((held, index) =>
      index === thread ? { ...held, [register]: value } : held,
    ),
  });
  const stored = (to: string, value: number): ThreadedState => ({
    ...state,
    at,
    shared: { ...state.shared, [to]: value },
  });
  switch (step.kind) {
    case 'load':
      return kept(step.register, state.shared[step.from] ?? 0);
    case 'add':
      return kept(step.register, (own[step.register] ?? 0) + step.amount);
    case 'store':
      return stored(step.to, own[step.register] ?? 0);
    case 'atomic-add':
      return stored(step.to, (state.shared[step.to] ?? 0) + step.amount);
    default:
      return step satisfies never;
  }
}

/** A count changed by `amount` as a compiler does it without thinking of threads: load, add, store. */
export function plainAdd(variable: string, amount: number): readonly MicroStep[] {
  return [
    { kind: 'load', register: variable, from: variable },
    { kind: 'add', register: variable, amount },
    { kind: 'store', to: variable, register: variable },
  ];
}

export function atomicAdd(variable: string, amount: number): readonly MicroStep[] {
  return [{ kind: 'atomic-add', to: variable, amount }];
}
