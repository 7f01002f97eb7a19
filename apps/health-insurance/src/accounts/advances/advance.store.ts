import type { Quarter } from '@ansinh/contracts/vocabulary/calendar';
import { type Hundredths, hundredths, type Vnd } from '@ansinh/contracts/vocabulary/money';
import { FALLEN } from '../../claim/claim.rules';
import { monthsOf } from '../../claim/periods/period.rules';
import type { Advance as AdvanceRecord } from '../../generated/prisma/client';
import type { Tx } from '../../kit';
import { type AdvanceLife, type AdvanceUse, approved, type OpenAdvance } from './advance.rules';

/** Asked of the fund in a quarter: the sum of column 4 of the facility's 02/BH; returned claims are left out. */
export const sumReported = async (db: Tx['db'], facilityCode: string, quarter: Quarter): Promise<Hundredths> => {
  const { _sum } = await db.claim.aggregate({
    where: { facilityCode, settlementMonth: { in: [...monthsOf(quarter)] }, status: { notIn: [...FALLEN] } },
    _sum: { fundClaimed: true },
  });
  return hundredths(_sum.fundClaimed ?? 0n);
};

export type NewAdvance = Omit<AdvanceRecord, 'usedVnd' | 'paidAt' | 'status'> & {
  readonly quarter: Quarter;
  readonly reported: Hundredths;
  readonly amountVnd: Vnd;
};

/** False when the facility has its advance for the quarter: a second request waits here for the first. */
export const insertAdvance = async (tx: Tx, advance: NewAdvance): Promise<boolean> => {
  const { count } = await tx.db.advance.createMany({
    data: [{ ...advance, ...approved(advance.advanceId) }],
    skipDuplicates: true,
  });
  return count === 1;
};

/** Advances of a facility with something left, up to the quarter, the oldest first, locked in that order. */
export const loadOpenAdvances = async (tx: Tx, facilityCode: string, quarter: Quarter): Promise<OpenAdvance[]> => {
  const rows = await tx.db.$queryRaw<{ advance_id: string; left_vnd: Vnd }[]>`
    SELECT advance_id::text, amount_vnd - used_vnd AS left_vnd FROM advances
    WHERE facility_code = ${facilityCode} AND quarter <= ${quarter} AND used_vnd < amount_vnd
    ORDER BY quarter FOR UPDATE`;
  return rows.map((row) => ({ advanceId: row.advance_id, leftVnd: row.left_vnd }));
};

export const saveUses = async (tx: Tx, settlementId: string, uses: readonly AdvanceUse[]): Promise<void> => {
  await tx.db.advanceUse.createMany({ data: uses.map((use) => ({ ...use, settlementId })) });
  for (const { advanceId, amountVnd } of uses)
    await tx.db.advance.update({ where: { advanceId }, data: { usedVnd: { increment: amountVnd } } });
};

/** An advance, locked to the end of the transaction. Throws when there is none. */
export const lockAdvance = async ({ db }: Tx, advanceId: string): Promise<AdvanceLife> => {
  const [row] = await db.$queryRaw<AdvanceLife[]>`
    SELECT advance_id::text AS "advanceId", status, paid_at AS "paidAt" FROM advances
    WHERE advance_id = ${advanceId}::uuid FOR UPDATE`;
  if (row === undefined) throw new Error(`there is no advance ${advanceId}`);
  return row;
};

/** Writes where an advance is in its life. */
export const saveAdvance = async (tx: Tx, { advanceId, ...life }: AdvanceLife): Promise<void> => {
  await tx.db.advance.update({ where: { advanceId }, data: life });
};
