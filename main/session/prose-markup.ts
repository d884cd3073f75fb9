/** Prose as HTML for what is printed. Formulas are set by whoever has a library for that. */
import type { Block, Inline, Prose } from '../contract/prose.ts';
import { markup, type Markup } from './markup.ts';

/** TeX as MathML; made by a library, so it is taken as markup. */
export type SetFormula = (tex: string, displayed: boolean) => Markup;

function inlineMarkup(inline: Inline, formula: SetFormula): Markup {
  switch (inline.kind) {
    case 'strong':
      return markup`<strong>${inlinesMarkup(inline.children, formula)}</strong>`;
    case 'emphasis':
      return markup`<em>${inlinesMarkup(inline.children, formula)}</em>`;
    case 'link':
      return markup`${inlinesMarkup(inline.children, formula)}`;
    case 'code':
      return markup`<code>${inline.text}</code>`;
    case 'formula':
      return formula(inline.tex, false);
    case 'object':
      return markup`<b class="object">${inline.text}</b>`;
    case 'text':
    case 'figure':
    case 'term':
      return markup`${inline.text}`;
  }
}

function inlinesMarkup(inlines: readonly Inline[], formula: SetFormula): readonly Markup[] {
  return inlines.map((inline) => inlineMarkup(inline, formula));
}

function blockMarkup(block: Block, formula: SetFormula): Markup {
  switch (block.kind) {
    case 'paragraph':
      return markup`<p>${inlinesMarkup(block.children, formula)}</p>`;
    case 'heading':
      return markup`<h4>${inlinesMarkup(block.children, formula)}</h4>`;
    case 'list': {
      const items = block.items.map((item) => markup`<li>${proseMarkup(item, formula)}</li>`);
      return block.ordered ? markup`<ol>${items}</ol>` : markup`<ul>${items}</ul>`;
    }
    case 'listing':
      return markup`<pre>${block.text}</pre>`;
    case 'formula':
      return markup`<p>${formula(block.tex, true)}</p>`;
    case 'quote':
      return markup`<blockquote>${proseMarkup(block.children, formula)}</blockquote>`;
    case 'table':
      return markup`<table><thead><tr>${block.head.map(
        (cell) => markup`<th>${inlinesMarkup(cell, formula)}</th>`,
      )}</tr></thead><tbody>${block.rows.map(
        (row) =>
          markup`<tr>${row.map((cell) => markup`<td>${inlinesMarkup(cell, formula)}</td>`)}</tr>`,
      )}</tbody></table>`;
  }
}

export function proseMarkup(prose: Prose, formula: SetFormula): readonly Markup[] {
  return prose.map((block) => blockMarkup(block, formula));
}
