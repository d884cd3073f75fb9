/** A lab as it stands in a YAML file: a start, a goal, a solution. Lessons have one, each claim of the capstone too. */
import type { ProgramOptions } from '../../contract/run.ts';
import { defaultSettings } from '../../simulator/settings.ts';
import type { Lab, LabCheck } from './course.ts';
import { defined, type FolderReader } from './folder-reader.ts';
import { readMarkdown } from './markdown.ts';
import type { Both, LabFile } from './schemas.ts';
import type { YamlFile } from './yaml-file.ts';

/** What a program of a lesson may do before it is stopped. */
export const lessonProgramOptions: ProgramOptions = { escape: 'go', roots: null, steps: 200_000 };

/** `place`: the keys that lead to it in the file. Null where its sources are missing; the mistakes say so. */
export function readLab(
  reader: FolderReader,
  yaml: Pick<YamlFile<unknown>, 'file' | 'lineOf'>,
  value: LabFile,
  place: readonly PropertyKey[],
): Lab | null {
  const lineOf = (path: readonly PropertyKey[]): number => yaml.lineOf([...place, ...path]);
  const { file } = yaml;
  const start = reader.source(value.start, file, lineOf(['start']));
  const solution = reader.source(value.solution, file, lineOf(['solution']));
  if (start === null || solution === null) return null;
  const both = (texts: Both, path: readonly PropertyKey[]) => ({
    en: readMarkdown(file, texts.en, lineOf([...path, 'en']), reader.mistakes),
    'zh-CN': readMarkdown(file, texts['zh-CN'], lineOf([...path, 'zh-CN']), reader.mistakes),
  });
  const checks = value.checks.flatMap((check, at): LabCheck[] => {
    const line = lineOf(['checks', at]);
    const that = reader.expression(check.that, file, lineOf(['checks', at, 'that']));
    if (that === null) return [];
    const found =
      check.found === undefined
        ? null
        : reader.expression(check.found, file, lineOf(['checks', at, 'found']));
    return [
      {
        id: check.id,
        text: both(check.text, ['checks', at, 'text']),
        that,
        found,
        under: check.under === undefined ? null : defined(check.under),
        line,
      },
    ];
  });
  const settings = { ...defaultSettings, ...defined(value.settings) };
  for (const name of Object.keys(value.solved)) {
    if (!value.open.some((open) => open === name))
      reader.mistakes.add(
        file,
        lineOf(['solved']),
        'lab',
        `the solution sets '${name}', which the learner may not: list it under open`,
      );
  }
  return {
    file,
    title: value.title,
    goal: both(value.goal, ['goal']),
    start,
    solution,
    settings,
    program:
      start.kind === 'program'
        ? { ...lessonProgramOptions, ...defined(value.program ?? {}) }
        : null,
    open: value.open,
    solved: { ...settings, ...defined(value.solved) },
    limits: value.limits,
    checks,
  };
}
