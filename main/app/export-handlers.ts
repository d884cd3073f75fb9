/** Handlers that write files for the person: the session in its four formats, programs and scripts. */
import { basename } from 'node:path';
import type { Fault, Handlers, Params } from '../contract/contract.ts';
import type { RunRecord, SessionDocument } from '../contract/document.ts';
import { longestSource } from '../contract/run.ts';
import { readFault } from '../files/failure.ts';
import { TooLargeError, type FileSystem } from '../files/file-system.ts';
import { withEnding, writeFile } from '../files/session-file.ts';
import { csvOf, type CsvRun } from '../session/export-csv.ts';
import { reportOf } from '../session/report.ts';
import type { ReportedRun } from '../session/report-run.ts';
import { writeDocument } from '../session/writing.ts';
import type { SimulatorHost } from '../worker/host.ts';
import type { Dialogs, FileKind } from './dialogs.ts';
import type { Keeper } from './keeper.ts';

export interface ExportPorts {
  readonly keeper: Keeper;
  readonly host: Pick<SimulatorHost, 'figures' | 'replay'>;
  readonly dialogs: Dialogs;
  readonly system: FileSystem;
  readonly now: () => string;
  /** So many runs of so many have been dealt with. */
  readonly exporting: (done: number, of: number) => void;
  /** Titles of lessons and ideas by their ids, in the session's language. */
  readonly titles: () => Promise<ReadonlyMap<string, string>>;
}

type Exported = { readonly content: string | Uint8Array } | { readonly fault: Fault };
type ExportParams = Params<'session/export'>;

const kinds: Readonly<Record<ExportParams['format'], readonly [FileKind, string]>> = {
  heapwise: ['session', 'heapwise'],
  csv: ['csv', 'csv'],
  png: ['png', 'png'],
  html: ['html', 'html'],
};

/** Samples of a run that a table or a chart shows. */
const tablePoints = 4_000;
const chartPoints = 600;

export function exportHandlers(
  ports: ExportPorts,
): Pick<Handlers, 'session/export' | 'session/cancel-export' | 'source/open' | 'source/save'> {
  let cancel: (() => void) | null = null;
  return {
    'session/export': async (params) => {
      const cancelled = new Promise<null>((resolve) => {
        cancel = () => resolve(null);
      });
      const exported = await Promise.race([contentOf(ports, params, cancelled), cancelled]);
      cancel = null;
      if (exported === null) return { ok: null };
      if ('fault' in exported) return exported;
      const [kind, ending] = kinds[params.format];
      const suggested = `heapwise-${ports
        .now()
        .slice(0, 16)
        .replace(/[^0-9]/g, '-')}.${ending}`;
      const path = await ports.dialogs.saveFile(kind, suggested);
      if (path === null) return { ok: null };
      const fault = await writeFile(ports.system, withEnding(path, ending), exported.content);
      return fault === null ? { ok: { file: withEnding(path, ending) } } : { fault };
    },
    'session/cancel-export': async () => {
      cancel?.();
      return { ok: null };
    },
    'source/open': async () => {
      const path = await ports.dialogs.openFile('source');
      if (path === null) return { ok: null };
      const file = basename(path);
      try {
        const bytes = await ports.system.read(path, longestSource);
        if (bytes === null) return { fault: { code: 'file-missing', detail: { file } } };
        return {
          ok: { name: file, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) },
        };
      } catch (error) {
        if (error instanceof TooLargeError)
          return unreadable(file, `${error.size} > ${error.limit}`);
        if (error instanceof TypeError) return unreadable(file, 'UTF-8');
        return { fault: readFault(path, error) };
      }
    },
    'source/save': async ({ name, text }) => {
      const path = await ports.dialogs.saveFile('source', plainName(name));
      if (path === null) return { ok: null };
      const fault = await writeFile(ports.system, path, text);
      return fault === null ? { ok: { file: path } } : { fault };
    },
  };
}

/**
 * Does one run after the other, and tells how far it is. Once it is cancelled nothing more is begun: its
 * answer is awaited by nobody then.
 */
async function eachRun<Made>(
  ports: ExportPorts,
  runs: readonly RunRecord[],
  cancelled: Promise<null>,
  make: (run: RunRecord) => Promise<Made>,
): Promise<readonly Made[]> {
  let isCancelled = false;
  void cancelled.then(() => (isCancelled = true));
  const made: Made[] = [];
  for (const run of runs) {
    if (isCancelled) break;
    ports.exporting(made.length, runs.length);
    made.push(await make(run));
  }
  return made;
}

async function contentOf(
  ports: ExportPorts,
  params: ExportParams,
  cancelled: Promise<null>,
): Promise<Exported> {
  switch (params.format) {
    case 'heapwise':
      return {
        content: writeDocument({ ...(await withHashes(ports, cancelled)), savedAt: ports.now() }),
      };
    case 'png': {
      const picture = params.pictures[0];
      return picture === undefined ? nothingFor('png') : { content: picture.png };
    }
    case 'csv': {
      const records = chosen(ports.keeper.session, params.run);
      const runs: CsvRun[] = [];
      const all = await eachRun(ports, records, cancelled, async (record) => ({
        record,
        figures: await ports.host.figures({ run: record.id, points: tablePoints }),
      }));
      for (const { record, figures } of all) {
        if ('fault' in figures) return figures;
        const { collector, allocator } = record.settings;
        runs.push({
          run: record.id,
          name: record.source.name,
          collector,
          allocator,
          series: figures.series,
        });
      }
      return runs.length === 0 ? nothingFor('csv') : { content: csvOf(runs) };
    }
    case 'html': {
      const records = chosen(ports.keeper.session, params.run);
      const runs = await eachRun(
        ports,
        records,
        cancelled,
        async (record): Promise<ReportedRun> => {
          const figures = await ports.host.figures({ run: record.id, points: chartPoints });
          return { record, figures: 'fault' in figures ? null : figures };
        },
      );
      return {
        content: reportOf({
          session: ports.keeper.session,
          at: ports.now(),
          language: ports.keeper.session.language,
          runs,
          pictures: params.pictures.map(({ name, png }) => ({
            name,
            base64: Buffer.from(png).toString('base64'),
          })),
          titles: await ports.titles(),
        }),
      };
    }
  }
}

/** One run, or all of them. */
function chosen(session: SessionDocument, run: string | null): readonly RunRecord[] {
  return run === null ? session.runs : session.runs.filter((each) => each.id === run);
}

/** Every run of an exported session carries the hash that a replay has to give. */
async function withHashes(ports: ExportPorts, cancelled: Promise<null>): Promise<SessionDocument> {
  const { keeper, host } = ports;
  const runs = await eachRun(ports, keeper.session.runs, cancelled, async (run) =>
    run.outcome.hash === null ? { ...run, outcome: (await host.replay({ run })).found } : run,
  );
  return { ...keeper.session, runs: [...runs] };
}

function nothingFor(format: string): Exported {
  return { fault: { code: 'nothing-to-export', detail: { format } } };
}

function unreadable(file: string, problem: string): { readonly fault: Fault } {
  return { fault: { code: 'source-unreadable', detail: { file, problem } } };
}

/** A name without folders and without what a system may not have in one. */
function plainName(name: string): string {
  const plain = basename(name.replaceAll('\\', '/')).replace(/[<>:"|?*]|\p{Control}/gu, '-');
  return plain === '' ? 'program' : plain;
}
