/** The capstone from its folder: claims to be judged, each with the experiment that decides it. */
import type { Capstone, Claim, CourseFiles } from './course.ts';
import { FolderReader } from './folder-reader.ts';
import { readLab } from './lab.ts';
import { readMarkdown } from './markdown.ts';
import type { MistakeList } from './mistake.ts';
import type { Both } from './schemas.ts';
import { capstoneFileSchema } from './schemas.ts';
import { readYaml } from './yaml-file.ts';

export const capstoneFile = 'claims.yaml';

/** Null where the folder holds none; the mistakes say why. A claim that can't be read is left out. */
export function readCapstone(
  files: CourseFiles,
  folder: string,
  mistakes: MistakeList,
): Capstone | null {
  const reader = new FolderReader(files, folder, mistakes);
  const file = reader.path(capstoneFile);
  const text = reader.text(capstoneFile, 'course.yaml', 1);
  const yaml = text === null ? null : readYaml(file, text, capstoneFileSchema, mistakes);
  if (yaml === null) return null;
  const { value } = yaml;
  const claims = value.claims.flatMap((each, at): Claim[] => {
    const place = ['claims', at] as const;
    const both = (texts: Both, name: string) => ({
      en: readMarkdown(file, texts.en, yaml.lineOf([...place, name, 'en']), mistakes),
      'zh-CN': readMarkdown(file, texts['zh-CN'], yaml.lineOf([...place, name, 'zh-CN']), mistakes),
    });
    const experiment = readLab(reader, yaml, each.experiment, [...place, 'experiment']);
    if (experiment === null) return [];
    return [
      {
        id: each.id,
        claim: both(each.claim, 'claim'),
        verdict: each.verdict,
        because: both(each.because, 'because'),
        lesson: each.lesson,
        experiment,
        line: yaml.lineOf(place),
      },
    ];
  });
  return {
    file,
    folder,
    title: value.title,
    about: value.about,
    minutes: value.minutes,
    sources: value.sources.map((source, at) => ({
      ...source,
      line: yaml.lineOf(['sources', at]),
    })),
    claims,
  };
}
