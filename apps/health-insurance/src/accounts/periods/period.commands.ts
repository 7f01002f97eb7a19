import { reject } from '@ansinh/contracts/catalogue/problems';
import type { ClosedPeriod } from '@ansinh/contracts/health-insurance/settlements.api';
import { type Quarter, vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { insertClosedPeriod, saveClosedFacilities } from '../../claim/periods/closed-period.store';
import { lastDayOfPeriod } from '../../claim/periods/period.rules';
import { lockClaims } from '../../claim/stored-claim.store';
import type { Tx } from '../../kit';
import { findOpenClaims, insertRecords } from './period.store';

/**
 * Closes the accounts of a quarter for all facilities and writes their 06/BH. It stays closed.
 * @throws Rejection period.not-over, period.already-closed; period.open-claims with the facilities that are not done.
 */
export const closePeriod = async (tx: Tx, quarter: Quarter): Promise<ClosedPeriod> => {
  const lastDay = lastDayOfPeriod(quarter);
  if (vietNamDate(tx.now) <= lastDay) throw reject('period.not-over', { quarter, lastDay });
  if (!(await insertClosedPeriod(tx, quarter))) throw reject('period.already-closed', { quarter });
  await lockClaims(tx);
  const facilities = await findOpenClaims(tx, quarter);
  if (facilities.length > 0) throw reject('period.open-claims', { quarter, facilities });
  const records = await insertRecords(tx, quarter);
  const count = records.length;
  await saveClosedFacilities(tx, quarter, count);
  const closed = { quarter, closedAt: tx.now.toISOString(), closedBy: tx.by.subject, facilities: count };
  // The answer is a number of facilities: what is agreed on is what stands in the record of each.
  const after = { ...closed, records };
  tx.audit({ action: 'period.close', target: `period:${quarter}`, outcome: `${count} facilities`, after });
  return closed;
};
