import { reject } from '@ansinh/contracts/catalogue/problems';
import type { Payout } from '@ansinh/contracts/payment/api';
import { vndText } from '@ansinh/contracts/vocabulary/money';
import type { Principal, TenantKind } from '@ansinh/contracts/wire/permissions';
import { Prisma } from '../generated/prisma/client';
import type { Tx } from '../kit';
import type { PayoutRecord } from './payout.rules';
import { PAYOUT_COLUMNS } from './payout.store';

export const payoutView = (payout: PayoutRecord): Payout => ({
  payoutId: payout.id,
  kind: payout.kind,
  beneficiary: { kind: payout.beneficiaryKind, id: payout.beneficiaryId },
  beneficiaryName: payout.beneficiaryName,
  period: payout.period,
  amountVnd: vndText(payout.amountVnd),
  channel: payout.channel,
  postOfficeCode: payout.postOfficeCode,
  status: payout.status,
  reasonCode: payout.reasonCode,
  paidAt: payout.paidAt?.toISOString() ?? null,
});

/**
 * What a tenant may see: the agency everything, a post office its own list, a bank what an approved batch asks it to
 * pay. Anybody else nothing.
 */
const VISIBLE = {
  agency: () => Prisma.sql`TRUE`,
  'post-office': (code) => Prisma.sql`payouts.post_office_code = ${code}`,
  bank: (code) => Prisma.sql`EXISTS (SELECT FROM payout_batches WHERE payout_batches.id = payouts.batch_id
      AND payout_batches.bank_bin = ${code} AND payout_batches.status <> 'built')`,
  facility: () => Prisma.sql`FALSE`,
  employer: () => Prisma.sql`FALSE`,
} satisfies Record<TenantKind, (code: string) => Prisma.Sql>;

const visibleTo = ({ tenant }: Principal): Prisma.Sql => VISIBLE[tenant.kind](tenant.code);

export const getPayout = async (tx: Tx, payoutId: string): Promise<Payout> => {
  const [row] = await tx.db.$queryRaw<PayoutRecord[]>`
    SELECT ${PAYOUT_COLUMNS} FROM payouts WHERE id = ${payoutId}::uuid AND ${visibleTo(tx.by)}`;
  if (row === undefined) throw reject('request.not-found');
  return payoutView(row);
};

/** Every payout of a participant, oldest first: at most one a month, so that no page is needed. */
export const listPayoutsOf = async (tx: Tx, participantId: string): Promise<Payout[]> => {
  const rows = await tx.db.$queryRaw<PayoutRecord[]>`
    SELECT ${PAYOUT_COLUMNS} FROM payouts
    WHERE beneficiary_kind = 'participant' AND beneficiary_id = ${participantId} AND ${visibleTo(tx.by)}
    ORDER BY id`;
  return rows.map(payoutView);
};
