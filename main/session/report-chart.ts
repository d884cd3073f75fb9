/** Charts of the report as drawings without code: lines and areas over a range of events. */
import { markup, type Markup } from './markup.ts';

export interface ChartLine {
  readonly name: string;
  readonly values: ArrayLike<number>;
  /** Class of the line, which the report's style gives its colour and dashes. */
  readonly style: string;
}

export interface ChartOfLines {
  readonly title: string;
  /** Positions of the samples; as many as each line has values. */
  readonly at: ArrayLike<number>;
  readonly lines: readonly ChartLine[];
  /** Top of the axis, where it is known; otherwise the next plain number over the greatest value. */
  readonly most?: number;
  /** Areas on top of one another instead of lines. */
  readonly stacked: boolean;
  /** Steps between samples: a value holds until the next one. */
  readonly stepped: boolean;
}

const width = 640;
const height = 200;
const left = 64;
const right = 12;
const top = 28;
const bottom = 28;

/** An empty chart where there is no sample: nothing is drawn and nothing fails. */
export function chartOf(chart: ChartOfLines): Markup {
  const samples = chart.at.length;
  const layers = chart.stacked
    ? stack(chart.lines, samples)
    : chart.lines.map((line) => line.values);
  const most = chart.most ?? roundUp(greatest(layers));
  const first = chart.at[0] ?? 0;
  const last = chart.at[samples - 1] ?? 0;
  const x = (value: number): number =>
    left + ((value - first) / (last - first || 1)) * (width - left - right);
  const y = (value: number): number => height - bottom - (value / most) * (height - top - bottom);

  const drawn = chart.lines.map((line, index) => {
    const path = pathOf(chart, layers[index] ?? [], x, y);
    if (!chart.stacked) return markup`<path class="line ${line.style}" d="${path}"/>`;
    const base = `L${round(x(last))} ${round(y(0))}L${round(x(first))} ${round(y(0))}Z`;
    return markup`<path class="area ${line.style}" d="${path}${base}"/>`;
  });
  // The lowest layer is drawn last, over the ones that include it.
  if (chart.stacked) drawn.reverse();

  const description = chart.lines
    .map(
      (line) =>
        `${line.name}: ${String(line.values[0] ?? 0)} … ${String(line.values[samples - 1] ?? 0)}`,
    )
    .join('; ');
  return markup`<figure><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${chart.title}. ${description}">
<text class="title" x="${left}" y="16">${chart.title}</text>
${[0, most / 2, most].map(
  (value) =>
    markup`<line class="grid" x1="${left}" x2="${width - right}" y1="${round(y(value))}" y2="${round(y(value))}"/><text class="tick" text-anchor="end" x="${left - 6}" y="${round(y(value) + 4)}">${label(value)}</text>`,
)}
<text class="tick" x="${left}" y="${height - 8}">${label(first)}</text><text class="tick" text-anchor="end" x="${width - right}" y="${height - 8}">${label(last)}</text>
${samples === 0 ? [] : drawn}
</svg><figcaption>${chart.lines.map((line) => markup`<span class="key ${line.style}">${line.name}</span> `)}</figcaption></figure>`;
}

function pathOf(
  chart: ChartOfLines,
  values: ArrayLike<number>,
  x: (value: number) => number,
  y: (value: number) => number,
): string {
  let path = '';
  for (let index = 0; index < chart.at.length; index += 1) {
    const place = round(x(chart.at[index] ?? 0));
    const value = round(y(values[index] ?? 0));
    if (index === 0) path = `M${place} ${value}`;
    else path += chart.stepped ? `H${place}V${value}` : `L${place} ${value}`;
  }
  return path;
}

/** Each layer is the sum of its line and of all before it. */
function stack(lines: readonly ChartLine[], samples: number): number[][] {
  const layers: number[][] = [];
  let before = new Array<number>(samples).fill(0);
  for (const line of lines) {
    before = before.map((value, index) => value + (line.values[index] ?? 0));
    layers.push(before);
  }
  return layers;
}

function greatest(layers: readonly ArrayLike<number>[]): number {
  let most = 0;
  for (const layer of layers) {
    for (let index = 0; index < layer.length; index += 1) most = Math.max(most, layer[index] ?? 0);
  }
  return most;
}

/** The next of 1, 2, 2.5, 5 times a power of ten, so that the axis has plain numbers. */
function roundUp(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 2.5, 5, 10].find((each) => each * power >= value * 0.999_999) ?? 10;
  return step * power;
}

function round(value: number): number {
  return Number.isFinite(value) ? Math.round(value * 100) / 100 : 0;
}

function label(value: number): string {
  if (value >= 1_000_000) return `${round(value / 1_000_000)} M`;
  if (value >= 10_000) return `${round(value / 1_000)} k`;
  return String(round(value));
}
