/**
 * Prints a page to PDF in a window that nobody sees: without scripts, without a bridge, in a session
 * of its own that knows nothing but this page.
 */
import { BrowserWindow, session } from 'electron';
import { pageScheme } from './policy.ts';

const address = `${pageScheme}://print/page`;
let ordinal = 0;

/** `html` holds all it shows. */
export async function printPage(html: string): Promise<Uint8Array> {
  ordinal += 1;
  const alone = session.fromPartition(`print-${ordinal}`, { cache: false });
  alone.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  alone.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: details.url !== address }),
  );
  alone.protocol.handle(
    pageScheme,
    () =>
      new Response(html, {
        headers: {
          'Content-Type': 'text/html; charset=utf-8',
          'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
        },
      }),
  );
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: alone,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
    },
  });
  try {
    await window.loadURL(address);
    return await window.webContents.printToPDF({
      printBackground: true,
      preferCSSPageSize: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate:
        '<div style="width:100%;font-size:8px;text-align:center;color:#555">Heapwise · <span class="pageNumber"></span> / <span class="totalPages"></span></div>',
    });
  } finally {
    window.destroy();
    alone.protocol.unhandle(pageScheme);
  }
}
