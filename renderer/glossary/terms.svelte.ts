/** The glossary in the language that is spoken, read when it is first needed. */
import type { Reply, Result } from '../../main/contract/contract.ts';
import type { Language } from '../../main/contract/course.ts';
import type { Bridge } from '../bridge/bridge.ts';

export type Term = Result<'glossary/list'>[number];

export class Terms {
  list = $state.raw<readonly Term[]>([]);
  readonly #bridge: Bridge;
  #language: Language | null = null;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /** Reads the glossary in this language, unless it has it already. */
  load = async (language: Language): Promise<Reply<'glossary/list'> | undefined> => {
    if (this.#language === language) return undefined;
    this.#language = language;
    const reply = await this.#bridge.request('glossary/list', { language });
    if (this.#language !== language) return undefined;
    if ('ok' in reply) this.list = reply.ok;
    else this.#language = null;
    return reply;
  };

  /** The course is another one: the terms are read anew. */
  forget = (): void => {
    this.#language = null;
    this.list = [];
  };

  find = (id: string): Term | undefined => this.list.find((term) => term.id === id);
}
