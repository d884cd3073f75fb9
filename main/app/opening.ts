/** What is read when the app starts: preferences, the window's bounds, progress, the session of last time. */
import { join } from 'node:path';
import type { SessionDocument } from '../contract/document.ts';
import type { NoticeCode } from '../contract/faults.ts';
import type { Preferences } from '../contract/session.ts';
import type { ProgressDocument } from '../course/progress/document.ts';
import type { FileSystem } from '../files/file-system.ts';
import type { JsonFile } from '../files/json-file.ts';
import {
  boundsFile,
  firstPreferences,
  preferencesFile,
  type RememberedBounds,
} from '../files/preferences.ts';
import { progressFile } from '../files/progress.ts';
import { SessionStore } from '../files/session-store.ts';
import { isUntouched } from '../session/document.ts';

export interface Notice {
  readonly code: NoticeCode;
  readonly detail: Record<string, string>;
}

export interface Kept {
  readonly preferences: Preferences;
  readonly preferencesFile: JsonFile<Preferences>;
  readonly bounds: RememberedBounds | null;
  readonly boundsFile: JsonFile<RememberedBounds>;
  readonly progress: ProgressDocument | null;
  readonly progressFile: JsonFile<ProgressDocument>;
  readonly store: SessionStore;
  /** The session is one that was not closed. */
  readonly restored: boolean;
  /** The gravest thing the person must know, or null. */
  readonly notice: Notice | null;
}

/** `folder` is the person's own; a broken file in it is put aside, never overwritten. */
export async function openKept(
  system: FileSystem,
  folder: string,
  systemLanguage: string,
  fresh: (language: Preferences['language']) => SessionDocument,
): Promise<Kept> {
  const preferences = preferencesFile(system, folder);
  const bounds = boundsFile(system, folder);
  const progress = progressFile(system, folder);
  const foundPreferences = await preferences.read();
  const foundBounds = await bounds.read();
  const foundProgress = await progress.read();
  const chosen =
    foundPreferences.kind === 'found' ? foundPreferences.value : firstPreferences(systemLanguage);
  const { store, recovery, fault } = await SessionStore.open(system, join(folder, 'session'), () =>
    fresh(chosen.language),
  );

  const notices: Notice[] = [];
  if (fault !== null) notices.push({ code: fault.code as NoticeCode, detail: texts(fault.detail) });
  for (const file of recovery.putAside)
    notices.push({ code: 'session-put-aside', detail: { file } });
  if (foundProgress.kind === 'put-aside')
    notices.push({ code: 'progress-put-aside', detail: { file: foundProgress.as } });
  const restored = recovery.interrupted && !isUntouched(store.document);
  if (recovery.lost > 0)
    notices.push({ code: 'session-restored-partly', detail: { lines: String(recovery.lost) } });
  if (foundPreferences.kind === 'put-aside')
    notices.push({ code: 'preferences-put-aside', detail: { file: foundPreferences.as } });
  if (restored) notices.push({ code: 'session-restored', detail: {} });

  return {
    preferences: chosen,
    preferencesFile: preferences,
    bounds: foundBounds.kind === 'found' ? foundBounds.value : null,
    boundsFile: bounds,
    progress: foundProgress.kind === 'found' ? foundProgress.value : null,
    progressFile: progress,
    store,
    restored,
    notice: notices[0] ?? null,
  };
}

function texts(detail: Readonly<Record<string, string | number>>): Record<string, string> {
  return Object.fromEntries(Object.entries(detail).map(([name, value]) => [name, String(value)]));
}
