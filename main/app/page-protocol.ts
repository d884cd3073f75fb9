/** Serves the built page under the custom scheme, with its policy on every answer. */
import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { pageFile } from './page-files.ts';
import { pageHeaders, pageScheme } from './policy.ts';

/** Before `ready`: the scheme is a secure origin of its own, like https. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: pageScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** After `ready`. `root` is the folder of the built page. */
export function servePage(root: string): void {
  protocol.handle(pageScheme, async (request) => {
    const file = request.method === 'GET' ? pageFile(root, request.url) : null;
    if (file === null) return refusal();
    try {
      const bytes = new Uint8Array(await readFile(file.path));
      return new Response(bytes, { headers: { ...pageHeaders, 'Content-Type': file.type } });
    } catch {
      return refusal(); // No such file.
    }
  });
}

function refusal(): Response {
  return new Response(null, { status: 404, headers: pageHeaders });
}
