/** Sentences that stand over the place until they are read. */
import type { FaultWords } from '../i18n/shapes.ts';

export interface NoticeEntry {
  readonly id: number;
  readonly tone: 'plain' | 'right' | 'wrong' | 'caution';
  /** Made when it is shown, so that it follows a change of language. */
  readonly words: () => FaultWords;
}

/** More than these at once would cover the place; the oldest goes. */
const most = 3;
/** Good news needs no answer and goes by itself, after milliseconds enough to read it twice. */
const passing = 8_000;

export class Notices {
  entries = $state.raw<readonly NoticeEntry[]>([]);
  #last = 0;

  add = (tone: NoticeEntry['tone'], words: () => FaultWords): void => {
    this.#last += 1;
    const id = this.#last;
    const said = words().what;
    const others = this.entries.filter((entry) => entry.words().what !== said);
    this.entries = [...others, { id, tone, words }].slice(-most);
    if (tone === 'right') setTimeout(() => this.remove(id), passing);
  };

  remove = (id: number): void => {
    this.entries = this.entries.filter((entry) => entry.id !== id);
  };
}
