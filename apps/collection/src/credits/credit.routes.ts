import { BankCredit, CreditOutcome } from '@ansinh/contracts/collection/api';
import { PageQuery, pageOf } from '@ansinh/contracts/wire/common.api';
import { route } from '../kit';
import { LISTING } from './credit.examples';
import { listCredits } from './credit.views';

export const creditRoutes = [
  route({
    method: 'get',
    path: '/v1/bank-credits',
    summary: 'List credits, those with money in suspense for instance',
    tag: 'Bank credits',
    permission: 'credit:read',
    shows: 'person',
    query: PageQuery.extend({ outcome: CreditOutcome.exclude(['duplicate']).optional() }),
    reply: pageOf(BankCredit),
    example: LISTING,
    handle: ({ db, by }, { query }) => listCredits(db, by, query),
  }),
];
