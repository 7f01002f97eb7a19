import { PaymentRequest } from '@ansinh/contracts/collection/api';
import { z } from 'zod';
import { collectingAccount } from '../config';
import { route } from '../kit';
import { ASKING_HOW_TO_PAY } from './premium.examples';
import { getHouseholdPaymentRequest } from './premium.views';

const account = collectingAccount();

export const premiumRoutes = [
  route({
    method: 'get',
    path: '/v1/payment-requests/:reference',
    summary: 'How to pay the premium of a household order, as VietQR',
    tag: 'Household insurance',
    permission: 'household:enrol',
    params: z.object({ reference: z.string().min(1).max(40) }),
    reply: PaymentRequest,
    problems: ['payment-request.nothing-due', 'request.not-found'],
    example: ASKING_HOW_TO_PAY,
    handle: ({ db, by }, { params }) => getHouseholdPaymentRequest({ db, by, account }, params.reference),
  }),
];
