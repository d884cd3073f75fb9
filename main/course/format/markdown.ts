/**
 * Markdown of a lesson to its template. Lessons may come from anybody: what could run, fetch or lead
 * out of the folder is refused with a sentence, and what remains of it is harmless text.
 */
import type { Token } from 'markdown-it';
import { parseExpression } from '../expression/parse.ts';
import { ExpressionError, readsScene } from '../expression/syntax.ts';
import { lessonMarkdown } from './markdown-rules.ts';
import type { MistakeList } from './mistake.ts';
import type { Embedded, Template, TemplateBlock, TemplateInline } from './template.ts';

const markdown = lessonMarkdown();
/** Deepest nesting of lists, quotes and emphasis that is kept. */
const deepest = 12;

class TemplateReader {
  readonly #file: string;
  readonly #firstLine: number;
  readonly #mistakes: MistakeList;
  #tokens: readonly Token[] = [];
  #at = 0;

  constructor(file: string, firstLine: number, mistakes: MistakeList) {
    this.#file = file;
    this.#firstLine = firstLine;
    this.#mistakes = mistakes;
  }

  read(text: string): Template {
    this.#tokens = markdown.parse(text, {});
    this.#at = 0;
    return this.#blocks(null, 0);
  }

  /** Reads one line of inline text only. */
  readInline(text: string): readonly TemplateInline[] {
    return this.#inlines(markdown.parseInline(text, {})[0]?.children ?? [], this.#firstLine);
  }

  #line(token: Token): number {
    return this.#firstLine + (token.map?.[0] ?? 0);
  }

  #mistake(line: number, code: string, message: string): void {
    this.#mistakes.add(this.#file, line, code, message);
  }

  #blocks(close: string | null, depth: number): TemplateBlock[] {
    const blocks: TemplateBlock[] = [];
    for (;;) {
      const token = this.#tokens[this.#at];
      if (token === undefined) return blocks;
      this.#at++;
      if (token.type === close) return blocks;
      const block = this.#block(token, depth);
      if (block !== null && depth < deepest) blocks.push(block);
    }
  }

  #block(token: Token, depth: number): TemplateBlock | null {
    switch (token.type) {
      case 'paragraph_open':
        return { kind: 'paragraph', children: this.#inlineOf('paragraph_close') };
      case 'heading_open':
        return {
          kind: 'heading',
          level: Number(token.tag.slice(1)),
          children: this.#inlineOf('heading_close'),
        };
      case 'bullet_list_open':
      case 'ordered_list_open':
        return this.#list(token.type === 'ordered_list_open', depth);
      case 'blockquote_open':
        return { kind: 'quote', children: this.#blocks('blockquote_close', depth + 1) };
      case 'fence':
      case 'code_block':
        return {
          kind: 'listing',
          language: token.info.trim().split(/\s/)[0] ?? '',
          text: token.content.replace(/\n$/, ''),
        };
      case 'formula_block':
        return {
          kind: 'formula',
          parts: this.#formula(token.content, this.#line(token)),
          line: this.#line(token),
        };
      case 'table_open':
        return this.#table();
      default:
        return null;
    }
  }

  #inlineOf(close: string): readonly TemplateInline[] {
    let children: readonly TemplateInline[] = [];
    for (;;) {
      const token = this.#tokens[this.#at];
      if (token === undefined) return children;
      this.#at++;
      if (token.type === close) return children;
      if (token.type === 'inline')
        children = this.#inlines(token.children ?? [], this.#line(token));
    }
  }

  #list(ordered: boolean, depth: number): TemplateBlock {
    const items: TemplateBlock[][] = [];
    for (;;) {
      const token = this.#tokens[this.#at];
      if (token === undefined) break;
      this.#at++;
      if (token.type === 'list_item_open') items.push(this.#blocks('list_item_close', depth + 1));
      else break;
    }
    return { kind: 'list', ordered, items };
  }

  #table(): TemplateBlock {
    const rows: (readonly TemplateInline[])[][] = [];
    for (;;) {
      const token = this.#tokens[this.#at];
      if (token === undefined) break;
      this.#at++;
      if (token.type === 'table_close') break;
      if (token.type === 'tr_open') rows.push([]);
      if (token.type === 'inline')
        rows.at(-1)?.push(this.#inlines(token.children ?? [], this.#line(token)));
    }
    const [head = [], ...body] = rows;
    return { kind: 'table', head, rows: body };
  }

  #inlines(tokens: readonly Token[], firstLine: number): readonly TemplateInline[] {
    const stack: {
      readonly token: Token | null;
      readonly line: number;
      readonly children: TemplateInline[];
    }[] = [{ token: null, line: firstLine, children: [] }];
    let line = firstLine;
    const add = (inline: TemplateInline): void => {
      stack.at(-1)?.children.push(inline);
    };
    for (const token of tokens) {
      if (token.nesting === 1) {
        stack.push({ token, line, children: [] });
      } else if (token.nesting === -1) {
        const closed = stack.pop();
        for (const inline of this.#wrapped(
          closed?.token ?? null,
          closed?.children ?? [],
          closed?.line ?? line,
        ))
          add(inline);
      } else if (token.type === 'softbreak' || token.type === 'hardbreak') {
        add({ kind: 'text', text: '\n', line });
        line++;
      } else {
        for (const inline of this.#leaf(token, line)) add(inline);
      }
    }
    return joinedLines(stack[0]?.children ?? []);
  }

  #leaf(token: Token, line: number): readonly TemplateInline[] {
    switch (token.type) {
      case 'text':
      case 'text_special':
        if (/<\/?[a-zA-Z][^>]*>|<!--/.test(token.content)) {
          this.#mistake(line, 'html', 'HTML is shown as the text it is; write Markdown instead');
        }
        if (token.content.includes('{{')) {
          this.#mistake(
            line,
            'expression',
            "an expression that begins with '{{' must end with '}}' on the same line",
          );
        }
        return token.content === '' ? [] : [{ kind: 'text', text: token.content, line }];
      case 'code_inline':
        return [{ kind: 'code', text: token.content }];
      case 'expression': {
        const embedded = this.#expression(token.content, line);
        return embedded === null
          ? [{ kind: 'text', text: `{{${token.content}}}`, line }]
          : [embedded];
      }
      case 'formula':
        return [{ kind: 'formula', parts: this.#formula(token.content, line), line }];
      case 'image':
        this.#mistake(
          line,
          'image',
          'a lesson shows no images: nothing is fetched, and the stage shows the heap',
        );
        return token.content === '' ? [] : [{ kind: 'text', text: token.content, line }];
      default:
        return [];
    }
  }

  #wrapped(
    token: Token | null,
    children: readonly TemplateInline[],
    line: number,
  ): readonly TemplateInline[] {
    switch (token?.type) {
      case 'strong_open':
        return [{ kind: 'strong', children }];
      case 'em_open':
        return [{ kind: 'emphasis', children }];
      case 'link_open':
        return this.#link(String(token.attrGet('href') ?? ''), children, line);
      default:
        return children;
    }
  }

  #link(
    href: string,
    children: readonly TemplateInline[],
    line: number,
  ): readonly TemplateInline[] {
    const term = /^term:([a-z0-9-]+)$/.exec(href)?.[1];
    if (term !== undefined) return [{ kind: 'term', term, children, line }];
    if (/^(source|lesson):[a-z0-9-]+$/.test(href)) return [{ kind: 'link', href, children, line }];
    const shown = href.length > 60 ? `${href.slice(0, 60)}…` : href;
    this.#mistake(
      line,
      'link',
      `a link may lead to source:ID, term:ID or lesson:ID, not to '${shown}'; list a web address in lesson.yaml under sources`,
    );
    return children;
  }

  #expression(source: string, line: number): Embedded | null {
    try {
      const expression = parseExpression(source);
      if (!readsScene(expression)) {
        this.#mistake(
          line,
          'typed-number',
          `{{${source}}} computes nothing from the scene; write what it is made from`,
        );
      }
      return { kind: 'expression', source, expression, line };
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      this.#mistake(line, 'expression', `{{${source}}}: ${error.message}`);
      return null;
    }
  }

  #formula(tex: string, line: number): readonly (string | Embedded)[] {
    return tex.split(/(\{\{.*?\}\})/s).flatMap((part): readonly (string | Embedded)[] => {
      if (!part.startsWith('{{')) return part === '' ? [] : [part];
      const embedded = this.#expression(part.slice(2, -2).trim(), line);
      return embedded === null ? [] : [embedded];
    });
  }
}

const wide = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]/;
const widePunctuation = /[\uff00-\uff0f\uff1a-\uff20\u3000-\u303f]/;

/** A line break inside a paragraph is a space, except between Chinese characters, where it is nothing. */
function joinedLines(inlines: readonly TemplateInline[]): readonly TemplateInline[] {
  return inlines.map((inline, at) => {
    if (inline.kind !== 'text' || inline.text !== '\n') return inline;
    const before = edge(inlines[at - 1], 'end');
    const after = edge(inlines[at + 1], 'start');
    return { ...inline, text: closesWide(before, after) ? '' : ' ' };
  });
}

function closesWide(before: string, after: string): boolean {
  return (
    (wide.test(before) && wide.test(after)) ||
    widePunctuation.test(before) ||
    widePunctuation.test(after)
  );
}

function edge(inline: TemplateInline | undefined, side: 'start' | 'end'): string {
  if (inline === undefined) return '';
  if (inline.kind === 'text' || inline.kind === 'code')
    return inline.text.slice(...(side === 'start' ? [0, 1] : [-1]));
  if ('children' in inline) return edge(inline.children.at(side === 'start' ? 0 : -1), side);
  return '';
}

/** `firstLine`: the file's line on which the text begins. */
export function readMarkdown(
  file: string,
  text: string,
  firstLine: number,
  mistakes: MistakeList,
): Template {
  return new TemplateReader(file, firstLine, mistakes).read(text);
}

export function readInlineMarkdown(
  file: string,
  text: string,
  line: number,
  mistakes: MistakeList,
): readonly TemplateInline[] {
  return new TemplateReader(file, line, mistakes).readInline(text);
}
