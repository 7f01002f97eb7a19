import { z } from 'zod';
import { InstantText, LocalDateText } from '../vocabulary/calendar';
import { BankAccount, FacilityCode, Id, Sex } from '../vocabulary/identifiers';

export const FacilityLevel = z.enum(['initial', 'basic', 'specialised']).meta({ id: 'FacilityLevel' });
export type FacilityLevel = z.infer<typeof FacilityLevel>;

export const RegisterFacility = z
  .object({
    facilityCode: FacilityCode,
    name: z.string().trim().min(1).max(255),
    level: FacilityLevel,
    /** Points of the professional grading, 0-100; absent while provisional. */
    points: z.int().min(0).max(100).optional(),
    /** The route before 2025-01-01. */
    formerRoute: z.enum(['commune', 'district', 'provincial', 'central']),
    inpatient: z.boolean(),
    contractFrom: LocalDateText,
    contractTo: LocalDateText,
    account: BankAccount,
  })
  .meta({ id: 'RegisterFacility' });
export type RegisterFacility = z.infer<typeof RegisterFacility>;
export const Facility = RegisterFacility.meta({ id: 'Facility' });
export type Facility = z.infer<typeof Facility>;

export const CatalogueKind = z
  .enum(['drugs', 'services', 'supplies', 'staff', 'machines', 'beds'])
  .meta({ id: 'CatalogueKind' });
export type CatalogueKind = z.infer<typeof CatalogueKind>;

/** A list of what a facility may use, as it was uploaded: in force from its first day until a later list begins. */
export const Catalogue = z
  .object({
    catalogueId: Id,
    facilityCode: FacilityCode,
    kind: CatalogueKind,
    validFrom: LocalDateText,
    /** 1, 2, 3 ... of the facility and kind; of two with the same first day the later one counts. */
    version: z.int().positive(),
    rows: z.int().positive(),
    uploadedAt: InstantText,
  })
  .meta({ id: 'Catalogue' });
export type Catalogue = z.infer<typeof Catalogue>;

/** A row of a catalogue as it is held against claims; members that its kind does not have are left out. */
export const CatalogueEntry = z
  .object({
    row: z.int().positive(),
    code: z.string(),
    name: z.string().optional(),
    registration: z.string().optional(),
    bid: z.string().optional(),
    /** Dong with up to three decimals. */
    price: z.string().optional(),
    /** Percent. */
    insuranceRatio: z.string().optional(),
    scope: z.string().optional(),
    quantity: z.string().optional(),
    validFrom: LocalDateText.optional(),
    validTo: LocalDateText.optional(),
    sex: Sex.optional(),
    ageFrom: z.int().optional(),
    ageTo: z.int().optional(),
    /** HHMM */
    opens: z.string().optional(),
    closes: z.string().optional(),
  })
  .meta({ id: 'CatalogueEntry' });
export type CatalogueEntry = z.infer<typeof CatalogueEntry>;

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
