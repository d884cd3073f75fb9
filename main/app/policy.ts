/** What the page may load. Everything is refused that is not named here. */

/** The one place the page lives at. */
export const pageScheme = 'app';
export const pageOrigin = 'app://heapwise';

/** The policy of every answer of the custom scheme: only the app's own files, and pictures it made itself. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

/** Beside the policy: nothing is sniffed, embedded or told to others. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
};

/** Where the page comes from: the app's own files, or in development the server that reloads them. */
export interface PageSource {
  readonly url: string;
  readonly origin: string;
  readonly development: boolean;
}

/** `server` is the development server's address, and counts only where the app is not packaged. */
export function pageSource(server: string | undefined, packaged: boolean): PageSource {
  if (server !== undefined && !packaged) {
    const url = new URL(server);
    if (url.hostname === 'localhost' || url.hostname === '127.0.0.1') {
      return { url: url.href, origin: url.origin, development: true };
    }
  }
  return { url: `${pageOrigin}/index.html`, origin: pageOrigin, development: false };
}

/**
 * The origin of an address, or null for none. `URL.origin` is "null" for a scheme that Node does not
 * know, so it is put together from the parts; a port, a user or a password make it another origin.
 */
export function originOf(address: string): string | null {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (url.username !== '' || url.password !== '' || url.host === '') return null;
  return `${url.protocol}//${url.host}`;
}
