import { warn } from './sentence.ts';

/**
 * The switches that Electron needs to start for this user: none, except for root, whose processes
 * Chromium's sandbox refuses.
 */
export function sandboxSwitches(): readonly string[] {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return [];
  warn('You are root: Electron starts without its sandbox. Use an ordinary user for daily work.');
  return ['--no-sandbox'];
}
