import { FacilityRegistered } from '@ansinh/contracts/health-insurance/events';
import type { Facility, RegisterFacility } from '@ansinh/contracts/health-insurance/registers.api';
import type { Tx } from '../../kit';
import { isSameFacility, requireContractDates } from './facility.rules';
import { insertFacility, loadFacility, updateFacility } from './facility.store';
import { openFacility, sealedFacility } from './sealing';

const announce = (tx: Tx, { facilityCode, name, account }: Facility, version: number): void =>
  tx.append(FacilityRegistered, { facilityCode, name, account }, { id: facilityCode, version });

/** Registers a facility, or a new version of it when the data differ; the same data again change nothing. */
export const registerFacility = async (tx: Tx, command: RegisterFacility): Promise<Facility> => {
  requireContractDates(command);
  const target = `facility:${command.facilityCode}` as const;
  const sealed = sealedFacility(command);
  if (await insertFacility(tx, sealed)) {
    announce(tx, sealed, 1);
    tx.audit({ action: 'facility.register', target, after: sealed });
    return command;
  }
  const known = await loadFacility(tx, command.facilityCode);
  if (isSameFacility(openFacility(known.sealed), command)) return command;
  await updateFacility(tx, sealed, known.version + 1);
  announce(tx, sealed, known.version + 1);
  tx.audit({ action: 'facility.change', target, before: known.sealed, after: sealed });
  return command;
};
