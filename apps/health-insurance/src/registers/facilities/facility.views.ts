import { Facility } from '@ansinh/contracts/health-insurance/api';
import { localDateOf } from '@ansinh/database';
import type { Facility as FacilityRow } from '../../generated/prisma/client';
import type { Tx } from '../../kit';

export const facilityOf = (row: FacilityRow): Facility =>
  Facility.parse({
    facilityCode: row.facilityCode,
    name: row.name,
    level: row.level,
    ...(row.points === null ? {} : { points: row.points }),
    formerRoute: row.formerRoute,
    inpatient: row.inpatient,
    contractFrom: localDateOf(row.contractFrom),
    contractTo: localDateOf(row.contractTo),
    account: { bankBin: row.bankBin, accountNumber: row.accountNumber, accountName: row.accountName },
  });

export const findFacility = async (db: Tx['db'], facilityCode: string): Promise<Facility | undefined> => {
  const row = await db.facility.findUnique({ where: { facilityCode } });
  return row === null ? undefined : facilityOf(row);
};
