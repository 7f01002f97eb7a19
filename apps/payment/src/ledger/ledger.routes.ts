import { TrialBalance } from '@ansinh/contracts/payment/api';
import { route } from '../kit';
import { READING } from './ledger.examples';
import { readTrialBalance } from './ledger.views';

export const ledgerRoutes = [
  route({
    method: 'get',
    path: '/v1/ledger/trial-balance',
    summary: 'Debits and credits of every account, and whether they are equal',
    tag: 'Ledger',
    permission: 'ledger:read',
    reply: TrialBalance,
    example: READING,
    handle: (tx) => readTrialBalance(tx.db),
  }),
];
