import type { FacilityCertificate, RevokeCertificate } from '@ansinh/contracts/health-insurance/registers.api';
import type { Tx } from '../../kit';
import type { ReadCertificate } from './certificate.rules';
import { certificateOf } from './certificate.views';

/** Stores a certificate unless it is there, and returns what is there then: perhaps that of another facility. */
export const keepCertificate = async (
  tx: Tx,
  facilityCode: string,
  certificate: ReadCertificate,
): Promise<FacilityCertificate> => {
  const data = { ...certificate, facilityCode, registeredAt: tx.now, registeredBy: tx.by.subject };
  await tx.db.facilityCertificate.createMany({ data: [data], skipDuplicates: true });
  const { fingerprint } = certificate;
  return certificateOf(await tx.db.facilityCertificate.findUniqueOrThrow({ where: { fingerprint } }));
};

/** Revokes it now, once: the first time and reason stay. Undefined when the facility has no such certificate. */
export const saveRevocation = async (
  tx: Tx,
  known: { readonly facilityCode: string; readonly fingerprint: string },
  { reason }: RevokeCertificate,
): Promise<FacilityCertificate | undefined> => {
  await tx.db.facilityCertificate.updateMany({
    where: { ...known, revokedAt: null },
    data: { revokedAt: tx.now, revokedBy: tx.by.subject, revocationReason: reason },
  });
  const row = await tx.db.facilityCertificate.findFirst({ where: known });
  return row === null ? undefined : certificateOf(row);
};
