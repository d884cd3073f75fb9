/** A language's file of a lesson: front matter in YAML, then the steps. */
import { frontMatterSchema } from './schemas.ts';
import type { MistakeList } from './mistake.ts';
import { readMarkdown } from './markdown.ts';
import type { StepText } from './step-text.ts';
import { readSteps } from './step-text.ts';
import type { Template } from './template.ts';
import { readYaml } from './yaml-file.ts';

export interface LessonText {
  readonly file: string;
  readonly title: string;
  readonly about: string;
  readonly objectives: readonly { readonly text: Template; readonly line: number }[];
  readonly steps: readonly StepText[];
}

const frontMatter = /^---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;

export function readLessonText(
  file: string,
  text: string,
  mistakes: MistakeList,
): LessonText | null {
  const found = frontMatter.exec(text);
  if (found === null) {
    mistakes.add(
      file,
      1,
      'front-matter',
      "the file must begin with '---', title, about and objectives, and '---'",
    );
    return null;
  }
  const head = readYaml(file, found[1] ?? '', frontMatterSchema, mistakes, 2);
  const firstLine = found[0].split('\n').length;
  const steps = readSteps(file, text.slice(found[0].length), firstLine, mistakes);
  if (steps.length === 0)
    mistakes.add(
      file,
      firstLine,
      'step',
      'the lesson has no steps; a step begins with ## Title {#id}',
    );
  if (head === null) return null;
  return {
    file,
    title: head.value.title,
    about: head.value.about,
    objectives: head.value.objectives.map((objective, at) => {
      const line = head.lineOf(['objectives', at]);
      return { text: readMarkdown(file, objective, line, mistakes), line };
    }),
    steps,
  };
}
