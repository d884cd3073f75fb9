/** One run in the report: settings, figures, charts, source. */
import type { RunRecord } from '../contract/document.ts';
import type { Series } from '../contract/run.ts';
import type { Metrics } from '../simulator/frame.ts';
import { textOf } from './fold.ts';
import { markup, nothing, type Markup } from './markup.ts';
import { chartOf } from './report-chart.ts';
import type { ReportWords } from './report-words.ts';

export interface ReportedRun {
  readonly record: RunRecord;
  /** Null for a run that could not be opened again. */
  readonly figures: {
    readonly hash: string;
    readonly metrics: Metrics;
    readonly series: Series;
  } | null;
}

/** Characters of a source that are printed. */
const printed = 20_000;

export function reportRun(run: ReportedRun, words: ReportWords): Markup {
  const { record, figures } = run;
  const { settings, outcome } = record;
  const unit = settings.geometry === 'bytes' ? words.bytes : words.cells;
  const text = textOf(record);
  return markup`<article><h3>${record.source.name}</h3>
<dl>
<div><dt>${words.collector}</dt><dd>${settings.collector}</dd></div>
<div><dt>${words.allocator}</dt><dd>${settings.allocator}</dd></div>
<div><dt>${words.heap}</dt><dd>${settings.heapBytes} ${unit}</dd></div>
<div><dt>${words.seed}</dt><dd>${settings.seed}</dd></div>
<div><dt>${words.state}</dt><dd>${words.status[outcome.status]}</dd></div>
<div><dt>${words.operations}</dt><dd>${outcome.operations}</dd></div>
<div><dt>${words.events}</dt><dd>${outcome.events}</dd></div>
<div><dt>${words.hash}</dt><dd><code>${figures?.hash ?? outcome.hash ?? '–'}</code></dd></div>
</dl>
${figures === null ? nothing : markup`${metricsOf(figures.metrics, unit, words)}${chartsOf(figures.series, settings.heapBytes, unit, words)}`}
<details><summary>${words.source}</summary><pre>${text.slice(0, printed)}</pre>${text.length > printed ? markup`<p>${words.cut}</p>` : nothing}</details>
</article>`;
}

function metricsOf(metrics: Metrics, unit: string, words: ReportWords): Markup {
  const rows: readonly (readonly [string, string])[] = [
    [words.objectsAllocated, String(metrics.objects.allocated)],
    [words.objectsFreed, String(metrics.objects.freed)],
    [words.objectsLive, String(metrics.objects.live)],
    [words.objectsGarbage, String(metrics.objects.garbage)],
    [words.liveSize, `${metrics.live} ${unit}`],
    [words.garbageSize, `${metrics.garbage} ${unit}`],
    [words.freeSize, `${metrics.free} ${unit}`],
    [words.largestFree, `${metrics.largestFree} ${unit}`],
    [words.peak, `${metrics.peak} ${unit}`],
    [words.fragmentation, percent(metrics.externalFragmentation)],
    [words.internalFragmentation, percent(metrics.internalFragmentation)],
    [words.increments, String(metrics.increments)],
    [words.decrements, String(metrics.decrements)],
    [words.collections, String(metrics.collections)],
    [words.longestPause, String(metrics.longestPause)],
    [words.throughput, percent(metrics.throughput)],
  ];
  return markup`<h4>${words.figures}</h4><dl>${rows.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function chartsOf(series: Series, heap: number, unit: string, words: ReportWords): Markup {
  if (series.seq.length === 0) return nothing;
  const pauses = series.collections;
  return markup`<h4>${words.charts}</h4><p>${words.charted.replace('{unit}', unit)}</p>
${chartOf({
  title: `${words.memory} (${unit})`,
  at: series.seq,
  lines: [
    { name: words.live, values: series.live, style: 'live' },
    { name: words.garbage, values: series.garbage, style: 'garbage' },
    { name: words.free, values: series.free, style: 'free' },
  ],
  most: heap,
  stacked: true,
  stepped: true,
})}
${chartOf({
  title: words.counts,
  at: series.seq,
  lines: [
    { name: words.increments, values: series.increments, style: 'first' },
    { name: words.decrements, values: series.decrements, style: 'second' },
  ],
  stacked: false,
  stepped: false,
})}
${chartOf({
  title: `${words.fragmentation} / ${words.utilisation}`,
  most: 1,
  at: series.seq,
  lines: [
    { name: words.fragmentation, values: series.fragmentation, style: 'first' },
    { name: words.utilisation, values: series.utilisation, style: 'second' },
  ],
  stacked: false,
  stepped: true,
})}
${
  pauses.length === 0
    ? nothing
    : markup`<h4>${words.pauses}</h4>
<table><thead><tr><th>${words.events}</th><th>${words.pause}</th><th>${words.objectsFreed}</th><th>${unit}</th></tr></thead><tbody>${pauses
        .slice(0, 200)
        .map(
          (
            pause,
          ) => markup`<tr><td>${pause.from}–${pause.to}</td><td>${pause.pause}</td><td>${pause.freed}</td><td>${pause.freedBytes}</td></tr>
`,
        )}</tbody></table>`
}`;
}

function percent(ratio: number): string {
  return `${Math.round(ratio * 1_000) / 10} %`;
}
