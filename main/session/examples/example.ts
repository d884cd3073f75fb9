/** What an example of the sandbox is, as it is written down and as it is handed out. */
import type { Result } from '../../contract/contract.ts';
import type { Language } from '../../contract/course.ts';
import type { Source } from '../../contract/run.ts';
import { defaultSettings, type HeapSettings } from '../../simulator/settings.ts';

export type Example = Result<'run/examples'>[number];

type Both = Readonly<Record<Language, string>>;

/** An example as it is written down. Settings that are not named are the usual ones. */
export interface Written {
  readonly id: string;
  readonly kind: Source['kind'];
  readonly group: Example['group'];
  /** Number of the lesson it belongs to, 1 … 18. */
  readonly lesson: number;
  readonly title: Both;
  /** One sentence: what it shows. */
  readonly about: Both;
  /** What to do, and where to look. */
  readonly look: Both;
  readonly settings: Partial<HeapSettings>;
  /** A comment that stands alone on its line says the same in both languages: `// English ¦ 中文`. */
  readonly text: string;
}

const comment = /^(?<open>\s*(?:\/\/|#) )(?<english>.*) ¦ (?<chinese>.*)$/gmu;

/** The source with its comments in one language. */
function inLanguage(text: string, language: Language): string {
  return text.replace(comment, language === 'en' ? '$<open>$<english>' : '$<open>$<chinese>');
}

export function exampleIn(written: Written, language: Language): Example {
  const { id, kind, group, lesson, title, about, look, settings, text } = written;
  return {
    id,
    group,
    lesson,
    title: title[language],
    about: about[language],
    look: look[language],
    source: {
      kind,
      name: kind === 'program' ? 'main.go' : title[language],
      text: inLanguage(text, language),
    },
    settings: { ...defaultSettings, ...settings },
  };
}
