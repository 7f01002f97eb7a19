import { PreparedPayouts, PreparePayouts } from '@ansinh/contracts/payment/api';
import { route } from '../kit';
import { preparePayouts } from './payroll.commands';
import { PREPARING } from './payroll.examples';

export const payrollRoutes = [
  route({
    method: 'post',
    path: '/v1/payout-runs',
    summary: 'Make the payouts of a month',
    description:
      'One payout for each approved monthly benefit in force in the month. A second run adds only what is new.',
    tag: 'Payouts',
    permission: 'payout:batch',
    body: PreparePayouts,
    reply: PreparedPayouts,
    idempotent: true,
    problems: ['payout.month-too-early'],
    example: PREPARING,
    handle: (tx, { body }) => preparePayouts(tx, body.month),
  }),
];
