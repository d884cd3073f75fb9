/** The window's theme: the person's wish, or the system's. */
import { nativeTheme } from 'electron';
import type { Preferences } from '../contract/session.ts';

/** Makes Electron, its menus and the page's media queries follow the wish; tells whether that is dark. */
export function applyTheme(theme: Preferences['theme']): boolean {
  nativeTheme.themeSource = theme;
  return nativeTheme.shouldUseDarkColors;
}

/** Calls back when the theme changes, by wish or by the system; returns what ends it. */
export function onAppearance(tell: (dark: boolean) => void): () => void {
  const listener = (): void => tell(nativeTheme.shouldUseDarkColors);
  nativeTheme.on('updated', listener);
  return () => nativeTheme.off('updated', listener);
}
