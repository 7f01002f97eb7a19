import { FACILITY_ACCOUNT, FacilityRegistered, SettlementApproved } from '@ansinh/contracts/health-insurance/events';
import { newId } from '@ansinh/database';
import { keyRing } from '@ansinh/secrets';
import { eventually, type Finding } from '@ansinh/testkit';
import type { Arena } from './arena';
import { publish } from './events';

/** Money that reaches the payment service by an event: what it owes a facility for a month. */
export type Settlement = { readonly settlementId: string; readonly facilityCode: string; readonly amountVnd: bigint };

export const settlementOf = (facilityCode: string, amountVnd: bigint): Settlement => ({
  settlementId: newId(),
  facilityCode,
  amountVnd,
});

export const settlementEvent = ({ settlementId, facilityCode, amountVnd }: Settlement) => ({
  subject: settlementId,
  data: { settlementId, facilityCode, month: '2026-10', claims: 1, amountVnd: String(amountVnd) },
});

export const publishSettlements = (arena: Arena, settlements: readonly Settlement[]): Promise<void> =>
  publish(arena, SettlementApproved, settlements.map(settlementEvent));

export const facilityData = (facilityCode: string, name = `Trạm y tế mẫu ${facilityCode}`) => ({
  facilityCode,
  name,
  account: {
    bankBin: '970436',
    accountNumber: keyRing().seal(`10${facilityCode}`, [FACILITY_ACCOUNT, facilityCode]),
    accountName: 'TRAM Y TE MAU',
  },
});

/** Makes a facility known to the payment service and waits until it is. */
export const registerFacility = async (arena: Arena, facilityCode: string): Promise<void> => {
  await publish(arena, FacilityRegistered, [{ subject: facilityCode, data: facilityData(facilityCode) }]);
  await eventually(async () => {
    const rows = await arena.query('payment', 'SELECT 1 FROM facility_accounts WHERE facility_code = $1', [
      facilityCode,
    ]);
    expect(rows).toHaveLength(1);
  });
};

/** Each settlement has one payout of its amount, and one entry in the books; and the books balance. */
export const judgePayouts = async (arena: Arena, settlements: readonly Settlement[]): Promise<readonly Finding[]> => {
  const ids = settlements.map(({ settlementId }) => settlementId);
  const rows = await arena.query<{ id: string; payouts: number; sum: string; entries: number }>(
    'payment',
    `SELECT source_id::text AS id, count(*)::int AS payouts, sum(amount_vnd)::text AS sum,
            (SELECT count(*) FROM ledger_entries WHERE cause_kind = 'payout-created' AND cause_id = min(payouts.id::text) || ':1')::int AS entries
     FROM payouts WHERE source_id = ANY($1::uuid[]) GROUP BY source_id`,
    [ids],
  );
  const found = new Map(rows.map((row) => [row.id, row]));
  const findings = settlements.flatMap(({ settlementId, amountVnd }): Finding[] => {
    const row = found.get(settlementId);
    if (row === undefined) return [{ rule: 'lost', subject: settlementId, detail: 'has no payout' }];
    if (row.payouts > 1 || row.entries > 1)
      return [{ rule: 'doubled', subject: settlementId, detail: `${row.payouts} payouts, ${row.entries} entries` }];
    if (row.sum !== String(amountVnd) || row.entries !== 1)
      return [{ rule: 'wrong-sum', subject: settlementId, detail: `${row.sum} dong, ${row.entries} entries` }];
    return [];
  });
  const [sums] = await arena.query<{ difference: string }>(
    'payment',
    'SELECT coalesce(sum(debit_vnd - credit_vnd), 0)::text AS difference FROM ledger_postings',
  );
  if (sums?.difference !== '0')
    findings.push({ rule: 'unbalanced', subject: 'payment', detail: `debits - credits = ${sums?.difference}` });
  return findings;
};
