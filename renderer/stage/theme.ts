/** Colours for what is painted on a canvas: read from the tokens, and again when the theme changes. */

/** The value of a token at the root of the page, such as `--live`. */
export function tokenOf(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Calls back whenever the theme changes, until the returned function is called. */
export function themeChanges(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => {
    observer.disconnect();
  };
}
