/** From an address of the custom scheme to a file of the built page. */
import { extname, join, sep } from 'node:path';
import { originOf, pageOrigin } from './policy.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

export interface PageFile {
  readonly path: string;
  readonly type: string;
}

/** The file an address names inside `root`, or null where it names none, or one outside. */
export function pageFile(root: string, address: string): PageFile | null {
  if (originOf(address) !== pageOrigin) return null;
  let name: string;
  try {
    name = decodeURIComponent(new URL(address).pathname);
  } catch {
    return null; // A `%` that is no escape.
  }
  // The URL parser has resolved `..`; what is left of it was hidden in escapes.
  if (name.includes('\0') || name.includes('\\') || name.split('/').includes('..')) return null;
  const path = join(root, name === '/' ? 'index.html' : name);
  if (!path.startsWith(root.endsWith(sep) ? root : root + sep)) return null;
  const type = types[extname(path).toLowerCase()];
  return type === undefined ? null : { path, type };
}
