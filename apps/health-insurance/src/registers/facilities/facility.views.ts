import { reject } from '@ansinh/contracts/catalogue/problems';
import { Facility } from '@ansinh/contracts/health-insurance/registers.api';
import { localDateOf } from '@ansinh/database';
import type { Facility as FacilityRow } from '../../generated/prisma/client';
import type { Tx } from '../../kit';
import { maySeeFacility } from '../../scopes/facility-scope.rules';

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

/** A facility as the caller may know it: itself, or any to the agency. @throws request.not-found */
export const getFacility = async ({ db, by }: Tx, facilityCode: string): Promise<Facility> => {
  const facility = maySeeFacility(by, facilityCode) ? await findFacility(db, facilityCode) : undefined;
  if (facility === undefined) throw reject('request.not-found', { facilityCode });
  return facility;
};
