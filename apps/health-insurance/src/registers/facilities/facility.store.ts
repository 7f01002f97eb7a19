import type { Facility } from '@ansinh/contracts/health-insurance/registers.api';
import { columnOf, dateColumn } from '@ansinh/database';
import type { SealedColumn } from '@ansinh/secrets';
import type { Tx } from '../../kit';
import { facilityOf } from './facility.views';
import { ofFacility } from './sealing';

const columnsOf = (facility: Facility, now: Date) => ({
  name: facility.name,
  level: facility.level,
  points: facility.points ?? null,
  formerRoute: facility.formerRoute,
  inpatient: facility.inpatient,
  contractFrom: dateColumn(facility.contractFrom),
  contractTo: dateColumn(facility.contractTo),
  bankBin: facility.account.bankBin,
  accountNumber: facility.account.accountNumber,
  accountName: facility.account.accountName,
  changedAt: now,
});

/** Of a facility whose account number is sealed. True when the code was free; of two registrations at the same moment the second waits and gets false. */
export const insertFacility = async (tx: Tx, facility: Facility): Promise<boolean> => {
  const { count } = await tx.db.facility.createMany({
    data: [{ facilityCode: facility.facilityCode, version: 1, ...columnsOf(facility, tx.now) }],
    skipDuplicates: true,
  });
  return count === 1;
};

/** The facility as it rests and its version, locked to the end of the transaction. Throws when there is none. */
export const loadFacility = async (tx: Tx, facilityCode: string): Promise<{ sealed: Facility; version: number }> => {
  await tx.db.$queryRaw`SELECT 1 FROM facilities WHERE facility_code = ${facilityCode} FOR UPDATE`;
  const row = await tx.db.facility.findUniqueOrThrow({ where: { facilityCode } });
  return { sealed: facilityOf(row), version: row.version };
};

export const updateFacility = async (tx: Tx, facility: Facility, version: number): Promise<void> => {
  await tx.db.facility.update({
    where: { facilityCode: facility.facilityCode },
    data: { version, ...columnsOf(facility, tx.now) },
  });
};

/** Where facilities are paid, as a column of sealed values. */
export const FACILITY_ACCOUNTS: SealedColumn<Tx['db']> = {
  name: 'facilities.account_number',
  count: (db) => db.$queryRaw`
    SELECT CASE WHEN starts_with(account_number, 'v1.') THEN split_part(account_number, '.', 2) ELSE '' END AS key,
      count(*)::int AS values
    FROM facilities GROUP BY 1 ORDER BY 1`,
  next: (db, { after, limit }) => db.$queryRaw`
    SELECT facility_code AS key FROM facilities WHERE facility_code > ${after} ORDER BY facilities.facility_code LIMIT ${limit}`,
  load: async (db, { prefix, after, until }) => {
    const rows = await db.$queryRaw<{ key: string; value: string }[]>`
      SELECT facility_code AS key, account_number AS value FROM facilities
      WHERE facility_code > ${after} AND facility_code <= ${until} AND NOT starts_with(account_number, ${prefix})
      FOR NO KEY UPDATE SKIP LOCKED`;
    return rows.map((row) => ({ ...row, owner: ofFacility(row.key) }));
  },
  save: (db, values) => db.$executeRaw`
    UPDATE facilities SET account_number = row.value
    FROM unnest(${columnOf(values, 'key')}::text[], ${columnOf(values, 'value')}::text[]) AS row (key, value)
    WHERE facilities.facility_code = row.key`,
};
