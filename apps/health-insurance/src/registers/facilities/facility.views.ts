import { reject } from '@ansinh/contracts/catalogue/problems';
import { Facility } from '@ansinh/contracts/health-insurance/registers.api';
import { BankAccount } from '@ansinh/contracts/vocabulary/identifiers';
import { localDateOf } from '@ansinh/database';
import type { Facility as FacilityRow } from '../../generated/prisma/client';
import type { Tx } from '../../kit';
import { maySeeFacility } from '../../scopes/facility-scope.rules';
import { withHiddenAccount } from './facility.rules';
import { openFacility } from './sealing';

const Kept = Facility.extend({ account: BankAccount.omit({ accountNumber: true }) });

/** As it rests: its account number is sealed, which the contract of the door does not know. */
export const facilityOf = ({ accountNumber, ...row }: FacilityRow): Facility => {
  const { account, ...facility } = Kept.parse({
    facilityCode: row.facilityCode,
    name: row.name,
    level: row.level,
    ...(row.points === null ? {} : { points: row.points }),
    formerRoute: row.formerRoute,
    inpatient: row.inpatient,
    contractFrom: localDateOf(row.contractFrom),
    contractTo: localDateOf(row.contractTo),
    account: { bankBin: row.bankBin, accountName: row.accountName },
  });
  return { ...facility, account: { ...account, accountNumber } };
};

/** With its account number. */
export const findFacility = async (db: Tx['db'], facilityCode: string): Promise<Facility | undefined> => {
  const row = await db.facility.findUnique({ where: { facilityCode } });
  return row === null ? undefined : openFacility(facilityOf(row));
};

/** Of its account number the end alone, by which who knows it finds it right. */
export const shownFacility = async (db: Tx['db'], facilityCode: string): Promise<Facility | undefined> => {
  const facility = await findFacility(db, facilityCode);
  return facility === undefined ? undefined : withHiddenAccount(facility);
};

/** A facility as the caller may know it: itself, or any to the agency. @throws request.not-found */
export const getFacility = async ({ db, by }: Tx, facilityCode: string): Promise<Facility> => {
  const facility = maySeeFacility(by, facilityCode) ? await shownFacility(db, facilityCode) : undefined;
  if (facility === undefined) throw reject('request.not-found', { facilityCode });
  return facility;
};
