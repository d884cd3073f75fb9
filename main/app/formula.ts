/** TeX as MathML, which Chromium prints without fonts or styles of its own. */
import katex from 'katex';
import type { Markup } from '../session/markup.ts';

export function formula(tex: string, displayed: boolean): Markup {
  return {
    html: katex.renderToString(tex, {
      output: 'mathml',
      displayMode: displayed,
      throwOnError: false,
      trust: false,
    }),
  };
}
