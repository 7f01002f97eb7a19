import { reject } from '@ansinh/contracts/catalogue/problems';
import { Facility, RegisterFacility } from '@ansinh/contracts/health-insurance/api';
import { FacilityCode } from '@ansinh/contracts/vocabulary/identifiers';
import { z } from 'zod';
import { route } from '../../kit';
import { certificateRoutes } from '../certificates/certificate.routes';
import { registerFacility } from './facility.commands';
import { findFacility } from './facility.views';

const registerFacilityRoute = route({
  method: 'post',
  path: '/v1/facilities',
  summary: 'Register a medical facility, or change its data',
  tag: 'Facilities',
  permission: 'facility:register',
  body: RegisterFacility,
  reply: Facility,
  status: 201,
  idempotent: true,
  problems: ['request.invalid'],
  handle: (tx, { body }) => registerFacility(tx, body),
});

const facilityRoute = route({
  method: 'get',
  path: '/v1/facilities/:facilityCode',
  summary: 'Read a medical facility; a facility reads itself',
  tag: 'Facilities',
  permission: 'claim:read',
  params: z.object({ facilityCode: FacilityCode }),
  reply: Facility,
  problems: ['request.not-found'],
  handle: async (tx, { params }) => {
    const { kind, code } = tx.by.tenant;
    const mayRead = kind === 'agency' || (kind === 'facility' && code === params.facilityCode);
    const facility = mayRead ? await findFacility(tx.db, params.facilityCode) : undefined;
    if (facility === undefined) throw reject('request.not-found', { facilityCode: params.facilityCode });
    return facility;
  },
});

export const facilityRoutes = [registerFacilityRoute, facilityRoute, ...certificateRoutes];
