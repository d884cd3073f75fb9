/** The figures of runs as a table (RFC 4180): one row a sample, the same columns for every run. */
import type { Series } from '../contract/run.ts';

export interface CsvRun {
  readonly run: string;
  readonly name: string;
  readonly collector: string;
  readonly allocator: string;
  readonly series: Series;
}

const columns = [
  'seq',
  'ticks',
  'live',
  'garbage',
  'free',
  'increments',
  'decrements',
  'fragmentation',
  'utilisation',
] as const;

export function csvOf(runs: readonly CsvRun[]): string {
  const lines = [['run', 'name', 'collector', 'allocator', ...columns].join(',')];
  for (const { run, name, collector, allocator, series } of runs) {
    const head = [run, name, collector, allocator].map(field).join(',');
    for (let row = 0; row < series.seq.length; row += 1) {
      lines.push(`${head},${columns.map((column) => figure(series[column][row] ?? 0)).join(',')}`);
    }
  }
  return `${lines.join('\r\n')}\r\n`;
}

/** Six places are more than a chart shows, and the same on every machine. */
function figure(value: number): string {
  if (!Number.isFinite(value)) return '';
  return Number.isInteger(value) ? String(value) : String(Number(value.toFixed(6)));
}

/** A text that a spreadsheet would take for a formula is marked as text. */
function field(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
