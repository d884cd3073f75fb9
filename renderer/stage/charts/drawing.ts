/** Chart.js, as little of it as is needed, in the colours of the tokens and without animation. */
import {
  BarController,
  BarElement,
  Chart,
  Decimation,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  type ChartConfiguration,
  type Plugin,
} from 'chart.js';
import { tokenOf } from '../theme.ts';
import type { ChartFigures } from './figures.ts';

Chart.register(
  BarController,
  BarElement,
  Decimation,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
);

/** What is marked on every chart: the present moment, and a life. */
export interface ChartMarks {
  seq: number;
  life: { readonly from: number; readonly to: number } | null;
}

export interface DrawnChart {
  /** New figures, or the same in other colours. */
  draw(figures: ChartFigures, length: number): void;
  /** The marks have moved. */
  mark(marks: ChartMarks): void;
  /** Position of the run at a pixel of the canvas. */
  positionAt(x: number): number;
  dispose(): void;
}

type Format = (value: number) => string;

export function drawChart(
  canvas: HTMLCanvasElement,
  figures: ChartFigures,
  length: number,
  format: { readonly value: Format; readonly position: Format },
): DrawnChart {
  let marks: ChartMarks = { seq: 0, life: null };
  const marking: Plugin = {
    id: 'marks',
    beforeDatasetsDraw: (chart) => {
      const { ctx, chartArea, scales } = chart;
      const axis = scales['x'];
      if (marks.life === null || axis === undefined) return;
      const from = axis.getPixelForValue(marks.life.from);
      ctx.fillStyle = tokenOf('--tint-strong');
      ctx.fillRect(
        from,
        chartArea.top,
        Math.max(1, axis.getPixelForValue(marks.life.to) - from),
        chartArea.height,
      );
    },
    afterDatasetsDraw: (chart) => {
      const { ctx, chartArea, scales } = chart;
      const axis = scales['x'];
      if (axis === undefined) return;
      const x = axis.getPixelForValue(marks.seq);
      ctx.save();
      ctx.strokeStyle = tokenOf('--chart-cursor');
      ctx.fillStyle = tokenOf('--chart-cursor');
      ctx.lineWidth = 1;
      ctx.beginPath();
      ctx.moveTo(x, chartArea.top);
      ctx.lineTo(x, chartArea.bottom);
      ctx.stroke();
      ctx.beginPath();
      ctx.arc(x, chartArea.top, 2.5, 0, Math.PI * 2);
      ctx.fill();
      ctx.restore();
    },
  };
  const chart = new Chart(canvas, {
    ...configuration(figures, length, format),
    plugins: [marking],
  });
  return {
    draw: (next, to) => {
      const fresh = configuration(next, to, format);
      chart.data = fresh.data;
      if (fresh.options !== undefined) chart.options = fresh.options;
      chart.update('none');
    },
    mark: (next) => {
      marks = next;
      chart.draw();
    },
    positionAt: (x) => chart.scales['x']?.getValueForPixel(x) ?? 0,
    dispose: () => {
      chart.destroy();
    },
  };
}

function configuration(
  figures: ChartFigures,
  length: number,
  format: { readonly value: Format; readonly position: Format },
): ChartConfiguration<'line' | 'bar', { x: number; y: number }[]> {
  const axis = tokenOf('--chart-axis');
  const grid = tokenOf('--chart-grid');
  // A canvas knows no rem: the scale of the text is that of the page.
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  const font = { family: tokenOf('--font-text'), size: rem * 0.6875 };
  return {
    type: figures.kind,
    data: {
      datasets: figures.lines.map((line, index) => ({
        data: [...line.points],
        borderColor: tokenOf(line.colour),
        backgroundColor: line.area === null ? 'transparent' : tokenOf(line.area),
        borderWidth: figures.kind === 'bar' ? 0 : 1.5,
        borderDash: [...line.dash],
        fill: line.area === null ? false : figures.stacked && index > 0 ? '-1' : 'origin',
        stepped: figures.kind === 'line' ? ('before' as const) : false,
        pointRadius: 0,
        pointHitRadius: 0,
        barThickness: 4,
        ...(figures.stacked ? { stack: 'all' } : {}),
      })),
    },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      parsing: false,
      normalized: true,
      events: [],
      plugins: { decimation: { enabled: true, algorithm: 'min-max' } },
      layout: { padding: { top: 4, right: 6 } },
      scales: {
        x: {
          type: 'linear',
          min: 0,
          max: Math.max(1, length),
          grid: { display: false },
          border: { color: grid },
          ticks: {
            color: axis,
            font,
            includeBounds: false,
            maxTicksLimit: 6,
            maxRotation: 0,
            precision: 0,
            callback: (value) => format.position(Number(value)),
          },
        },
        y: {
          type: 'linear',
          min: 0,
          stacked: figures.stacked,
          ...(figures.highest === null ? {} : { max: figures.highest }),
          grid: { color: grid, drawTicks: false },
          border: { display: false },
          ticks: {
            color: axis,
            font,
            maxTicksLimit: 4,
            ...(figures.share ? {} : { precision: 0 }),
            padding: 6,
            ...(figures.highest === null ? {} : { stepSize: figures.highest / 2 }),
            callback: (value) => format.value(Number(value)),
          },
        },
      },
    },
  };
}
