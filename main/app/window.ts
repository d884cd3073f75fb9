/** The app's one window: where it was, in the colour of its theme before anything is painted. */
import { BrowserWindow, screen } from 'electron';
import type { RememberedBounds } from '../files/preferences.ts';
import { backgroundOf, fitBounds, smallestWindow } from './bounds.ts';
import type { PageSource } from './policy.ts';

export interface WindowSettings {
  readonly page: PageSource;
  readonly preload: string;
  readonly icon: string | null;
  readonly dark: boolean;
  readonly remembered: RememberedBounds | null;
  /** Told when the window was moved or resized, at most a few times a second, and when it closes. */
  readonly remember: (bounds: RememberedBounds) => void;
}

/** Milliseconds that the bounds must have been still before they are written down. */
const settled = 400;

export function openWindow(settings: WindowSettings): BrowserWindow {
  const displays = [
    screen.getPrimaryDisplay(),
    ...screen.getAllDisplays().filter((each) => each.id !== screen.getPrimaryDisplay().id),
  ];
  const { size, place } = fitBounds(
    settings.remembered,
    displays.map((each) => each.workArea),
  );
  const window = new BrowserWindow({
    ...size,
    ...(place ?? {}),
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    ...(settings.icon === null ? {} : { icon: settings.icon }),
    title: 'Heapwise',
    show: false,
    backgroundColor: backgroundOf(settings.dark),
    webPreferences: {
      preload: settings.preload,
      // The page is a stranger: the system's sandbox, a world of its own, no Node, no other pages.
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  if (settings.remembered?.maximised === true) window.maximize();
  window.once('ready-to-show', () => window.show());
  rememberBounds(window, settings.remember);
  void window.loadURL(settings.page.url);
  return window;
}

function rememberBounds(window: BrowserWindow, remember: (bounds: RememberedBounds) => void): void {
  let waiting: NodeJS.Timeout | undefined;
  const now = (): void => {
    clearTimeout(waiting);
    remember({ ...window.getNormalBounds(), maximised: window.isMaximized() });
  };
  const soon = (): void => {
    clearTimeout(waiting);
    waiting = setTimeout(now, settled);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('close', now);
}
