import { FacilityCertificate } from '@ansinh/contracts/health-insurance/registers.api';
import type { FacilityCertificate as Row } from '../../generated/prisma/client';
import type { Tx } from '../../kit';

export const certificateOf = (row: Row): FacilityCertificate => ({
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

/** Every certificate that the facility ever had, the newest first. */
export const listCertificates = async (db: Tx['db'], facilityCode: string): Promise<FacilityCertificate[]> => {
  const rows = await db.facilityCertificate.findMany({
    where: { facilityCode },
    orderBy: [{ registeredAt: 'desc' }, { fingerprint: 'asc' }],
  });
  return rows.map(certificateOf);
};
