/** HTML from values: what is not markup by type is escaped, so that nothing of a session can become code. */

export interface Markup {
  readonly html: string;
}

type Part = Markup | string | number | readonly Markup[];

/** `markup\`<p>${text}</p>\``: texts and numbers are escaped, markup and lists of it are put in as they are. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let result = strings[0] ?? '';
  parts.forEach((part, index) => {
    result += htmlOf(part) + (strings[index + 1] ?? '');
  });
  return { html: result };
}

export const nothing: Markup = { html: '' };

/** `&`, the brackets and both quotes; and what XML and HTML hold no place for. */
export function escapeText(text: string): string {
  return text
    .replace(/\p{Cc}|[\ufffe\uffff]/gu, (each) => (/[\t\n\r]/.test(each) ? each : '\ufffd'))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function htmlOf(part: Part): string {
  if (typeof part === 'string') return escapeText(part);
  if (typeof part === 'number') return String(part);
  if ('html' in part) return part.html;
  return part.map((each) => each.html).join('');
}
