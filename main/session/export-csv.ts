/** The figures of runs as a table (RFC 4180): one row a sample, the same columns for every run. */
import type { Series } from '../contract/run.ts';
import { csvField, csvFigure, csvTable } from './table.ts';

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
  const rows: string[][] = [['run', 'name', 'collector', 'allocator', ...columns]];
  for (const { run, name, collector, allocator, series } of runs) {
    const head = [run, name, collector, allocator].map(csvField);
    for (let row = 0; row < series.seq.length; row += 1) {
      rows.push([...head, ...columns.map((column) => csvFigure(series[column][row] ?? 0))]);
    }
  }
  return csvTable(rows);
}
