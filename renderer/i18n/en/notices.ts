/** What a person must know without having asked, in English. */
import type { NoticeCatalogue } from '../shapes.ts';
import { faults } from './faults.ts';

export const notices: NoticeCatalogue = {
  unknown: (v) => ({
    what: `Heapwise has something to say that it has no words for (${v['code'] ?? '?'}).`,
    kept: 'Everything you had done is saved.',
    act: '',
  }),
  'thread-repaired': (v) => ({
    what: 'The simulator stopped unexpectedly and was started again.',
    kept:
      Number(v['runs'] ?? 0) === 1
        ? 'Your run was replayed and is as it was.'
        : `Your ${v['runs'] ?? ''} runs were replayed and are as they were.`,
    act: '',
  }),
  'thread-unavailable': (v) => faults['thread-unavailable'](v),
  'session-restored': (_v) => ({
    what: 'Heapwise did not end properly last time.',
    kept: 'Everything you had done was saved and is here again.',
    act: '',
  }),
  'session-restored-partly': (v) => ({
    what: 'Heapwise did not end properly last time; the very last change was still being written.',
    kept: `Everything before it is here again (${v['lines'] ?? ''} changes).`,
    act: 'Look whether the last thing you did is missing, and do it again.',
  }),
  'session-put-aside': (v) => ({
    what: 'The session of last time could not be read.',
    kept: `It was put aside as ${v['file'] ?? ''}; nothing was deleted.`,
    act: 'You are in a new session. Your progress in the course is kept.',
  }),
  'preferences-put-aside': (v) => ({
    what: 'The preferences could not be read.',
    kept: `They were put aside as ${v['file'] ?? ''}.`,
    act: 'Choose language and theme again where needed.',
  }),
  'progress-put-aside': (v) => ({
    what: 'Your progress in the course could not be read.',
    kept: `It was put aside as ${v['file'] ?? ''}; nothing was deleted.`,
    act: 'The course begins anew. Keep the file if you want it repaired.',
  }),
  'disk-full': (v) => faults['disk-full'](v),
  'write-refused': (v) => faults['write-refused'](v),
  'write-failed': (v) => faults['write-failed'](v),
  'session-in-use': (v) => faults['session-in-use'](v),
};
