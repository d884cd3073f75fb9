/** Colours of an operation script: one operation a line, `#` begins a comment. */
import { StreamLanguage } from '@codemirror/language';

const operations = /^(alloc|root|write|read|push|pop|free|gc)\b/;

export const operationsLanguage = StreamLanguage.define<{ first: boolean }>({
  name: 'operations',
  startState: () => ({ first: true }),
  token: (stream, state) => {
    if (stream.sol()) state.first = true;
    if (stream.eatSpace()) return null;
    if (stream.match(/^#.*/)) return 'comment';
    if (state.first) {
      state.first = false;
      if (stream.match(operations)) return 'keyword';
    }
    if (stream.match(/^nil\b/)) return 'atom';
    if (stream.match(/^\d+/)) return 'number';
    if (stream.match(/^@[\p{L}_][\p{L}\p{N}_]*/u)) return 'variableName.special';
    if (stream.match(/^[\p{L}_][\p{L}\p{N}_]*/u)) return 'variableName';
    stream.next();
    return null;
  },
  languageData: { commentTokens: { line: '#' } },
});
