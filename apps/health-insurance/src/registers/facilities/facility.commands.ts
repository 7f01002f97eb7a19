import { FacilityRegistered } from '@ansinh/contracts/health-insurance/events';
import type { Facility, RegisterFacility } from '@ansinh/contracts/health-insurance/registers.api';
import type { Tx } from '../../kit';
import { isSameFacility, requireContractDates } from './facility.rules';
import { insertFacility, loadFacility, updateFacility } from './facility.store';

const announce = (tx: Tx, { facilityCode, name, account }: Facility, version: number): void =>
  tx.append(FacilityRegistered, { facilityCode, name, account }, { id: facilityCode, version });

/** Registers a facility, or a new version of it when the data differ; the same data again change nothing. */
export const registerFacility = async (tx: Tx, command: RegisterFacility): Promise<Facility> => {
  requireContractDates(command);
  const target = `facility:${command.facilityCode}` as const;
  if (await insertFacility(tx, command)) {
    announce(tx, command, 1);
    tx.audit({ action: 'facility.register', target, after: command });
    return command;
  }
  const known = await loadFacility(tx, command.facilityCode);
  if (isSameFacility(known.facility, command)) return known.facility;
  await updateFacility(tx, command, known.version + 1);
  announce(tx, command, known.version + 1);
  tx.audit({ action: 'facility.change', target, before: known.facility, after: command });
  return command;
};
