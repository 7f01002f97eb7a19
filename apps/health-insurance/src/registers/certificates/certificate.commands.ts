import { reject } from '@ansinh/contracts/catalogue/problems';
import type {
  FacilityCertificate,
  RegisterCertificate,
  RevokeCertificate,
} from '@ansinh/contracts/health-insurance/registers.api';
import type { Tx } from '../../kit';
import { getFacility } from '../facilities/facility.views';
import { readCertificate } from './certificate.rules';
import { keepCertificate, saveRevocation } from './certificate.store';

/**
 * Registers a certificate for a facility; the same one again changes nothing.
 * @throws request.not-found, certificate.unusable, certificate.of-another-facility
 */
export const registerCertificate = async (
  tx: Tx,
  facilityCode: string,
  { pem }: RegisterCertificate,
): Promise<FacilityCertificate> => {
  await getFacility(tx, facilityCode);
  const kept = await keepCertificate(tx, facilityCode, readCertificate(pem, tx.now));
  if (kept.facilityCode !== facilityCode) throw reject('certificate.of-another-facility', { facilityCode });
  const outcome = kept.fingerprint;
  tx.audit({ action: 'certificate.register', target: `facility:${facilityCode}`, outcome, after: kept });
  return kept;
};

/** Revokes a certificate from now on. @throws request.not-found */
export const revokeCertificate = async (
  tx: Tx,
  known: { readonly facilityCode: string; readonly fingerprint: string },
  revocation: RevokeCertificate,
): Promise<FacilityCertificate> => {
  const revoked = await saveRevocation(tx, known, revocation);
  const { facilityCode, fingerprint } = known;
  if (revoked === undefined) throw reject('request.not-found', { facilityCode });
  const { reason } = revocation;
  tx.audit({
    action: 'certificate.revoke',
    target: `facility:${facilityCode}`,
    reason,
    outcome: fingerprint,
    after: revoked,
  });
  return revoked;
};
