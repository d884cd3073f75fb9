/** Handlers of the app itself: the start, preferences, links out of it. */
import type { Handlers, Result } from '../contract/contract.ts';
import type { NoticeCode } from '../contract/faults.ts';
import type { Preferences } from '../contract/session.ts';
import type { Dialogs } from './dialogs.ts';
import type { Keeper } from './keeper.ts';

export interface AppPorts {
  readonly about: Pick<Result<'app/start'>, 'version' | 'electron' | 'platform' | 'development'>;
  readonly keeper: Keeper;
  readonly dialogs: Dialogs;
  readonly preferences: {
    get(): Preferences;
    /** Takes effect at once and is written down. */
    set(preferences: Preferences): Promise<void>;
  };
  /** What the start found; told once. */
  readonly found: {
    readonly restored: boolean;
    readonly notice: { readonly code: NoticeCode; readonly detail: Record<string, string> } | null;
  };
}

export function appHandlers(
  ports: AppPorts,
): Pick<Handlers, 'app/start' | 'preferences/set' | 'link/open'> {
  let told = false;
  return {
    'app/start': async () => {
      // A page that is loaded again starts anew, but what the start of the app found is old news then.
      const { restored, notice } = told ? { restored: false, notice: null } : ports.found;
      told = true;
      return {
        ok: {
          ...ports.about,
          preferences: ports.preferences.get(),
          place: ports.keeper.session.place,
          restored,
          notice,
        },
      };
    },
    'preferences/set': async (preferences) => {
      await ports.preferences.set(preferences);
      if (preferences.language !== ports.keeper.session.language) {
        await ports.keeper.record([{ kind: 'language', language: preferences.language }]);
      }
      return { ok: preferences };
    },
    'link/open': async ({ href }) => {
      if (!isPublicPage(href))
        return { fault: { code: 'link-refused', detail: { href: href.slice(0, 200) } } };
      await ports.dialogs.openLink(new URL(href).href);
      return { ok: null };
    },
  };
}

/** https with a name, and no user or password that could make it look like another page. */
function isPublicPage(href: string): boolean {
  let url: URL;
  try {
    url = new URL(href);
  } catch {
    return false;
  }
  return (
    url.protocol === 'https:' &&
    url.hostname.includes('.') &&
    url.username === '' &&
    url.password === ''
  );
}
