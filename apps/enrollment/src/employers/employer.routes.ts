import { CommuneWageZone, Employer, RegisterEmployer, SetWageZone } from '@ansinh/contracts/enrollment/api';
import { CommuneCode, Id } from '@ansinh/contracts/vocabulary/identifiers';
import { PageQuery, pageOf } from '@ansinh/contracts/wire/common.api';
import { z } from 'zod';
import { route } from '../kit';
import { registerEmployer, setWageZone } from './employer.commands';
import { LISTING, READING, REGISTERING, SETTING_ZONE } from './employer.examples';
import { getEmployer, listEmployers, zonesOf } from './employer.views';

export const employerRoutes = [
  route({
    method: 'post',
    path: '/v1/employers',
    summary: 'Register an employer',
    description: 'An employer registers its own unit code, an officer any.',
    tag: 'Employers',
    permission: 'employer:register',
    body: RegisterEmployer,
    reply: Employer,
    status: 201,
    idempotent: true,
    problems: ['employer.already-registered', 'employer.foreign-unit-code'],
    example: REGISTERING,
    handle: (tx, { body }) => registerEmployer(tx, body),
  }),
  route({
    method: 'get',
    path: '/v1/employers/:employerId',
    summary: 'Read an employer',
    tag: 'Employers',
    permission: 'employer:read',
    params: z.object({ employerId: Id }),
    reply: Employer,
    problems: ['request.not-found'],
    example: READING,
    handle: (tx, { params }) => getEmployer(tx, params.employerId),
  }),
  route({
    method: 'get',
    path: '/v1/employers',
    summary: 'List employers',
    description: 'In the order of registration; an employer sees itself alone.',
    tag: 'Employers',
    permission: 'employer:read',
    query: PageQuery,
    reply: pageOf(Employer),
    example: LISTING,
    handle: (tx, { query }) => listEmployers(tx, query),
  }),
  route({
    method: 'put',
    path: '/v1/wage-zones/:communeCode',
    summary: 'Enter the minimum-wage zone of a commune',
    description: 'The same date again corrects the entry. Communes without an entry are in zone IV.',
    tag: 'Employers',
    permission: 'wage-zone:set',
    params: z.object({ communeCode: CommuneCode }),
    body: SetWageZone,
    reply: CommuneWageZone,
    twoPersons: { decide: 'approval:decide', now: (tx, { params }) => zonesOf(tx.db, params.communeCode) },
    example: SETTING_ZONE,
    handle: (tx, { params, body }) => setWageZone(tx, params.communeCode, body),
  }),
];
