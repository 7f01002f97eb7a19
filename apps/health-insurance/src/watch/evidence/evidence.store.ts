import type { YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { Prisma } from '../../generated/prisma/client';
import type { Tx } from '../../kit';

/** One computation of a month: evidence is written by it, and cases rest on it. */
export type Run = { readonly runId: string; readonly month: YearMonth; readonly startedAt: Date };

/**
 * The part of a statement that notes what a signal proves with, so that a month is read once: `select` gives run, signal,
 * kind and id of the subject, facility, encounter, claim, arrival, discharge, total in scope and what the fund pays.
 */
export const notingEvidence = (select: Prisma.Sql): Prisma.Sql => Prisma.sql`
      INSERT INTO watch_evidence (run_id, signal, subject_kind, subject_id, facility_code, encounter_key, claim_id,
        arrived_at, left_at, total_in_scope, fund_pays)
      ${select}`;

/** Selections: run_id of the runs that are swept; run_id, subject_kind, subject_id and signals of the cases of their month. */
type Swept = { readonly runs: Prisma.Sql; readonly cases: Prisma.Sql };

/** Evidence of the month that no case rests on: of older runs, of broken ones, and of subjects below their limits. */
export const sweepEvidence = async (tx: Tx, { runs, cases }: Swept): Promise<void> => {
  await tx.db.$executeRaw`
    DELETE FROM watch_evidence proof USING (${runs}) AS run
    WHERE proof.run_id = run.run_id
      AND NOT EXISTS (SELECT FROM (${cases}) AS known
        WHERE known.run_id = proof.run_id AND known.subject_kind = proof.subject_kind
          AND known.subject_id = proof.subject_id AND proof.signal = ANY(known.signals))`;
};
