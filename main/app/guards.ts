/** What a page may never do, whatever got into it. Each guard is proven by a refusal in the end-to-end tests. */
import { type App, type Session, type WebContents } from 'electron';
import { originOf, type PageSource } from './policy.ts';

/** Holds for every window and frame there will ever be. */
export function guardContents(app: App, page: PageSource): void {
  app.on('web-contents-created', (_event, contents) => guard(contents, page));
}

function guard(contents: WebContents, page: PageSource): void {
  // The page changes its place without leaving; only a reload in development goes where it already is.
  contents.on('will-frame-navigate', (event) => {
    if (!page.development || originOf(event.url) !== page.origin) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** No permission is ever asked for, so none is ever given; nothing is downloaded, exports are written by the host. */
export function guardSession(session: Session, page: PageSource): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !isOwn(details.url, page) }),
  );
}

/** The app's own files, pictures made in the page, the developer's tools, and in development the server. */
function isOwn(address: string, page: PageSource): boolean {
  if (/^(?:data|blob|devtools):/.test(address)) return true;
  if (page.development) return new URL(address).host === new URL(page.url).host;
  return originOf(address) === page.origin;
}
