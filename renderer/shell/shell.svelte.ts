/**
 * What all places share: where one is, how it looks, what is said, and the way to the host. One
 * object, made by the root and handed down.
 */
import { getContext, setContext } from 'svelte';
import type { Fault, Params, RequestName, Result } from '../../main/contract/contract.ts';
import type { Place, Preferences } from '../../main/contract/session.ts';
import type { Bridge } from '../bridge/bridge.ts';
import { systemIsDark } from '../bridge/page.ts';
import { Terms } from '../glossary/terms.svelte.ts';
import type { Words } from '../i18n/words.svelte.ts';
import { Announcer } from './announcer.svelte.ts';
import { Notices } from './notices.svelte.ts';

export type Start = Result<'app/start'>;
export type Sheet = 'palette' | 'keys' | 'preferences' | 'about' | 'teach';
export type PlaceName = Place['name'];

const textSizes = { smallest: 80, normal: 100, largest: 200, step: 10 } as const;

export class Shell {
  readonly bridge: Bridge;
  readonly words: Words;
  readonly notices = new Notices();
  readonly announcer = new Announcer();
  readonly terms: Terms;
  readonly start: Start;

  place: Place;
  preferences: Preferences;
  sheet = $state<Sheet | null>(null);
  /** When the session was last saved (ISO 8601). */
  savedAt = $state<string | null>(null);
  /** Grows when another session was opened: places that show it read it again. */
  sessionVersion = $state(0);
  /** Grows when other lessons were opened or what was learnt was forgotten: the course is read again. */
  courseVersion = $state(0);
  systemDark = $state(systemIsDark());
  readonly dark: boolean;
  /** What the menu asks of the session's place, until that has begun to do it. */
  wish = $state<'new' | 'open' | 'export' | null>(null);
  /** What the place on screen does with the menu's Undo. */
  undo: (() => void) | null = null;

  constructor(bridge: Bridge, words: Words, start: Start) {
    this.bridge = bridge;
    this.words = words;
    this.start = start;
    this.terms = new Terms(bridge);
    this.place = $state.raw(start.place);
    this.preferences = $state.raw(start.preferences);
    this.dark = $derived(
      this.preferences.theme === 'system' ? this.systemDark : this.preferences.theme === 'dark',
    );
    words.language = start.preferences.language;
    const notice = start.notice;
    if (notice !== null) this.notices.add('caution', () => words.notice(notice));
    else if (start.restored) {
      this.notices.add('plain', () => ({ what: words.say.shell.restored, kept: '', act: '' }));
    }
  }

  /** Asks the host; a fault is shown to the person and answered with `undefined`. */
  ask = async <N extends RequestName>(
    name: N,
    params: Params<N>,
  ): Promise<Result<N> | undefined> => {
    const reply = await this.bridge.request(name, params);
    if ('ok' in reply) return reply.ok;
    this.report(reply.fault);
    return undefined;
  };

  report = (fault: Fault): void => {
    this.notices.add('wrong', () => this.words.fault(fault));
    this.announcer.say(this.words.fault(fault).what);
  };

  /** Goes to a place and remembers it. */
  go = (name: PlaceName, lesson: string | null = null, step: string | null = null): void => {
    this.place = { name, lesson, step };
    this.sheet = null;
    this.#remember();
  };

  /** Notes where in the place one is, without leaving it. */
  stand = (step: string | null): void => {
    if (this.place.step === step) return;
    this.place = { ...this.place, step };
    this.#remember();
  };

  prefer = (changed: Partial<Preferences>): void => {
    this.preferences = { ...this.preferences, ...changed };
    this.words.language = this.preferences.language;
    void this.ask('preferences/set', this.preferences);
  };

  changeTextSize = (to: 'larger' | 'smaller' | 'normal'): void => {
    const { smallest, normal, largest, step } = textSizes;
    const now = this.preferences.textSize;
    const size = { larger: now + step, smaller: now - step, normal }[to];
    this.prefer({ textSize: Math.min(largest, Math.max(smallest, size)) });
  };

  /** Other lessons are open now, or nothing is known of the learner any more. */
  lessonsChanged = (): void => {
    this.courseVersion += 1;
    this.terms.forget();
    if (this.place.name !== 'home') this.place = { name: 'home', lesson: null, step: null };
    this.#remember();
  };

  open = (sheet: Sheet): void => {
    this.sheet = sheet;
  };
  closeSheet = (): void => {
    this.sheet = null;
  };

  #remember(): void {
    void this.ask('place/set', this.place);
  }
}

export const shellKey = Symbol('shell');

export function provideShell(shell: Shell): Shell {
  return setContext(shellKey, shell);
}

export function useShell(): Shell {
  const shell = getContext<Shell | undefined>(shellKey);
  if (shell === undefined) throw new Error('No shell was provided above this component.');
  return shell;
}
