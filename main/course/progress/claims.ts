/** Where a learner stands with the claims of the capstone. */
import type { ClaimVerdict } from '../format/course.ts';
import type { ClaimRecord, ProgressDocument } from './document.ts';

const untouched: ClaimRecord = { judged: null, judgedAt: null, provedAt: null };

export function claimRecord(progress: ProgressDocument, claim: string): ClaimRecord {
  return progress.claims[claim] ?? untouched;
}

function withClaim(
  progress: ProgressDocument,
  claim: string,
  change: (record: ClaimRecord) => ClaimRecord,
): ProgressDocument {
  const changed = change(claimRecord(progress, claim));
  return { ...progress, claims: { ...progress.claims, [claim]: changed } };
}

/** A verdict can be changed until the claim was proved; afterwards it stays what it was. */
export function withJudgement(
  progress: ProgressDocument,
  claim: string,
  verdict: ClaimVerdict,
  now: number,
): ProgressDocument {
  return withClaim(progress, claim, (record) =>
    record.provedAt === null ? { ...record, judged: verdict, judgedAt: now } : record,
  );
}

/** The first time counts. */
export function withProof(
  progress: ProgressDocument,
  claim: string,
  now: number,
): ProgressDocument {
  return withClaim(progress, claim, (record) => ({ ...record, provedAt: record.provedAt ?? now }));
}
