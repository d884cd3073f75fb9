/** What stands beside and on the lines: breakpoints, escape decisions, the line the run stands at. */
import {
  RangeSet,
  StateEffect,
  StateField,
  type EditorState,
  type Extension,
  type Range,
} from '@codemirror/state';
import {
  Decoration,
  EditorView,
  gutter,
  GutterMarker,
  keymap,
  type DecorationSet,
} from '@codemirror/view';

/** Lines are numbered from 1; null stands nowhere. */
const setCurrentLine = StateEffect.define<number | null>();
const setBreakpointLines = StateEffect.define<readonly number[]>();
export interface EscapeMark {
  readonly line: number;
  readonly place: 'stack' | 'heap';
  /** One letter or character in the gutter. */
  readonly short: string;
  /** The whole decision with its reason. */
  readonly text: string;
}
const setEscapeMarks = StateEffect.define<readonly EscapeMark[]>();

const currentLine = Decoration.line({ class: 'heapwise-current' });

function lineStart(state: EditorState, line: number): number | null {
  return line >= 1 && line <= state.doc.lines ? state.doc.line(line).from : null;
}

const currentField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (marks, change) => {
    let moved = marks.map(change.changes);
    for (const effect of change.effects) {
      if (!effect.is(setCurrentLine)) continue;
      const at = effect.value === null ? null : lineStart(change.state, effect.value);
      moved = at === null ? Decoration.none : Decoration.set([currentLine.range(at)]);
    }
    return moved;
  },
  provide: (field) => EditorView.decorations.from(field),
});

class BreakpointMarker extends GutterMarker {
  override toDOM(): HTMLElement {
    const dot = document.createElement('div');
    dot.className = 'heapwise-breakpoint';
    return dot;
  }
}
const breakpoint = new BreakpointMarker();

const breakpointField = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update: (marks, change) => {
    let moved = marks.map(change.changes);
    for (const effect of change.effects) {
      if (!effect.is(setBreakpointLines)) continue;
      const places = effect.value.flatMap((line) => lineStart(change.state, line) ?? []);
      moved = RangeSet.of(places.toSorted((a, b) => a - b).map((at) => breakpoint.range(at)));
    }
    return moved;
  },
});

class EscapeMarker extends GutterMarker {
  readonly mark: EscapeMark;
  constructor(mark: EscapeMark) {
    super();
    this.mark = mark;
  }
  override eq(other: GutterMarker): boolean {
    return other instanceof EscapeMarker && other.mark.text === this.mark.text;
  }
  override toDOM(): HTMLElement {
    const label = document.createElement('span');
    label.className = `heapwise-escape ${this.mark.place}`;
    label.textContent = this.mark.short;
    label.title = this.mark.text;
    return label;
  }
}

const escapeField = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update: (marks, change) => {
    let moved = marks.map(change.changes);
    for (const effect of change.effects) {
      if (effect.is(setEscapeMarks))
        moved = RangeSet.of(escapeRanges(change.state, effect.value), true);
    }
    return moved;
  },
});

/** One marker a line: several decisions on a line are told together, and one that escapes shows. */
function escapeRanges(state: EditorState, marks: readonly EscapeMark[]): Range<GutterMarker>[] {
  const byLine = new Map<number, EscapeMark>();
  for (const mark of marks) {
    const other = byLine.get(mark.line);
    if (other === undefined) byLine.set(mark.line, mark);
    else {
      const shown = other.place === 'heap' ? other : mark;
      byLine.set(mark.line, { ...shown, text: `${other.text}\n${mark.text}` });
    }
  }
  return [...byLine.values()].flatMap((mark) => {
    const at = lineStart(state, mark.line);
    return at === null ? [] : [new EscapeMarker(mark).range(at)];
  });
}

/** The line's breakpoints now, from 1, after whatever was typed above them. */
export function breakpointLines(state: EditorState): number[] {
  const lines: number[] = [];
  state.field(breakpointField).between(0, state.doc.length, (from) => {
    lines.push(state.doc.lineAt(from).number);
  });
  return lines;
}

export function lineMarks(onbreakpoint: ((line: number) => void) | null): Extension {
  const toggles: Extension =
    onbreakpoint === null
      ? []
      : [
          gutter({
            class: 'heapwise-marks',
            markers: (view) => view.state.field(breakpointField),
            initialSpacer: () => breakpoint,
            domEventHandlers: {
              mousedown: (view, block) => {
                onbreakpoint(view.state.doc.lineAt(block.from).number);
                return true;
              },
            },
          }),
          keymap.of([
            {
              key: 'F9',
              run: (view) => {
                onbreakpoint(view.state.doc.lineAt(view.state.selection.main.head).number);
                return true;
              },
            },
          ]),
          gutter({ class: 'heapwise-escapes', markers: (view) => view.state.field(escapeField) }),
        ];
  return [currentField, breakpointField, escapeField, toggles];
}

export function showCurrentLine(view: EditorView, line: number | null): void {
  const effects: StateEffect<unknown>[] = [setCurrentLine.of(line)];
  const at = line === null ? null : lineStart(view.state, line);
  if (at !== null && !view.hasFocus)
    effects.push(EditorView.scrollIntoView(at, { y: 'nearest', yMargin: 40 }));
  view.dispatch({ effects });
}

export function showBreakpoints(view: EditorView, lines: readonly number[]): void {
  view.dispatch({ effects: setBreakpointLines.of(lines) });
}

export function showEscapes(view: EditorView, marks: readonly EscapeMark[]): void {
  view.dispatch({ effects: setEscapeMarks.of(marks) });
}
