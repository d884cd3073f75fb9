/** One step as it stands in a language's file: its heading, its text, its question and what is said after the answer. */
import type { Attributes } from './attributes.ts';
import { readAttributes } from './attributes.ts';
import { readInlineMarkdown, readMarkdown } from './markdown.ts';
import type { MistakeList } from './mistake.ts';
import type { Template, TemplateInline } from './template.ts';

export interface OptionText {
  readonly line: number;
  /** Between the brackets: `x` right, empty wrong, else an expression. */
  readonly condition: string;
  /** The wrong rule that gives this option (`M3`, `no-split`), where one does. */
  readonly misconception: string | null;
  readonly text: Template;
  /** What is answered to who chooses it; empty where nothing special is. */
  readonly reply: Template;
}

export interface StepText {
  readonly id: string;
  readonly line: number;
  readonly title: readonly TemplateInline[];
  readonly attributes: Attributes;
  readonly text: Template;
  readonly prompt: Template;
  readonly options: readonly OptionText[];
  readonly explanation: Template;
}

interface Line {
  readonly number: number;
  readonly text: string;
}

const fence = /^\s*(?:```|~~~)/;

/** The heading and its attributes: `## Title {#id …}`, more of them in braces on the lines below it. */
function heading(
  file: string,
  lines: readonly Line[],
  mistakes: MistakeList,
): { readonly title: string; readonly attributes: Attributes; readonly used: number } {
  const first = lines[0];
  const found = /^##\s+(.*?)\s*(?:\{([^{}]*)\})?\s*$/.exec(first?.text ?? '');
  let braces = found?.[2] ?? '';
  let used = 1;
  for (;;) {
    const more = /^\{([^{}]*)\}\s*$/.exec(lines[used]?.text ?? '');
    if (more === null) break;
    braces += ` ${more[1] ?? ''}`;
    used++;
  }
  return {
    title: found?.[1] ?? '',
    attributes: readAttributes(file, first?.number ?? 1, braces, mistakes),
    used,
  };
}

/** Lines as one text, beginning at the first of them; what was taken out stays as empty lines, so that line numbers hold. */
function joined(lines: readonly Line[], keep: (line: Line) => boolean): string {
  return lines.map((line) => (keep(line) ? line.text : '')).join('\n');
}

function outsideFences(lines: readonly Line[]): readonly boolean[] {
  let inside = false;
  return lines.map(({ text }) => {
    if (fence.test(text)) {
      inside = !inside;
      return false;
    }
    return !inside;
  });
}

/** Groups of consecutive lines that begin as `begins` says and go on as `continues` says. */
function groups(
  lines: readonly Line[],
  begins: (text: string) => boolean,
  continues: (text: string) => boolean,
): readonly (readonly Line[])[] {
  const outside = outsideFences(lines);
  const found: Line[][] = [];
  let open: Line[] | null = null;
  lines.forEach((line, at) => {
    if (outside[at] === true && begins(line.text)) {
      open = [line];
      found.push(open);
    } else if (open !== null && continues(line.text)) open.push(line);
    else open = null;
  });
  return found;
}

/** `- [condition] {M3} text`, and `> reply` indented below it. */
function option(file: string, lines: readonly Line[], mistakes: MistakeList): OptionText {
  const [first = { number: 1, text: '' }] = lines;
  let depth = 0;
  let close = first.text.indexOf('[');
  for (let at = close; at < first.text.length; at++) {
    if (first.text[at] === '[') depth++;
    if (first.text[at] === ']' && --depth === 0) {
      close = at;
      break;
    }
  }
  if (depth !== 0)
    mistakes.add(file, first.number, 'option', "the option's condition has no closing ']'");
  const condition = first.text.slice(first.text.indexOf('[') + 1, close).trim();
  const rest = /^\s*(?:\{([A-Za-z][A-Za-z0-9-]{0,59})\})?\s*(.*)$/.exec(
    first.text.slice(close + 1),
  );
  const body = [
    { number: first.number, text: rest?.[2] ?? '' },
    ...lines.slice(1).map(({ number, text }) => ({ number, text: text.trim() })),
  ];
  const isReply = ({ text }: Line): boolean => text.startsWith('>');
  const reply = body.map((line) =>
    isReply(line) ? { ...line, text: line.text.replace(/^>\s?/, '') } : { ...line, text: '' },
  );
  return {
    line: first.number,
    condition,
    misconception: rest?.[1] ?? null,
    text: readMarkdown(
      file,
      joined(body, (line) => !isReply(line)),
      first.number,
      mistakes,
    ),
    reply: readMarkdown(
      file,
      joined(reply, () => true),
      first.number,
      mistakes,
    ),
  };
}

function readStep(file: string, lines: readonly Line[], mistakes: MistakeList): StepText {
  const { title, attributes, used } = heading(file, lines, mistakes);
  const line = lines[0]?.number ?? 1;
  if (attributes.id === null)
    mistakes.add(file, line, 'step', `the step '${title}' has no id; write ## ${title} {#some-id}`);
  const body = lines.slice(used);
  const outside = outsideFences(body);
  const rule = body.findIndex(({ text }, at) => outside[at] === true && /^---\s*$/.test(text));
  const before = rule < 0 ? body : body.slice(0, rule);
  const after = rule < 0 ? [] : body.slice(rule + 1);
  const options = groups(
    before,
    (text) => text.startsWith('- ['),
    (text) => /^\s{2,}\S/.test(text),
  );
  const prompt =
    groups(
      before,
      (text) => text.startsWith('? '),
      (text) => text.trim() !== '' && !text.startsWith('- ['),
    )[0] ?? [];
  const taken = new Set([...options.flat(), ...prompt]);
  const start = body[0]?.number ?? line;
  return {
    id: attributes.id ?? '',
    line,
    title: readInlineMarkdown(file, title, line, mistakes),
    attributes,
    text: readMarkdown(
      file,
      joined(before, (each) => !taken.has(each)),
      start,
      mistakes,
    ),
    prompt: readMarkdown(
      file,
      prompt.map(({ text }, at) => (at === 0 ? text.slice(2) : text)).join('\n'),
      prompt[0]?.number ?? start,
      mistakes,
    ),
    options: options.map((group) => option(file, group, mistakes)),
    explanation: readMarkdown(
      file,
      joined(after, () => true),
      after[0]?.number ?? start,
      mistakes,
    ),
  };
}

/** The sections of a file's body, which begins at `firstLine`. */
export function readSteps(
  file: string,
  text: string,
  firstLine: number,
  mistakes: MistakeList,
): readonly StepText[] {
  const lines = text
    .split('\n')
    .map((each, at) => ({ number: firstLine + at, text: each.replace(/\r$/, '') }));
  const outside = outsideFences(lines);
  const starts = lines.flatMap(({ text: each }, at) =>
    outside[at] === true && /^##\s/.test(each) ? [at] : [],
  );
  const preamble = lines
    .slice(0, starts[0] ?? lines.length)
    .find(({ text: each }) => each.trim() !== '');
  if (preamble !== undefined) {
    mistakes.add(
      file,
      preamble.number,
      'step',
      'text before the first step belongs to no step; begin it with ## Title {#id}',
    );
  }
  return starts.map((start, at) =>
    readStep(file, lines.slice(start, starts[at + 1] ?? lines.length), mistakes),
  );
}
