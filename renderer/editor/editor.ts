/** The source editor: CodeMirror with the marks of a run. It knows nothing of hosts and places. */
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { go } from '@codemirror/lang-go';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { Compartment, EditorState, Transaction, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import {
  breakpointLines,
  lineMarks,
  showBreakpoints,
  showCurrentLine,
  showEscapes,
  type EscapeMark,
} from './marks.ts';
import { editorTheme } from './editor-theme.ts';
import { operationsLanguage } from './operations-language.ts';

export type SourceKind = 'operations' | 'program';

/** A mistake at a place a person can go to, line and column from 1. */
export interface PlacedProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface EditorSettings {
  /** A shadow root: there the editor's sheets are constructed ones, which the page's policy allows. */
  readonly root: ShadowRoot;
  readonly text: string;
  readonly kind: SourceKind;
  /** What the text field is called by a screen reader. */
  readonly label: string;
  readonly onchange: (text: string) => void;
  /** The breakpoints have changed or moved; lines from 1. */
  readonly onbreakpoints: (lines: readonly number[]) => void;
}

/** A text field that can be reached by Tab, and scrolled from there. */
function named(label: string): Record<string, string> {
  return { 'aria-label': label, tabindex: '0' };
}

export class Editor {
  readonly #view: EditorView;
  readonly #language = new Compartment();
  readonly #label = new Compartment();
  readonly #onbreakpoints: (lines: readonly number[]) => void;

  constructor(settings: EditorSettings) {
    this.#onbreakpoints = settings.onbreakpoints;
    this.#view = new EditorView({
      root: settings.root,
      parent: settings.root,
      state: EditorState.create({
        doc: settings.text,
        extensions: [
          this.#language.of(this.#forKind(settings.kind)),
          lineNumbers(),
          history(),
          drawSelection(),
          bracketMatching(),
          indentOnInput(),
          highlightActiveLine(),
          highlightActiveLineGutter(),
          EditorState.tabSize.of(4),
          this.#label.of(EditorView.contentAttributes.of(named(settings.label))),
          editorTheme,
          // Control and Enter run the source: they must not add a line to it.
          keymap.of([{ key: 'Mod-Enter', run: () => true }, ...defaultKeymap, ...historyKeymap]),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged) return;
            const typed = update.transactions.some(
              (one) => one.annotation(Transaction.remote) !== true,
            );
            if (typed) settings.onchange(update.state.doc.toString());
            this.#onbreakpoints(breakpointLines(update.state));
          }),
        ],
      }),
    });
  }

  /** Replaces the whole text; what follows from it is the caller's, so `onchange` stays silent. */
  setText(text: string): void {
    const now = this.#view.state.doc.toString();
    if (now === text) return;
    // What both share at the start stays, so that marks and scrolling do.
    let same = 0;
    while (same < now.length && same < text.length && now[same] === text[same]) same += 1;
    this.#view.dispatch({
      changes: { from: same, to: now.length, insert: text.slice(same) },
      annotations: Transaction.remote.of(true),
    });
  }

  setKind(kind: SourceKind): void {
    this.#view.dispatch({ effects: this.#language.reconfigure(this.#forKind(kind)) });
  }

  setLabel(label: string): void {
    this.#view.dispatch({
      effects: this.#label.reconfigure(EditorView.contentAttributes.of(named(label))),
    });
  }

  setProblems(problems: readonly PlacedProblem[]): void {
    const { doc } = this.#view.state;
    const diagnostics = problems.map((problem): Diagnostic => {
      const line = doc.line(Math.min(Math.max(1, problem.line), doc.lines));
      const from = Math.min(line.from + Math.max(0, problem.column - 1), line.to);
      const word = /^[\p{L}\p{N}_]+|^\S/u.exec(doc.sliceString(from, line.to));
      return {
        from,
        to: from + (word?.[0].length ?? 0),
        severity: 'error',
        message: problem.message,
      };
    });
    this.#view.dispatch(setDiagnostics(this.#view.state, diagnostics));
  }

  setCurrentLine(line: number | null): void {
    showCurrentLine(this.#view, line);
  }

  setBreakpoints(lines: readonly number[]): void {
    showBreakpoints(this.#view, lines);
  }

  setEscapes(marks: readonly EscapeMark[]): void {
    showEscapes(this.#view, marks);
  }

  /** Line of the cursor, from 1. */
  get line(): number {
    return this.#view.state.doc.lineAt(this.#view.state.selection.main.head).number;
  }

  /** Puts the cursor there and shows it. */
  goTo(line: number, column: number): void {
    const { doc } = this.#view.state;
    const place = doc.line(Math.min(Math.max(1, line), doc.lines));
    const at = Math.min(place.from + Math.max(0, column - 1), place.to);
    this.#view.dispatch({
      selection: { anchor: at },
      effects: EditorView.scrollIntoView(at, { y: 'center' }),
    });
    this.#view.focus();
  }

  destroy(): void {
    this.#view.destroy();
  }

  #forKind(kind: SourceKind): Extension {
    if (kind === 'operations') return [operationsLanguage, lineMarks(null)];
    // In a script Tab leaves the field; in a program it indents, and Escape before it leaves.
    return [go(), indentUnit.of('\t'), keymap.of([indentWithTab]), lineMarks(this.#toggle)];
  }

  readonly #toggle = (line: number): void => {
    const lines = breakpointLines(this.#view.state);
    const others = lines.filter((one) => one !== line);
    const next =
      others.length === lines.length ? [...lines, line].toSorted((a, b) => a - b) : others;
    this.setBreakpoints(next);
    this.#onbreakpoints(next);
  };
}
