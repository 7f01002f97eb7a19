import { FacilityCertificate, type RevokeCertificate } from '@ansinh/contracts/health-insurance/certificates.api';
import type { FacilityCertificate as Row } from '../../generated/prisma/client';
import type { Tx } from '../../kit';
import type { ReadCertificate } from './certificate.rules';

const certificateOf = (row: Row): FacilityCertificate => ({
  fingerprint: row.fingerprint,
  facilityCode: row.facilityCode,
  subject: row.subject,
  issuer: row.issuer,
  serialNumber: row.serialNumber,
  validFrom: row.validFrom.toISOString(),
  validTo: row.validTo.toISOString(),
  registeredAt: row.registeredAt.toISOString(),
  revokedAt: row.revokedAt?.toISOString() ?? null,
  revocationReason: FacilityCertificate.shape.revocationReason.parse(row.revocationReason),
  pem: row.pem,
});

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
export const revoke = async (
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

/** Every certificate that the facility ever had, the newest first. */
export const listCertificates = async (db: Tx['db'], facilityCode: string): Promise<FacilityCertificate[]> => {
  const rows = await db.facilityCertificate.findMany({
    where: { facilityCode },
    orderBy: [{ registeredAt: 'desc' }, { fingerprint: 'asc' }],
  });
  return rows.map(certificateOf);
};
