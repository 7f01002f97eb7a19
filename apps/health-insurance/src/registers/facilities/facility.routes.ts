import { Facility, RegisterFacility } from '@ansinh/contracts/health-insurance/registers.api';
import { FacilityCode } from '@ansinh/contracts/vocabulary/identifiers';
import { z } from 'zod';
import { route } from '../../kit';
import { registerFacility } from './facility.commands';
import { READING, REGISTERING } from './facility.examples';
import { getFacility, shownFacility } from './facility.views';

const registerFacilityRoute = route({
  method: 'post',
  path: '/v1/facilities',
  summary: 'Register a medical facility, or change its data, by two persons',
  tag: 'Facilities',
  permission: 'facility:register',
  body: RegisterFacility,
  reply: Facility,
  status: 201,
  idempotent: true,
  problems: ['request.invalid'],
  twoPersons: { decide: 'approval:decide', now: (tx, { body }) => shownFacility(tx.db, body.facilityCode) },
  example: REGISTERING,
  handle: (tx, { body }) => registerFacility(tx, body),
});

const facilityRoute = route({
  method: 'get',
  path: '/v1/facilities/:facilityCode',
  summary: 'Read a medical facility; a facility reads itself',
  description: 'Of the account number the last four signs are shown.',
  tag: 'Facilities',
  permission: 'claim:read',
  params: z.object({ facilityCode: FacilityCode }),
  reply: Facility,
  problems: ['request.not-found'],
  example: READING,
  handle: (tx, { params }) => getFacility(tx, params.facilityCode),
});

export const facilityRoutes = [registerFacilityRoute, facilityRoute];
