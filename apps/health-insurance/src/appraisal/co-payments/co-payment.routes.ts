import { CoPaymentAccount } from '@ansinh/contracts/health-insurance/api';
import { vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { inDigits } from '@ansinh/contracts/vocabulary/numbers';
import { z } from 'zod';
import { route } from '../../kit';
import { READING } from './co-payment.examples';
import { findAccount } from './co-payment.views';

const coPaymentsRoute = route({
  method: 'get',
  path: '/v1/participants/:participantId/co-payments',
  summary: 'Read what a person has paid as co-payment in a year, and from when the rest of it is exempt',
  tag: 'Claims',
  permission: 'participant:read',
  shows: 'health',
  params: z.object({ participantId: Id }),
  query: z.object({
    /** The present year in Viet Nam when absent. */
    year: inDigits(z.int().min(2024).max(2099)).optional(),
  }),
  reply: CoPaymentAccount,
  example: READING,
  handle: (tx, { params, query }) =>
    findAccount(tx, params.participantId, query.year ?? Number(vietNamDate(tx.now).slice(0, 4))),
});

export const coPaymentRoutes = [coPaymentsRoute];
