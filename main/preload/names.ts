/**
 * The names of the table, and nothing of its schemas: what the page may say and hear. Written out so
 * that the bridge stays a page of code; a name too many or too few does not compile.
 */
import type { EventName, RequestName } from '../contract/contract.ts';

export const requestNames: Readonly<Record<RequestName, true>> = {
  'app/start': true,
  'preferences/set': true,
  'place/set': true,
  'sandbox/get': true,
  'sandbox/set': true,
  'note/get': true,
  'note/set': true,
  'session/state': true,
  'session/new': true,
  'session/open': true,
  'session/export': true,
  'session/cancel-export': true,
  'source/open': true,
  'source/save': true,
  'link/open': true,
  'course/outline': true,
  'lesson/open': true,
  'lesson/visit': true,
  'lesson/answer': true,
  'lab/open': true,
  'lab/check': true,
  'capstone/open': true,
  'claim/open': true,
  'claim/judge': true,
  'claim/prove': true,
  'quiz/open': true,
  'quiz/question': true,
  'quiz/answer': true,
  'glossary/list': true,
  'progress/reset': true,
  'progress/export': true,
  'worksheet/save': true,
  'class/summarise': true,
  'lessons/open': true,
  'lessons/close': true,
  'lessons/state': true,
  'course/search': true,
  'run/open': true,
  'run/get': true,
  'run/perform': true,
  'run/undo': true,
  'run/control': true,
  'run/stop': true,
  'run/close': true,
  'run/frame': true,
  'run/find': true,
  'run/series': true,
  'run/events': true,
  'run/explain': true,
  'run/compare': true,
  'run/check': true,
  'run/examples': true,
};

export const eventNames: Readonly<Record<EventName, true>> = {
  'session/saved': true,
  'session/exporting': true,
  'app/notice': true,
  'menu/command': true,
  'app/appearance': true,
  'run/advanced': true,
};

/** The two channels, as in the contract: a type, so that they cannot drift and no schema is bundled. */
export const channels: {
  readonly request: typeof import('../contract/contract.ts').requestChannel;
  readonly event: typeof import('../contract/contract.ts').eventChannel;
} = { request: 'heapwise:request', event: 'heapwise:event' };
