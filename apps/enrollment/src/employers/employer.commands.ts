import { reject } from '@ansinh/contracts/catalogue/problems';
import type { CommuneWageZone, Employer, RegisterEmployer, SetWageZone } from '@ansinh/contracts/enrollment/api';
import { EmployerRegistered } from '@ansinh/contracts/enrollment/events';
import { vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { newId } from '@ansinh/database';
import type { Tx } from '../kit';
import { getLaw } from '../law-values/law-value.views';
import { requireRegistrar } from './employer.rules';
import { findEmployerId, insertEmployer, listWageZones, rezoneEmployers, saveWageZone } from './employer.store';
import { wageZoneOn } from './wage-zone.rules';

export const registerEmployer = async (tx: Tx, command: RegisterEmployer): Promise<Employer> => {
  const { unitCode, name, communeCode, email, phone } = command;
  requireRegistrar(tx.by.tenant, unitCode);
  const employerId = newId();
  const wageZone = wageZoneOn(await listWageZones(tx.db, communeCode), vietNamDate(tx.now), await getLaw(tx.db));
  const employer = { employerId, unitCode, name, communeCode, wageZone };
  if (!(await insertEmployer(tx.db, { ...employer, email, phone, registeredAt: tx.now })))
    throw reject('employer.already-registered', { employerId: await findEmployerId(tx.db, unitCode) });
  const data = { employerId, unitCode, name, wageZone };
  tx.append(EmployerRegistered, data, { id: employerId, version: 1 });
  tx.audit({ action: 'employer.register', target: `employer:${employerId}`, after: { ...data, email: email ?? null } });
  return { ...employer, email: email ?? null };
};

/**
 * Enters the zone of a commune from a date on, and tells of the employers there whose zone of today changed. A date in
 * the future is kept for those who register later: the change itself has to be entered on its day.
 */
export const setWageZone = async (tx: Tx, communeCode: string, command: SetWageZone): Promise<CommuneWageZone> => {
  const before = await listWageZones(tx.db, communeCode);
  await saveWageZone(tx.db, { communeCode, ...command });
  const after = await listWageZones(tx.db, communeCode);
  tx.audit({ action: 'wage-zone.set', target: `commune:${communeCode}`, said: command.source, before, after });
  const wageZone = wageZoneOn(after, vietNamDate(tx.now), await getLaw(tx.db));
  for (const { version, ...employer } of await rezoneEmployers(tx.db, communeCode, wageZone))
    tx.append(EmployerRegistered, { ...employer, wageZone }, { id: employer.employerId, version });
  return { communeCode, ...command };
};
