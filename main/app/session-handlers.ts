/** Handlers of what belongs to the session: where one is, the sandbox, the note, another session. */
import type { Handlers } from '../contract/contract.ts';
import type { RunRecord, SessionDocument } from '../contract/document.ts';
import type { FileSystem } from '../files/file-system.ts';
import { archiveSession, readSessionFile } from '../files/session-file.ts';
import type { ReplayResult } from '../session/runs/replay.ts';
import type { Dialogs } from './dialogs.ts';
import type { Keeper } from './keeper.ts';

/** What of the simulator's host these handlers ask. */
export interface Replayer {
  replay(params: { readonly run: RunRecord }): Promise<ReplayResult>;
  adopt(params: { readonly seed: number; readonly runs: readonly RunRecord[] }): Promise<null>;
}

export interface SessionPorts {
  readonly keeper: Keeper;
  readonly host: Replayer;
  readonly dialogs: Dialogs;
  readonly system: FileSystem;
  /** Folder of the sessions that were replaced. */
  readonly earlier: string;
  readonly fresh: () => SessionDocument;
  /** ISO 8601. */
  readonly now: () => string;
}

type SessionRequestName =
  | 'place/set'
  | 'sandbox/get'
  | 'sandbox/set'
  | 'note/get'
  | 'note/set'
  | 'session/state'
  | 'session/new'
  | 'session/open';

export function sessionHandlers(ports: SessionPorts): Pick<Handlers, SessionRequestName> {
  const { keeper, host } = ports;

  /** Keeps a copy of what is open, then lets another session take its place. Null when it has. */
  const replace = async (session: SessionDocument) => {
    const fault =
      (await archiveSession(ports.system, ports.earlier, keeper.session, ports.now())) ??
      (await keeper.replace(session));
    if (fault === null) await host.adopt({ seed: session.seed, runs: session.runs });
    return fault;
  };

  return {
    'place/set': async (place) => {
      await keeper.record([{ kind: 'place', place }]);
      return { ok: null };
    },
    'sandbox/get': async () => ({ ok: { run: keeper.session.sandbox } }),
    'sandbox/set': async ({ run }) => {
      await keeper.record([{ kind: 'sandbox', run }]);
      return { ok: null };
    },
    'note/get': async () => ({ ok: { text: keeper.session.note } }),
    'note/set': async ({ text }) => {
      await keeper.record([{ kind: 'note', text }]);
      return { ok: null };
    },
    'session/state': async () => ({ ok: keeper.summary }),
    'session/new': async () => {
      const fault = await replace(ports.fresh());
      return fault === null ? { ok: keeper.summary } : { fault };
    },
    'session/open': async () => {
      const path = await ports.dialogs.openFile('session');
      if (path === null) return { ok: null };
      const read = await readSessionFile(ports.system, path);
      if ('fault' in read) return read;
      // Replayed before anything is replaced: a file that cannot be performed touches nothing.
      const results: ReplayResult[] = [];
      for (const run of read.ok.runs) results.push(await host.replay({ run }));
      const fault = await replace(read.ok);
      if (fault !== null) return { fault };
      const mismatches = results
        .filter((result) => !result.agrees)
        .map((result) => ({
          run: result.run,
          expected: described(result.expected),
          found: described(result.found),
        }));
      return { ok: { summary: keeper.summary, verified: mismatches.length === 0, mismatches } };
    },
  };
}

/** A hash where there is one; without, how far it went. */
function described(outcome: ReplayResult['found']): string {
  return outcome.hash ?? `${outcome.status}, ${outcome.operations}, ${outcome.events}`;
}
