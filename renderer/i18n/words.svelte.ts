/**
 * The words of the interface in the language that is spoken now. Components read
 * `words.say.lesson.next`; when the language changes they say it in the other one.
 */
import { getContext, setContext } from 'svelte';
import type { Language } from '../../main/contract/course.ts';
import type { Fault } from '../../main/contract/contract.ts';
import type { Problem } from '../../main/contract/run.ts';
import { english, type Catalogue } from './en.ts';
import { chinese } from './zh-CN.ts';
import type { FaultWords, WordValues } from './shapes.ts';

const catalogues: Record<Language, Catalogue> = { en: english, 'zh-CN': chinese };

export class Words {
  #language = $state<Language>('en');
  readonly say: Catalogue = $derived(catalogues[this.#language]);
  readonly #whole = $derived(new Intl.NumberFormat(this.#language, { maximumFractionDigits: 0 }));
  readonly #tenth = $derived(new Intl.NumberFormat(this.#language, { maximumFractionDigits: 1 }));
  readonly #share = $derived(
    new Intl.NumberFormat(this.#language, { style: 'percent', maximumFractionDigits: 1 }),
  );

  constructor(language: Language = 'en') {
    this.#language = language;
  }

  get language(): Language {
    return this.#language;
  }
  set language(language: Language) {
    this.#language = language;
  }

  /** A whole number with the language's separators. */
  whole = (value: number): string => this.#whole.format(value);
  /** A number with at most one decimal. */
  tenth = (value: number): string => this.#tenth.format(value);
  /** A share 0 … 1 as per cent. */
  share = (value: number): string => this.#share.format(value);
  /** Names in a row, as the language joins them. */
  list = (names: readonly string[]): string =>
    new Intl.ListFormat(this.#language, { type: 'conjunction' }).format(names);
  /** A moment as the host's clock read it (ISO 8601), in the person's own time. */
  time = (moment: string): string =>
    new Intl.DateTimeFormat(this.#language, { dateStyle: 'medium', timeStyle: 'short' }).format(
      Date.parse(moment),
    );

  /** What to tell a person about a fault: what happened, what was kept, what to do. */
  fault = (fault: Pick<Fault, 'code' | 'detail'>): FaultWords => {
    const known: Readonly<Record<string, ((values: WordValues) => FaultWords) | undefined>> =
      this.say.faults;
    return (known[fault.code] ?? this.say.faults.unknown)({ ...fault.detail, code: fault.code });
  };

  /**
   * A mistake of a source with its message in the language spoken. What Go's compiler says too has no
   * words of ours: it stays Go's English.
   */
  problem = (problem: Problem): Problem => {
    const { script, settings, lab, reading, outside } = this.say.reasons;
    const known: Readonly<Record<string, ((values: WordValues) => string) | undefined>> = {
      ...script,
      ...settings,
      ...lab,
      ...reading,
      ...outside,
    };
    const { detail } = problem;
    if (detail === undefined) return problem;
    const most = detail['most'];
    const told = known[detail['cause'] ?? problem.code]?.({
      ...detail,
      ...(typeof most === 'number' ? { most: this.whole(most) } : {}),
    });
    return told === undefined ? problem : { ...problem, message: told };
  };

  /** What to tell a person about a notice of the host. */
  notice = (notice: { readonly code: string; readonly detail: WordValues }): FaultWords => {
    const known: Readonly<Record<string, ((values: WordValues) => FaultWords) | undefined>> =
      this.say.notices;
    return (known[notice.code] ?? this.say.notices.unknown)({
      ...notice.detail,
      code: notice.code,
    });
  };
}

export const wordsKey = Symbol('words');

export function provideWords(words: Words): Words {
  return setContext(wordsKey, words);
}

/** The words the root has provided. */
export function useWords(): Words {
  const words = getContext<Words | undefined>(wordsKey);
  if (words === undefined) throw new Error('No words were provided above this component.');
  return words;
}
