import { z } from 'zod';
import { InstantText } from '../vocabulary/calendar';
import { FacilityCode } from '../vocabulary/identifiers';

/** SHA-256 of the certificate (DER), 64 small hexadecimal digits. */
export const CertificateFingerprint = z.string().regex(/^[0-9a-f]{64}$/);

export const RegisterCertificate = z
  .object({
    /** One X.509 certificate, PEM; without its private key. */
    pem: z.string().min(100).max(10_000),
  })
  .meta({ id: 'RegisterCertificate' });
export type RegisterCertificate = z.infer<typeof RegisterCertificate>;

export const RevokeCertificate = z
  .object({
    reason: z.enum(['key-lost', 'key-stolen', 'replaced', 'facility-closed']),
  })
  .meta({ id: 'RevokeCertificate' });
export type RevokeCertificate = z.infer<typeof RevokeCertificate>;

/** A certificate with which a facility signs its claim files (CHUKYDONVI). */
export const FacilityCertificate = z
  .object({
    fingerprint: CertificateFingerprint,
    facilityCode: FacilityCode,
    subject: z.string(),
    issuer: z.string(),
    /** Hexadecimal, as the issuer prints it. */
    serialNumber: z.string(),
    validFrom: InstantText,
    validTo: InstantText,
    registeredAt: InstantText,
    /** From then on it signs nothing any more; null while it stands. */
    revokedAt: InstantText.nullable(),
    revocationReason: RevokeCertificate.shape.reason.nullable(),
    pem: z.string(),
  })
  .meta({ id: 'FacilityCertificate' });
export type FacilityCertificate = z.infer<typeof FacilityCertificate>;
