import { TrialBalance } from '@ansinh/contracts/payment/api';
import { route } from '../kit';
import { trialBalance } from './ledger.views';

export const routes = [
  route({
    method: 'get',
    path: '/v1/collection-ledger/trial-balance',
    summary: 'Sums of the accounts of collection: debits and credits are equal',
    tag: 'Ledger',
    permission: 'ledger:read',
    reply: TrialBalance,
    handle: ({ db }) => trialBalance(db),
  }),
];
