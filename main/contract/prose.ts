/**
 * Text for people as a small tree, made from Markdown where lessons are read. Nothing in it can run
 * or fetch anything: lessons are untrusted input, so what reaches the window is this tree, never HTML.
 */
import { z } from 'zod';

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong'; readonly children: readonly Inline[] }
  | { readonly kind: 'emphasis'; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'formula'; readonly tex: string }
  /** A number computed from the scene, not typed in. */
  | { readonly kind: 'figure'; readonly text: string }
  /** An object of the stage: hovering or focusing it shows it there. */
  | { readonly kind: 'object'; readonly object: number; readonly text: string }
  /** A term of the glossary. */
  | { readonly kind: 'term'; readonly term: string; readonly text: string }
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly Inline[] };

export type Block =
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly kind: 'heading'; readonly level: number; readonly children: readonly Inline[] }
  | {
      readonly kind: 'list';
      readonly ordered: boolean;
      readonly items: readonly (readonly Block[])[];
    }
  | { readonly kind: 'listing'; readonly language: string; readonly text: string }
  | { readonly kind: 'formula'; readonly tex: string }
  | {
      readonly kind: 'table';
      readonly head: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  | { readonly kind: 'quote'; readonly children: readonly Block[] };

export type Prose = readonly Block[];

export const inlineSchema: z.ZodType<Inline> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('text'), text: z.string() }),
    z.object({ kind: z.literal('strong'), children: z.array(inlineSchema) }),
    z.object({ kind: z.literal('emphasis'), children: z.array(inlineSchema) }),
    z.object({ kind: z.literal('code'), text: z.string() }),
    z.object({ kind: z.literal('formula'), tex: z.string() }),
    z.object({ kind: z.literal('figure'), text: z.string() }),
    z.object({ kind: z.literal('object'), object: z.number().int(), text: z.string() }),
    z.object({ kind: z.literal('term'), term: z.string(), text: z.string() }),
    z.object({ kind: z.literal('link'), href: z.string(), children: z.array(inlineSchema) }),
  ]),
);

export const blockSchema: z.ZodType<Block> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('paragraph'), children: z.array(inlineSchema) }),
    z.object({
      kind: z.literal('heading'),
      level: z.number().int(),
      children: z.array(inlineSchema),
    }),
    z.object({
      kind: z.literal('list'),
      ordered: z.boolean(),
      items: z.array(z.array(blockSchema)),
    }),
    z.object({ kind: z.literal('listing'), language: z.string(), text: z.string() }),
    z.object({ kind: z.literal('formula'), tex: z.string() }),
    z.object({
      kind: z.literal('table'),
      head: z.array(z.array(inlineSchema)),
      rows: z.array(z.array(z.array(inlineSchema))),
    }),
    z.object({ kind: z.literal('quote'), children: z.array(blockSchema) }),
  ]),
);

export const proseSchema = z.array(blockSchema);
