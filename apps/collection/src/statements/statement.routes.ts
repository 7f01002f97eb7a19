import { PaymentRequest, Statement } from '@ansinh/contracts/collection/api';
import { vietNamDate, YearMonthText } from '@ansinh/contracts/vocabulary/calendar';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { z } from 'zod';
import { collectingAccount } from '../config';
import { route } from '../kit';
import { ASKING_HOW_TO_PAY, READING } from './statement.examples';
import { getPaymentRequest, getStatement } from './statement.views';

const account = collectingAccount();

export const statementRoutes = [
  route({
    method: 'get',
    path: '/v1/employers/:employerId/statements/:month',
    summary: 'Read the monthly statement of an employer (C12-TS): due, paid, late, interest as of today',
    tag: 'Contributions',
    permission: 'employer:read',
    params: z.object({ employerId: Id, month: YearMonthText }),
    reply: Statement,
    problems: ['request.not-found'],
    example: READING,
    handle: (tx, { params }) => getStatement(tx, params, vietNamDate(tx.now)),
  }),
  route({
    method: 'get',
    path: '/v1/employers/:employerId/payment-qr',
    summary: 'How to pay what a month owes today, as VietQR',
    tag: 'Contributions',
    permission: 'employer:read',
    params: z.object({ employerId: Id }),
    query: z.object({ month: YearMonthText }),
    reply: PaymentRequest,
    problems: ['payment-request.nothing-due', 'request.not-found'],
    example: ASKING_HOW_TO_PAY,
    handle: ({ db, by, now }, { params, query }) =>
      getPaymentRequest({ db, by, account }, { ...params, ...query }, vietNamDate(now)),
  }),
];
