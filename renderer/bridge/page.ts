/** What the components need of the page itself: how the root looks, and what the system prefers. */

/** What is set on the root element, from which the tokens derive the rest. */
export interface RootLook {
  readonly language: string;
  readonly dark: boolean;
  readonly motion: 'system' | 'reduced' | 'full';
  /** Per cent of the browser's own text size. */
  readonly textSize: number;
}

export function applyLook(look: RootLook): void {
  const root = document.documentElement;
  root.lang = look.language;
  root.dataset['theme'] = look.dark ? 'dark' : 'light';
  root.dataset['motion'] = look.motion;
  root.style.fontSize = `${look.textSize}%`;
}

const darkQuery = '(prefers-color-scheme: dark)';

export function systemIsDark(): boolean {
  return window.matchMedia(darkQuery).matches;
}

/** Calls back when the system's theme changes, until the returned function is called. */
export function onSystemTheme(listener: (dark: boolean) => void): () => void {
  const query = window.matchMedia(darkQuery);
  const heard = (event: MediaQueryListEvent): void => listener(event.matches);
  query.addEventListener('change', heard);
  return () => query.removeEventListener('change', heard);
}

/** Is this a Mac, where Command stands for Control? */
export function isMac(): boolean {
  return navigator.userAgent.includes('Mac OS X');
}

/** Does typing go into this element, so that single keys are letters and no commands? */
export function takesTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches(
        'textarea, select, input:not([type=radio]):not([type=checkbox]):not([type=button])',
      ))
  );
}

/** Is a dialog open, which has the keys to itself? */
export function dialogIsOpen(): boolean {
  return document.querySelector('dialog[open]') !== null;
}
