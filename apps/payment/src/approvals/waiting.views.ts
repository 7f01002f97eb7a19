import type { Source, SourceFilter, SourcePage, SourceRow, SourceStatus } from '@ansinh/approvals';
import { type Benefit, PayoutBatch } from '@ansinh/contracts/payment/api';
import type { Tx } from '../kit';

type Row<Status> = Omit<SourceRow, 'status'> & { readonly status: Status };

type Words<Status> = Readonly<Record<SourceStatus, readonly Status[]>>;

const wordsOf = <Status>(words: Words<Status>, { statuses }: SourceFilter): Status[] =>
  statuses.flatMap((status) => words[status]);

const statusOf = <Status>(words: Words<Status>, word: Status): SourceStatus => {
  if (words.waiting.includes(word)) return 'waiting';
  return words.refused.includes(word) ? 'refused' : 'approved';
};

type BenefitStatus = Benefit['status'];
const BENEFIT_WORDS: Words<BenefitStatus> = { waiting: ['proposed'], approved: ['approved'], refused: ['refused'] };

const listBenefits = async ({ db }: Tx, filter: SourceFilter, { before, take }: SourcePage): Promise<SourceRow[]> => {
  const { madeBy, madeBefore, notBy } = filter;
  const rows = await db.$queryRaw<Row<BenefitStatus>[]>`
    SELECT benefits.id::text, status, proposed_by AS maker, proposed_at AS "madeAt", decided_by AS "decidedBy",
      decided_at AS "decidedAt"
    FROM benefits
    WHERE benefits.id < ${before}::uuid AND status = ANY(${wordsOf(BENEFIT_WORDS, filter)}::text[])
      AND (${madeBy}::text IS NULL OR proposed_by = ${madeBy}::text)
      AND (${madeBefore}::timestamptz IS NULL OR proposed_at < ${madeBefore}::timestamptz)
      AND (${notBy?.key ?? null}::text IS NULL
        OR (proposed_by_key IS DISTINCT FROM ${notBy?.key ?? null}::text AND proposed_by <> ${notBy?.subject ?? null}::text))
    ORDER BY benefits.id DESC LIMIT ${take}`;
  return rows.map((row) => ({ ...row, status: statusOf(BENEFIT_WORDS, row.status) }));
};

const countBenefits = async ({ db }: Tx, filter: SourceFilter): Promise<number> => {
  const { madeBy, madeBefore, notBy } = filter;
  const [row] = await db.$queryRaw<{ total: number }[]>`
    SELECT count(*)::int AS total FROM benefits
    WHERE status = ANY(${wordsOf(BENEFIT_WORDS, filter)}::text[])
      AND (${madeBy}::text IS NULL OR proposed_by = ${madeBy}::text)
      AND (${madeBefore}::timestamptz IS NULL OR proposed_at < ${madeBefore}::timestamptz)
      AND (${notBy?.key ?? null}::text IS NULL
        OR (proposed_by_key IS DISTINCT FROM ${notBy?.key ?? null}::text AND proposed_by <> ${notBy?.subject ?? null}::text))`;
  return row?.total ?? 0;
};

type BatchStatus = PayoutBatch['status'];
const BATCH_WORDS: Words<BatchStatus> = {
  waiting: ['built'],
  approved: PayoutBatch.shape.status.options.filter((word) => word !== 'built'),
  refused: [],
};

const listBatches = async ({ db }: Tx, filter: SourceFilter, { before, take }: SourcePage): Promise<SourceRow[]> => {
  const { madeBy, madeBefore, notBy } = filter;
  const rows = await db.$queryRaw<Row<BatchStatus>[]>`
    SELECT payout_batches.id::text, status, built_by AS maker, built_at AS "madeAt", approved_by AS "decidedBy",
      approved_at AS "decidedAt"
    FROM payout_batches
    WHERE payout_batches.id < ${before}::uuid AND status = ANY(${wordsOf(BATCH_WORDS, filter)}::text[])
      AND (${madeBy}::text IS NULL OR built_by = ${madeBy}::text)
      AND (${madeBefore}::timestamptz IS NULL OR built_at < ${madeBefore}::timestamptz)
      AND (${notBy?.key ?? null}::text IS NULL
        OR (built_by_key IS DISTINCT FROM ${notBy?.key ?? null}::text AND built_by <> ${notBy?.subject ?? null}::text))
    ORDER BY payout_batches.id DESC LIMIT ${take}`;
  return rows.map((row) => ({ ...row, status: statusOf(BATCH_WORDS, row.status) }));
};

const countBatches = async ({ db }: Tx, filter: SourceFilter): Promise<number> => {
  const { madeBy, madeBefore, notBy } = filter;
  const [row] = await db.$queryRaw<{ total: number }[]>`
    SELECT count(*)::int AS total FROM payout_batches
    WHERE status = ANY(${wordsOf(BATCH_WORDS, filter)}::text[])
      AND (${madeBy}::text IS NULL OR built_by = ${madeBy}::text)
      AND (${madeBefore}::timestamptz IS NULL OR built_at < ${madeBefore}::timestamptz)
      AND (${notBy?.key ?? null}::text IS NULL
        OR (built_by_key IS DISTINCT FROM ${notBy?.key ?? null}::text AND built_by <> ${notBy?.subject ?? null}::text))`;
  return row?.total ?? 0;
};

/** What has a maker and a checker in states of its own: it stands in the one list of what waits for a second person. */
export const WAITING: readonly Source<Tx>[] = [
  {
    kind: 'POST /v1/benefit-claims/:benefitId/decisions',
    see: 'participant:read',
    decide: 'benefit:decide',
    thing: (id) => `benefit:${id}`,
    at: (id) => `/v1/benefit-claims/${id}`,
    list: listBenefits,
    count: countBenefits,
  },
  {
    kind: 'POST /v1/payout-batches/:batchId/approvals',
    see: 'payout:batch',
    decide: 'payout:batch',
    thing: (id) => `payout-batch:${id}`,
    at: (id) => `/v1/payout-batches/${id}`,
    list: listBatches,
    count: countBatches,
  },
];
