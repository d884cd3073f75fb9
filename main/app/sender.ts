/** Who may ask: the top frame of our own page, and nobody else. */
import { originOf } from './policy.ts';

/** What of Electron's `senderFrame` is looked at. */
export interface SenderFrame {
  readonly url: string;
  readonly parent: unknown;
}

export function isTrustedSender(frame: SenderFrame | null, origin: string): boolean {
  if (frame === null || frame.parent !== null) return false;
  return originOf(frame.url) === origin;
}
