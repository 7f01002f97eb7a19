import { reject } from '@ansinh/contracts/catalogue/problems';
import {
  CertificateFingerprint,
  FacilityCertificate,
  RegisterCertificate,
  RevokeCertificate,
} from '@ansinh/contracts/health-insurance/certificates.api';
import { FacilityCode } from '@ansinh/contracts/vocabulary/identifiers';
import { z } from 'zod';
import { route, type Tx } from '../../kit';
import { findFacility } from '../facilities/facility.views';
import { readCertificate } from './certificate.rules';
import { keepCertificate, listCertificates, revoke } from './certificate.store';

const FacilityParams = z.object({ facilityCode: FacilityCode });

const requireFacility = async (tx: Tx, facilityCode: string): Promise<void> => {
  const { kind, code } = tx.by.tenant;
  const mayKnow = kind === 'agency' || (kind === 'facility' && code === facilityCode);
  const facility = mayKnow ? await findFacility(tx.db, facilityCode) : undefined;
  if (facility === undefined) throw reject('request.not-found', { facilityCode });
};

const registerCertificateRoute = route({
  method: 'post',
  path: '/v1/facilities/:facilityCode/certificates',
  summary: 'Register a certificate with which a facility signs its claim files; the same one again changes nothing',
  tag: 'Facilities',
  permission: 'facility:register',
  params: FacilityParams,
  body: RegisterCertificate,
  reply: FacilityCertificate,
  status: 201,
  idempotent: true,
  problems: ['certificate.of-another-facility', 'certificate.unusable', 'request.not-found'],
  handle: async (tx, { params: { facilityCode }, body }) => {
    await requireFacility(tx, facilityCode);
    const kept = await keepCertificate(tx, facilityCode, readCertificate(body.pem, tx.now));
    if (kept.facilityCode !== facilityCode) throw reject('certificate.of-another-facility', { facilityCode });
    return kept;
  },
});

const revokeCertificateRoute = route({
  method: 'post',
  path: '/v1/facilities/:facilityCode/certificates/:fingerprint/revocation',
  summary: 'Revoke a certificate from now on; what was signed before stays signed',
  tag: 'Facilities',
  permission: 'facility:register',
  params: FacilityParams.extend({ fingerprint: CertificateFingerprint }),
  body: RevokeCertificate,
  reply: FacilityCertificate,
  idempotent: true,
  problems: ['request.not-found'],
  handle: async (tx, { params, body }) => {
    const revoked = await revoke(tx, params, body);
    if (revoked === undefined) throw reject('request.not-found', { facilityCode: params.facilityCode });
    return revoked;
  },
});

const certificatesRoute = route({
  method: 'get',
  path: '/v1/facilities/:facilityCode/certificates',
  summary: 'List the certificates of a facility, revoked ones too, the newest first; a facility lists its own',
  tag: 'Facilities',
  permission: 'claim:read',
  params: FacilityParams,
  reply: z.array(FacilityCertificate),
  problems: ['request.not-found'],
  handle: async (tx, { params: { facilityCode } }) => {
    await requireFacility(tx, facilityCode);
    return listCertificates(tx.db, facilityCode);
  },
});

export const certificateRoutes = [registerCertificateRoute, revokeCertificateRoute, certificatesRoute];
