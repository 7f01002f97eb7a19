import { BankCredit, BankStatementResult, ReportBankCredit } from '@ansinh/contracts/collection/api';
import { MESSAGE_LIMITS } from '@ansinh/iso20022';
import { reportedCredit } from '../credits/credit.rules';
import { route } from '../kit';
import { recordBankStatement } from './bank-statement.commands';
import { statementReading } from './bank-statement-file';
import { recordCredit } from './receipt.commands';
import { REPORTING, SENDING_STATEMENT } from './receipt.examples';

const FILE_BYTES_MAX = 20_000_000;

export const receiptRoutes = [
  route({
    method: 'post',
    path: '/v1/bank-credits',
    summary: 'Report one credit on an account of the agency',
    description:
      'The bank reference is unique for ever: the same booking told again, under whatever key, is answered as a duplicate.',
    tag: 'Bank credits',
    permission: 'credit:report',
    body: ReportBankCredit,
    reply: BankCredit,
    idempotent: true,
    problems: ['credit.reference-reused'],
    example: REPORTING,
    handle: (tx, { body }) => recordCredit(tx, tx.by.tenant.code, reportedCredit(body)),
  }),
  route({
    method: 'post',
    path: '/v1/bank-statements',
    summary: 'Send a camt.053 or camt.054 file; every booked credit in it is answered',
    tag: 'Bank credits',
    permission: 'credit:report',
    rawBody: { contentTypes: ['application/xml', 'text/xml'], limitBytes: FILE_BYTES_MAX, limits: MESSAGE_LIMITS },
    readFile: statementReading.of,
    reply: BankStatementResult,
    idempotent: true,
    problems: [
      'bank-statement.other-bank',
      'bank-statement.unreadable',
      'credit.reference-reused',
      'request.too-complex',
    ],
    example: SENDING_STATEMENT,
    handle: (tx, { content }) => recordBankStatement(tx, content),
  }),
];
