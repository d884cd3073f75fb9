import { warn } from './sentence.ts';

let warned = false;

/**
 * The switches that Electron needs to start for this user: none, except for root, whose processes
 * Chromium's sandbox refuses.
 */
export function sandboxSwitches(): readonly string[] {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return [];
  if (!warned) {
    warn('You are root: Electron starts without its sandbox. Use an ordinary user for daily work.');
  }
  warned = true;
  return ['--no-sandbox'];
}
