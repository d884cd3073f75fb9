/** KaTeX and its sheet, loaded with the first formula: most places have none. */
import katex from 'katex';
import 'katex/dist/katex.min.css';

/** Sets a formula into `place`. KaTeX builds elements, never a string of HTML, and with `trust` off no command can fetch or link. */
export function typeset(tex: string, place: HTMLElement, displayMode: boolean): void {
  katex.render(tex, place, {
    displayMode,
    output: 'htmlAndMathml',
    throwOnError: false,
    trust: false,
  });
}
