/** Every fault in English: what happened, what was kept, what to do. */
import type { FaultCatalogue, WordValues } from '../shapes.ts';
import { reasons } from './reasons.ts';
import { sandbox } from './sandbox.ts';

const saved = 'Everything you had done is saved.';
const unchanged = 'Nothing was changed.';
const again = 'Try once more; if it happens again, restart Heapwise.';

/** Words for a cause; one without words is told as it came. */
const told = (
  words: Readonly<Record<string, ((values: WordValues) => string) | undefined>>,
  v: WordValues,
): string => words[v['cause'] ?? '']?.(v) ?? String(v['problem'] ?? '');
/** What the system's own codes mean. */
const systemReasons: Readonly<Record<string, string | undefined>> = {
  ENOENT: 'it is not there',
  EACCES: 'the system does not allow it',
  EPERM: 'the system does not allow it',
  EISDIR: 'it is a folder',
  ENOTDIR: 'its folder is a file',
  EIO: 'the disk reports an error',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
  EBUSY: 'another program is using it',
};
const reason = (v: WordValues): string => {
  const code = String(v['reason'] ?? '');
  return systemReasons[code] ?? code;
};

/** How a run stands. */
const status = (v: WordValues): string => {
  const known: Readonly<Record<string, string | undefined>> = sandbox.statuses;
  return known[v['status'] ?? ''] ?? String(v['status'] ?? '');
};

export const faults: FaultCatalogue = {
  unknown: (v) => ({
    what: `Something went wrong that Heapwise has no words for (${v['code'] ?? '?'}).`,
    kept: saved,
    act: again,
  }),
  'no-host': (_v) => ({
    what: 'This page is not running inside Heapwise.',
    kept: '',
    act: 'Start the app itself; a browser can’t host the simulator.',
  }),
  'untrusted-sender': (_v) => ({
    what: 'A page that is not Heapwise’s own asked for something and was refused.',
    kept: unchanged,
    act: 'Restart Heapwise.',
  }),
  'unknown-request': (v) => ({
    what: `The window asked for “${v['name'] ?? '?'}”, which the host does not know.`,
    kept: unchanged,
    act: 'Restart Heapwise; the two parts may be of different versions.',
  }),
  'bad-request': (v) => ({
    what: `The window asked for “${v['name'] ?? '?'}” with a value that is not allowed (${v['where'] ?? ''}: ${told(reasons.schema, v)}).`,
    kept: unchanged,
    act: 'Choose a value within the stated range.',
  }),
  internal: (v) => ({
    what: `A mistake inside Heapwise stopped “${v['name'] ?? '?'}”.`,
    kept: `${unchanged} ${saved}`,
    act: again,
  }),
  'host-unavailable': (_v) => ({
    what: 'The part of Heapwise that holds the simulator no longer answers.',
    kept: saved,
    act: 'Close the window and start Heapwise again.',
  }),
  'thread-crashed': (_v) => ({
    what: 'The simulator stopped unexpectedly and was started again.',
    kept: 'Your runs were replayed and are as they were.',
    act: 'Try once more what you were doing.',
  }),
  'thread-unavailable': (_v) => ({
    what: 'The simulator stopped too often in a row.',
    kept: 'Your runs are kept in the session.',
    act: 'Restart Heapwise; open a smaller heap or a shorter run.',
  }),
  'unknown-run': (v) => ({
    what: `Run ${v['run'] ?? ''} is not open any more.`,
    kept: 'What it did is kept in the session.',
    act: 'Open it again.',
  }),
  'run-busy': (_v) => ({
    what: 'This run is going on just now.',
    kept: unchanged,
    act: 'Stop it first, or wait until it ends.',
  }),
  'source-problems': (v) => ({
    what:
      Number(v['count'] ?? 1) === 1
        ? 'The source has a mistake.'
        : `The source has ${v['count'] ?? ''} mistakes.`,
    kept: 'Nothing was run. Your text is as you left it.',
    act: 'Mend the places that are underlined and run it again.',
  }),
  'not-a-script': (_v) => ({
    what: 'This can only be done to a script of operations; a program is open.',
    kept: unchanged,
    act: 'Choose a script, or start one by hand.',
  }),
  'not-a-program': (_v) => ({
    what: 'This can only be done to a program; a script of operations is open.',
    kept: unchanged,
    act: 'Step through the script on the timeline instead.',
  }),
  'nothing-to-undo': (_v) => ({
    what: 'There is no operation to take back.',
    kept: unchanged,
    act: 'Do something first.',
  }),
  'run-ended': (v) => ({
    what: `This run has ended (${status(v)}) and can’t go on.`,
    kept: 'Everything up to that point can be looked at.',
    act: 'Take back the last operation, or start afresh.',
  }),
  'bad-settings': (v) => ({
    what: `These settings don’t go together: ${told(reasons.settings, v)}`,
    kept: 'The settings before are still in force.',
    act: 'Choose another allocator, collector or heap size.',
  }),
  'out-of-range': (v) => ({
    what: `There is no event ${v['seq'] ?? ''}; the run has ${v['length'] ?? ''}.`,
    kept: unchanged,
    act: 'Choose a moment on the timeline.',
  }),
  'session-full': (v) => ({
    what: `The session holds as much as it can (${v['limit'] ?? ''}).`,
    kept: saved,
    act: 'Export it, then start a new session.',
  }),
  'unknown-lesson': (v) => ({
    what: `There is no lesson “${v['lesson'] ?? ''}”.`,
    kept: 'Your progress is untouched.',
    act: 'Choose a lesson from the course.',
  }),
  'unknown-step': (v) => ({
    what: `Lesson “${v['lesson'] ?? ''}” has no step “${v['step'] ?? ''}”.`,
    kept: 'Your progress is untouched.',
    act: 'Open the lesson from its beginning.',
  }),
  'unknown-claim': (v) => ({
    what: `The text has no claim “${v['claim'] ?? ''}”.`,
    kept: 'What you judged and proved is untouched.',
    act: 'Choose a claim from the list.',
  }),
  'unknown-quiz': (_v) => ({
    what: 'This quiz is not open any more.',
    kept: 'The answers you gave are kept.',
    act: 'Start it again.',
  }),
  'unknown-question': (v) => ({
    what: `This quiz has no question ${Number(v['index'] ?? 0) + 1}.`,
    kept: 'The answers you gave are kept.',
    act: 'Start the quiz again.',
  }),
  'no-lab': (_v) => ({
    what: 'This lesson has no lab.',
    kept: '',
    act: 'Try the idea in the sandbox.',
  }),
  'wrong-answer-form': (_v) => ({
    what: 'The answer did not fit the question.',
    kept: 'Nothing was counted.',
    act: 'Answer once more.',
  }),
  'lesson-damaged': (v) => ({
    what: `Lesson “${v['lesson'] ?? ''}” can’t be read: ${v['problem'] ?? ''}`,
    kept: 'The other lessons and your progress are untouched.',
    act: 'Install Heapwise again, or mend the lesson’s folder if it is your own.',
  }),
  'nothing-to-review': (_v) => ({
    what: 'Nothing is due for review.',
    kept: '',
    act: 'Come back later, or practise with a lesson’s own quiz.',
  }),
  'disk-full': (v) => ({
    what: `The disk is full: ${v['file'] ?? ''} could not be written.`,
    kept: 'The file as it was before is still there, and this window still holds your work.',
    act: 'Free some space; Heapwise saves again at the next change.',
  }),
  'write-refused': (v) => ({
    what: `${v['file'] ?? 'The file'} may not be written.`,
    kept: 'The file as it was before is still there.',
    act: 'Choose another folder, or change the folder’s permissions.',
  }),
  'write-failed': (v) => ({
    what: `${v['file'] ?? 'The file'} could not be written (${reason(v)}).`,
    kept: 'The file as it was before is still there.',
    act: 'Choose another place, or try again.',
  }),
  'file-missing': (v) => ({
    what: `${v['file'] ?? 'The file'} is not there any more.`,
    kept: 'What is open is untouched.',
    act: 'Choose another file.',
  }),
  'read-failed': (v) => ({
    what: `${v['file'] ?? 'The file'} could not be read (${reason(v)}).`,
    kept: 'What is open is untouched.',
    act: 'Choose another file, or try again.',
  }),
  'session-in-use': (v) => ({
    what: `Another Heapwise has written to ${v['file'] ?? 'the same session'}.`,
    kept: 'What you do here is kept in this window.',
    act: 'Close the other one, or export this session under another name.',
  }),
  'session-damaged': (v) => ({
    what: `${v['file'] ?? 'The session'} is damaged ${told(reasons.damage, v)}.`,
    kept: 'What is open was not touched.',
    act: 'Open another copy of the file.',
  }),
  'session-foreign': (v) => ({
    what: `${v['file'] ?? 'The file'} is not a session of Heapwise.`,
    kept: 'What is open was not touched.',
    act: 'Choose a file that ends in .heapwise.',
  }),
  'session-newer': (v) => ({
    what: `${v['file'] ?? 'The session'} was written by a newer Heapwise (form ${v['version'] ?? '?'}; this one reads up to ${v['newest'] ?? '?'}).`,
    kept: 'The file and what is open were not touched.',
    act: 'Install the newer Heapwise and open it there.',
  }),
  'session-too-large': (v) => ({
    what: `${v['file'] ?? 'The session'} is too large (${v['size'] ?? ''}; at most ${v['limit'] ?? ''}).`,
    kept: 'What is open was not touched.',
    act: 'Choose another file.',
  }),
  'source-unreadable': (v) => ({
    what: `${v['file'] ?? 'The file'} is no text that Heapwise can read: ${v['problem'] ?? ''}`,
    kept: 'What is open is untouched.',
    act: 'Choose a .go file or a script of operations in UTF-8.',
  }),
  'no-sessions': (v) => ({
    what: `The folder “${v['folder'] ?? ''}” holds no session that can be read.`,
    kept: unchanged,
    act: 'Choose the folder with the .heapwise files of your class.',
  }),
  'nothing-to-export': (_v) => ({
    what: 'There is nothing in the session yet that this format could hold.',
    kept: '',
    act: 'Run something in the sandbox or in a lesson first.',
  }),
  'link-refused': (v) => ({
    what: `This link is not opened: ${v['href'] ?? ''}`,
    kept: '',
    act: 'Only https links of the lessons’ sources are opened.',
  }),
};
