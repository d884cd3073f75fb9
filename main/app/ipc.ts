/** The only file that touches `ipcMain`: every request of every page goes through the router. */
import { ipcMain } from 'electron';
import { requestChannel } from '../contract/contract.ts';
import type { Route } from './router.ts';

export function answerPage(route: Route): void {
  ipcMain.handle(requestChannel, (event, name: unknown, params: unknown) => {
    // The frame may have gone away since it asked; then there is nobody to trust.
    const frame = event.senderFrame;
    return route(frame === null ? null : { url: frame.url, parent: frame.parent }, name, params);
  });
}
