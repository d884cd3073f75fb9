/** The editor in the tokens of the interface: they reach into its shadow root, its sheets stay inside. */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const look = EditorView.theme({
  '&': {
    height: '100%',
    backgroundColor: 'transparent',
    color: 'var(--ink)',
    fontSize: 'var(--text-sm)',
  },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--font-figures)',
    fontFeatureSettings: '"calt" 0',
    lineHeight: '1.65',
    overflow: 'auto',
  },
  '.cm-scroller::-webkit-scrollbar': { width: '0.75rem', height: '0.75rem' },
  '.cm-scroller::-webkit-scrollbar-corner': { background: 'transparent' },
  '.cm-scroller::-webkit-scrollbar-thumb': {
    background: 'var(--line-strong)',
    backgroundClip: 'content-box',
    border: '0.25rem solid transparent',
    borderRadius: 'var(--radius-full)',
  },
  '.cm-content': { padding: '0.5rem 0', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 0.75rem 0 0.5rem' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground':
    {
      backgroundColor: 'var(--live-fill)',
    },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': { backgroundColor: 'var(--tint)' },
  '.cm-gutters': {
    backgroundColor: 'transparent',
    border: '0',
    color: 'var(--ink-3)',
  },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '2.25rem', padding: '0 0.375rem 0 0' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLineGutter': { color: 'var(--ink)' },
  '.cm-matchingBracket': { backgroundColor: 'var(--tint-strong)', outline: 'none' },
  '.cm-nonmatchingBracket': { backgroundColor: 'var(--wrong-fill)' },
  '.heapwise-current': {
    backgroundColor: 'var(--change-fill)',
    boxShadow: 'inset 3px 0 0 var(--change)',
  },
  '.heapwise-marks .cm-gutterElement': {
    width: '1.25rem',
    display: 'grid',
    placeItems: 'center',
    cursor: 'default',
  },
  '.heapwise-breakpoint': {
    width: '0.625rem',
    height: '0.625rem',
    borderRadius: '50%',
    backgroundColor: 'var(--wrong)',
  },
  '.heapwise-escape': {
    fontFamily: 'var(--font-text)',
    fontSize: 'var(--text-2xs)',
    fontWeight: '600',
    lineHeight: '1.3',
    padding: '0 0.25rem',
    borderRadius: 'var(--radius-sm)',
  },
  '.heapwise-escape.heap': { backgroundColor: 'var(--live-fill)', color: 'var(--live-ink)' },
  '.heapwise-escape.stack': { backgroundColor: 'var(--root-fill)', color: 'var(--root-ink)' },
  '.heapwise-escapes .cm-gutterElement': { padding: '0 0.125rem' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--wrong) 1.5px',
    textUnderlineOffset: '0.25em',
  },
  '.cm-lintPoint-error:after': { borderBottomColor: 'var(--wrong)' },
  '.cm-tooltip': {
    border: '0',
    borderRadius: 'var(--radius-sm)',
    backgroundColor: 'var(--surface)',
    color: 'var(--ink)',
    boxShadow: 'var(--shadow-2)',
    fontFamily: 'var(--font-text)',
    fontSize: 'var(--text-sm)',
    maxWidth: '26rem',
  },
  '.cm-diagnostic': { padding: '0.375rem 0.75rem', borderLeft: '3px solid var(--wrong)' },
});

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--code-keyword)' },
  { tag: [tags.string, tags.character], color: 'var(--code-string)' },
  { tag: [tags.number, tags.bool, tags.atom, tags.null], color: 'var(--code-number)' },
  {
    tag: [tags.lineComment, tags.blockComment, tags.comment],
    color: 'var(--code-comment)',
    fontStyle: 'italic',
  },
  { tag: tags.typeName, color: 'var(--code-type)' },
  { tag: tags.special(tags.variableName), color: 'var(--root-ink)' },
]);

export const editorTheme: Extension = [look, syntaxHighlighting(colours)];
