import { TrialBalance } from '@ansinh/contracts/payment/api';
import { route } from '../kit';
import { READING } from './ledger.examples';
import { trialBalance } from './ledger.views';

export const ledgerRoutes = [
  route({
    method: 'get',
    path: '/v1/collection-ledger/trial-balance',
    summary: 'Sums of the accounts of collection: debits and credits are equal',
    tag: 'Ledger',
    permission: 'ledger:read',
    reply: TrialBalance,
    example: READING,
    handle: ({ db }) => trialBalance(db),
  }),
];
