/** Says what happened to those who don't see it: one polite live region for the whole window. */
export class Announcer {
  /** Two texts in turn, so that the same sentence twice is said twice. */
  first = $state('');
  second = $state('');
  #turn = false;

  say = (sentence: string): void => {
    this.#turn = !this.#turn;
    this.first = this.#turn ? sentence : '';
    this.second = this.#turn ? '' : sentence;
  };
}
