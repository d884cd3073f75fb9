/** What the host answers in the language that is spoken: asked anew when that changes. */

/** One question to the host. Made while a component is set up, it is asked until the component goes. */
export class Spoken<Answer> {
  /** The latest answer, which stays until the next one is there; `undefined` before the first. */
  answer = $state.raw<Answer | undefined>();
  /** The host could not answer the last time. */
  failed = $state(false);
  #tries = $state(0);

  /** `ask` reads the language that is spoken; `undefined` is a failure that was told already. */
  constructor(ask: () => Promise<Answer | undefined>) {
    $effect(() => {
      let left = false;
      // Trying again asks again.
      if (this.#tries >= 0) this.failed = false;
      void ask().then((answer) => {
        if (left) return;
        if (answer === undefined) this.failed = true;
        else this.answer = answer;
      });
      return () => (left = true);
    });
  }

  readonly again = (): void => {
    this.#tries += 1;
  };
}
