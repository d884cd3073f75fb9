/** What lessons add to Markdown: `{{expression}}`, `$formula$` and `$$formula$$`. */
import Markdown from 'markdown-it';
import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';

const dollar = 0x24;
const brace = 0x7b;
const backslash = 0x5c;

function expressionRule(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state;
  if (src.charCodeAt(pos) !== brace || src.charCodeAt(pos + 1) !== brace) return false;
  const end = src.indexOf('}}', pos + 2);
  if (end < 0) return false;
  if (!silent) state.push('expression', '', 0).content = src.slice(pos + 2, end).trim();
  state.pos = end + 2;
  return true;
}

function formulaRule(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state;
  if (src.charCodeAt(pos) !== dollar || src.charCodeAt(pos + 1) === dollar) return false;
  let end = src.indexOf('$', pos + 1);
  while (end > 0 && src.charCodeAt(end - 1) === backslash) end = src.indexOf('$', end + 1);
  if (end < 0 || end === pos + 1) return false;
  if (!silent) state.push('formula', '', 0).content = src.slice(pos + 1, end);
  state.pos = end + 1;
  return true;
}

function formulaBlockRule(state: StateBlock, start: number, end: number, silent: boolean): boolean {
  const lineText = (line: number): string => {
    const from = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
    return state.src.slice(from, state.eMarks[line] ?? from);
  };
  if (!lineText(start).startsWith('$$')) return false;
  if (silent) return true;
  let last = start;
  let text = lineText(start).slice(2);
  while (!text.trimEnd().endsWith('$$') && last + 1 < end) {
    last++;
    text += `\n${lineText(last)}`;
  }
  const token = state.push('formula_block', '', 0);
  token.content = text.trim().replace(/\$\$$/, '').trim();
  token.map = [start, last + 1];
  state.line = last + 1;
  return true;
}

/**
 * HTML is off: it is shown as the text it is. Every link is read, even a dangerous one, so that
 * the reader of the tokens can refuse it with a sentence instead of showing its source.
 */
export function lessonMarkdown(): MarkdownIt {
  const markdown = new Markdown('default', { html: false, linkify: false, typographer: false });
  markdown.validateLink = () => true;
  markdown.normalizeLink = (href) => href;
  markdown.inline.ruler.before('escape', 'expression', expressionRule);
  markdown.inline.ruler.after('escape', 'formula', formulaRule);
  markdown.block.ruler.before('fence', 'formula_block', formulaBlockRule, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
  markdown.disable(['html_block', 'html_inline'], true);
  return markdown;
}
