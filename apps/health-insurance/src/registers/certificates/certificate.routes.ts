import {
  CertificateFingerprint,
  FacilityCertificate,
  RegisterCertificate,
  RevokeCertificate,
} from '@ansinh/contracts/health-insurance/registers.api';
import { FacilityCode } from '@ansinh/contracts/vocabulary/identifiers';
import { z } from 'zod';
import { route } from '../../kit';
import { getFacility } from '../facilities/facility.views';
import { registerCertificate, revokeCertificate } from './certificate.commands';
import { LISTING, REGISTERING, REVOKING } from './certificate.examples';
import { listCertificates } from './certificate.views';

const FacilityParams = z.object({ facilityCode: FacilityCode });

const registerCertificateRoute = route({
  method: 'post',
  path: '/v1/facilities/:facilityCode/certificates',
  summary:
    'Register a certificate with which a facility signs its claim files, by two persons; the same one again changes nothing',
  tag: 'Facilities',
  permission: 'facility:register',
  params: FacilityParams,
  body: RegisterCertificate,
  reply: FacilityCertificate,
  status: 201,
  idempotent: true,
  problems: ['certificate.of-another-facility', 'certificate.unusable', 'request.not-found'],
  twoPersons: {
    decide: 'approval:decide',
    now: (tx, { params: { facilityCode } }) => listCertificates(tx.db, facilityCode),
  },
  example: REGISTERING,
  handle: (tx, { params: { facilityCode }, body }) => registerCertificate(tx, facilityCode, body),
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
  example: REVOKING,
  handle: (tx, { params, body }) => revokeCertificate(tx, params, body),
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
  example: LISTING,
  handle: async (tx, { params: { facilityCode } }) => {
    await getFacility(tx, facilityCode);
    return listCertificates(tx.db, facilityCode);
  },
});

export const certificateRoutes = [registerCertificateRoute, revokeCertificateRoute, certificatesRoute];
