import type { Facility } from '@ansinh/contracts/health-insurance/registers.api';
import { dateColumn } from '@ansinh/database';
import type { Tx } from '../../kit';
import { facilityOf } from './facility.views';

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

/** True when the code was free; of two registrations at the same moment the second waits and gets false. */
export const insertFacility = async (tx: Tx, facility: Facility): Promise<boolean> => {
  const { count } = await tx.db.facility.createMany({
    data: [{ facilityCode: facility.facilityCode, version: 1, ...columnsOf(facility, tx.now) }],
    skipDuplicates: true,
  });
  return count === 1;
};

/** The facility and its version, locked to the end of the transaction. Throws when there is none. */
export const loadFacility = async (tx: Tx, facilityCode: string): Promise<{ facility: Facility; version: number }> => {
  await tx.db.$queryRaw`SELECT 1 FROM facilities WHERE facility_code = ${facilityCode} FOR UPDATE`;
  const row = await tx.db.facility.findUniqueOrThrow({ where: { facilityCode } });
  return { facility: facilityOf(row), version: row.version };
};

export const updateFacility = async (tx: Tx, facility: Facility, version: number): Promise<void> => {
  await tx.db.facility.update({
    where: { facilityCode: facility.facilityCode },
    data: { version, ...columnsOf(facility, tx.now) },
  });
};
