/**
 * Every fault and every notice the host can send, with the values its words are filled with. The
 * words themselves (what happened, what was kept, what to do) are in the catalogues of the window,
 * in both languages; a catalogue typed by these names cannot leave one out.
 */

/** Code → names of the values in `detail`. */
export const faultDetails = {
  /** A frame that is not ours asked. */
  'untrusted-sender': [],
  'unknown-request': ['name'],
  /** Parameters are not what the table says. */
  'bad-request': ['name', 'where', 'problem', 'cause', 'bound'],
  /** A mistake of the app. Nothing was changed. */
  internal: ['name'],
  /** The window outlived its host. */
  'host-unavailable': ['name'],
  /** The simulator's thread ended while this was asked; it has been started again. */
  'thread-crashed': ['name'],
  /** The simulator's thread ended too often; runs are kept in the session and not opened again by themselves. */
  'thread-unavailable': ['name'],

  'unknown-run': ['run'],
  /** The run is going on just now. */
  'run-busy': ['run'],
  /** The source has mistakes, in `problems`. Nothing was performed. */
  'source-problems': ['count'],
  /** This can only be done to a script of operations. */
  'not-a-script': ['run'],
  /** This can only be done to a program. */
  'not-a-program': ['run'],
  'nothing-to-undo': ['run'],
  /** The run has ended (out of memory, a fault): take something back first. */
  'run-ended': ['run', 'status'],
  /** These settings do not go together, or a part of them is not in this version. */
  'bad-settings': [
    'problem',
    'cause',
    'heapBytes',
    'geometry',
    'allocator',
    'collector',
    'least',
    'most',
  ],
  'out-of-range': ['seq', 'length'],
  /** The session holds as much as it can; start a new one. */
  'session-full': ['limit'],

  'unknown-lesson': ['lesson'],
  'unknown-step': ['lesson', 'step'],
  'unknown-claim': ['claim'],
  'unknown-quiz': ['quiz'],
  'unknown-question': ['quiz', 'index'],
  'no-lab': ['lesson'],
  'wrong-answer-form': ['expected'],
  'lesson-damaged': ['lesson', 'problem'],
  'nothing-to-review': [],

  /** No space left. What was there before is kept. */
  'disk-full': ['file'],
  /** The file or its folder may not be written. What was there before is kept. */
  'write-refused': ['file'],
  'write-failed': ['file', 'reason'],
  'file-missing': ['file'],
  'read-failed': ['file', 'reason'],
  /** Another Heapwise has written to the same session. */
  'session-in-use': ['file'],

  /** A session that is broken, and where. What is open was not touched. */
  'session-damaged': ['file', 'where', 'problem', 'cause', 'bound'],
  /** A file that is no session of Heapwise. */
  'session-foreign': ['file'],
  /** Written by a newer Heapwise. */
  'session-newer': ['file', 'version', 'newest'],
  'session-too-large': ['file', 'size', 'limit'],
  'source-unreadable': ['file', 'problem'],
  /** The folder holds no session document that can be read. */
  'no-sessions': ['folder'],
  /** There is nothing in the session that this format could hold. */
  'nothing-to-export': ['format'],
  /** The link is not one of the lessons' own kind (https). */
  'link-refused': ['href'],
} as const satisfies Record<string, readonly string[]>;

export type FaultCode = keyof typeof faultDetails;

/** Things a person must know without having asked. */
export const noticeDetails = {
  /** The thread crashed; what was done is there again. */
  'thread-repaired': ['runs'],
  /** It crashed again and again; runs stay closed until they are asked for. */
  'thread-unavailable': [],
  /** After a crash or a kill: the session is as it was. */
  'session-restored': [],
  /** The last line of the journal was cut off in the middle of being written; all before it is there. */
  'session-restored-partly': ['lines'],
  /** The session's own file could not be read; it was put aside under this name. */
  'session-put-aside': ['file'],
  'preferences-put-aside': ['file'],
  'progress-put-aside': ['file'],
  'disk-full': ['file'],
  'write-refused': ['file'],
  'write-failed': ['file', 'reason'],
  'session-in-use': ['file'],
} as const satisfies Record<string, readonly string[]>;

export type NoticeCode = keyof typeof noticeDetails;
