/**
 * Text of a lesson before its numbers are known: the prose tree with expressions in it. Filled at
 * a moment of a scene it becomes prose; the window never sees an expression.
 */
import type { Block, Inline } from '../../contract/prose.ts';
import { HistoryError } from '../history.ts';
import { evaluate } from '../expression/evaluate.ts';
import type { Scope } from '../expression/scope.ts';
import type { Expression } from '../expression/syntax.ts';
import { ExpressionError } from '../expression/syntax.ts';
import type { Value } from '../expression/values.ts';
import { isList, isReference, kindOf, numberText } from '../expression/values.ts';
import { machineWord, speaksMachineWords } from './value-words.ts';

export interface Embedded {
  readonly kind: 'expression';
  readonly source: string;
  readonly expression: Expression;
  readonly line: number;
}

export type TemplateInline =
  | { readonly kind: 'text'; readonly text: string; readonly line: number }
  | { readonly kind: 'strong' | 'emphasis'; readonly children: readonly TemplateInline[] }
  | { readonly kind: 'code'; readonly text: string }
  | {
      readonly kind: 'formula';
      readonly parts: readonly (string | Embedded)[];
      readonly line: number;
    }
  | {
      readonly kind: 'term';
      readonly term: string;
      readonly children: readonly TemplateInline[];
      readonly line: number;
    }
  | {
      readonly kind: 'link';
      readonly href: string;
      readonly children: readonly TemplateInline[];
      readonly line: number;
    }
  | Embedded;

export type TemplateBlock =
  | { readonly kind: 'paragraph'; readonly children: readonly TemplateInline[] }
  | {
      readonly kind: 'heading';
      readonly level: number;
      readonly children: readonly TemplateInline[];
    }
  | {
      readonly kind: 'list';
      readonly ordered: boolean;
      readonly items: readonly (readonly TemplateBlock[])[];
    }
  | { readonly kind: 'listing'; readonly language: string; readonly text: string }
  | {
      readonly kind: 'formula';
      readonly parts: readonly (string | Embedded)[];
      readonly line: number;
    }
  | {
      readonly kind: 'table';
      readonly head: readonly (readonly TemplateInline[])[];
      readonly rows: readonly (readonly (readonly TemplateInline[])[])[];
    }
  | { readonly kind: 'quote'; readonly children: readonly TemplateBlock[] };

export type Template = readonly TemplateBlock[];

/** What `source:` links lead to, and where a lesson's numbers come from. */
export interface Filling {
  readonly scope: Scope | null;
  readonly language: 'en' | 'zh-CN';
  sourceHref(id: string): string | null;
}

function inlineOf(value: Value, filling: Filling): readonly Inline[] {
  if (isReference(value)) {
    const name = filling.scope?.history.nameOf(value.object) ?? `#${value.object}`;
    return [{ kind: 'object', object: value.object, text: name }];
  }
  if (isList(value)) {
    const comma: Inline = { kind: 'text', text: filling.language === 'en' ? ', ' : '、' };
    if (value.length === 0)
      return [{ kind: 'figure', text: filling.language === 'en' ? 'none' : '无' }];
    return value.flatMap((item, at) =>
      at === 0 ? inlineOf(item, filling) : [comma, ...inlineOf(item, filling)],
    );
  }
  return [{ kind: 'figure', text: valueText(value) }];
}

function valueText(value: number | string | boolean | null): string {
  if (value === null) return 'nil';
  if (typeof value === 'boolean')
    throw new ExpressionError(`a text can't show ${kindOf(value)}; use a condition`);
  return typeof value === 'number' ? numberText(value) : value;
}

function valueOf(embedded: Embedded, filling: Filling): Value {
  if (filling.scope === null)
    throw new HistoryError('there is no scene here that an expression could be computed from');
  return evaluate(embedded.expression, filling.scope);
}

function texOf(parts: readonly (string | Embedded)[], filling: Filling): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      return inlineOf(valueOf(part, filling), filling)
        .map((inline) => ('text' in inline ? inline.text : ''))
        .map((text) => (/^[\d.-]+$/.test(text) ? text : `\\text{${text}}`))
        .join('');
    })
    .join('');
}

function fillInline(inline: TemplateInline, filling: Filling): readonly Inline[] {
  switch (inline.kind) {
    case 'text':
      return [{ kind: 'text', text: inline.text }];
    case 'code':
      return [inline];
    case 'strong':
    case 'emphasis':
      return [{ kind: inline.kind, children: fillInlines(inline.children, filling) }];
    case 'formula':
      return [{ kind: 'formula', tex: texOf(inline.parts, filling) }];
    case 'term':
      return [
        { kind: 'term', term: inline.term, text: plainText(fillInlines(inline.children, filling)) },
      ];
    case 'link': {
      const children = fillInlines(inline.children, filling);
      if (!inline.href.startsWith('source:'))
        return [{ kind: 'link', href: inline.href, children }];
      const href = filling.sourceHref(inline.href.slice('source:'.length));
      return href === null ? children : [{ kind: 'link', href, children }];
    }
    case 'expression': {
      const shown = inlineOf(valueOf(inline, filling), filling);
      return speaksMachineWords(inline.expression) ? shown.map(inWords(filling.language)) : shown;
    }
  }
}

const inWords =
  (language: Filling['language']) =>
  (inline: Inline): Inline =>
    inline.kind === 'figure' ? { kind: 'text', text: machineWord(inline.text, language) } : inline;

function fillInlines(inlines: readonly TemplateInline[], filling: Filling): readonly Inline[] {
  return inlines.flatMap((inline) => fillInline(inline, filling));
}

function fillBlock(block: TemplateBlock, filling: Filling): Block {
  switch (block.kind) {
    case 'paragraph':
      return { kind: 'paragraph', children: fillInlines(block.children, filling) };
    case 'heading':
      return {
        kind: 'heading',
        level: block.level,
        children: fillInlines(block.children, filling),
      };
    case 'list':
      return {
        kind: 'list',
        ordered: block.ordered,
        items: block.items.map((item) => fill(item, filling)),
      };
    case 'listing':
      return block;
    case 'formula':
      return { kind: 'formula', tex: texOf(block.parts, filling) };
    case 'table':
      return {
        kind: 'table',
        head: block.head.map((cell) => fillInlines(cell, filling)),
        rows: block.rows.map((row) => row.map((cell) => fillInlines(cell, filling))),
      };
    case 'quote':
      return { kind: 'quote', children: fill(block.children, filling) };
  }
}

/** Throws an ExpressionError or a HistoryError where an expression means nothing at this moment. */
export function fill(template: Template, filling: Filling): Block[] {
  return template.map((block) => fillBlock(block, filling));
}

export function plainText(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      switch (inline.kind) {
        case 'strong':
        case 'emphasis':
        case 'link':
          return plainText(inline.children);
        case 'formula':
          return inline.tex;
        default:
          return inline.text;
      }
    })
    .join('');
}

/** Every inline of a template, those inside others included, with whether a link to a source holds it. */
export function* inlinesIn(
  template: Template,
): Generator<{ readonly inline: TemplateInline; readonly cited: boolean }> {
  for (const block of template) {
    switch (block.kind) {
      case 'paragraph':
      case 'heading':
        yield* nested(block.children, false);
        break;
      case 'list':
        for (const item of block.items) yield* inlinesIn(item);
        break;
      case 'quote':
        yield* inlinesIn(block.children);
        break;
      case 'table':
        for (const cell of [...block.head, ...block.rows.flat()]) yield* nested(cell, false);
        break;
      case 'formula':
        yield { inline: block, cited: false };
        break;
      case 'listing':
        break;
    }
  }
}

function* nested(
  inlines: readonly TemplateInline[],
  cited: boolean,
): Generator<{ readonly inline: TemplateInline; readonly cited: boolean }> {
  for (const inline of inlines) {
    yield { inline, cited };
    if ('children' in inline) {
      const within = cited || (inline.kind === 'link' && /^(source|lesson):/.test(inline.href));
      yield* nested(inline.children, within);
    }
  }
}
