import fc from 'fast-check';
import {
  type AccountReportWithEntries,
  buildCamt053,
  buildCamt054,
  buildPain001,
  buildPain002,
  type Entry,
  joinChunks,
  PAYMENT_STATUS_CODES,
  type Pain001Transaction,
  readCamt053,
  readCamt054,
  readPain001,
  readPain002,
  type StatusReason,
  type TransactionStatus,
} from './index';

const letters = [...'aăâbcdđeêghiklmnoôơpqrstuưvxyÁẠẢÃĂẮẰẲẴẶÂẤẦĐÊẾỆÔỐỘƠỚỢƯỨỰÝỲỴ \'&<>"]].-/;\u{1F600}\r\n\t'];
const text = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength })
    .map((value) => value.normalize('NFC').trim())
    .filter((value) => value !== '');
const id = fc
  .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 35 })
  .filter((value) => value === value.trim() && value !== 'NOTPROVIDED');
const account = fc.stringMatching(/^[0-9A-Z]{1,34}$/);
const bankBin = fc.stringMatching(/^[0-9]{6}$/);
const amountVnd = fc.bigInt({ min: 1n, max: 10n ** 15n });
const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
const day = instant.map((value) => value.toISOString().slice(0, 10));
const code = fc.stringMatching(/^[A-Z]{2}[0-9]{2}$/);
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(arbitrary, { nil: undefined });

const payment: fc.Arbitrary<Pain001Transaction> = fc.record({
  endToEndId: id,
  instructionId: id,
  amountVnd,
  creditorName: text(140),
  creditorAccount: account,
  creditorBankBin: bankBin,
  purpose: fc.constantFrom('PENS', 'SSBE', 'HLTI'),
  remittanceText: text(140),
});

const payoutBatch = fc
  .record({
    messageId: id,
    createdAt: instant,
    initiatingParty: fc.record({ name: text(140), id }),
    debtor: fc.record({ name: text(140), account, bankBin }),
    requestedExecutionDate: day,
    paymentInformationId: id,
    transactions: fc.uniqueArray(payment, { minLength: 1, maxLength: 5, selector: ({ endToEndId }) => endToEndId }),
  })
  .map((batch) => ({
    ...batch,
    control: {
      count: batch.transactions.length,
      sumVnd: batch.transactions.reduce((sum, transaction) => sum + transaction.amountVnd, 0n),
    },
  }));

const reasons: fc.Arbitrary<StatusReason[]> = fc.array(
  fc.oneof(
    fc.record({ code: maybe(code), additionalInfo: fc.array(text(105), { minLength: 1, maxLength: 2 }) }),
    fc.record({ code: text(35), proprietary: fc.constant(true), additionalInfo: fc.constant([]) }),
  ),
  { maxLength: 2 },
);
const status = fc.constantFrom(...PAYMENT_STATUS_CODES);
const paymentStatus: fc.Arbitrary<TransactionStatus> = fc.record({
  statusId: maybe(id),
  originalInstructionId: maybe(id),
  originalEndToEndId: id,
  status,
  reasons,
  acceptedAt: maybe(instant),
  accountServicerRef: maybe(id),
  amountVnd: maybe(amountVnd),
});
const original = { originalCount: maybe(fc.nat()), originalSumVnd: maybe(amountVnd), reasons };
const statusReport = fc.record({
  messageId: id,
  createdAt: instant,
  initiatingPartyName: maybe(text(140)),
  originalMessageId: id,
  originalMessageName: fc.constant('pain.001.001.09'),
  originalCreatedAt: maybe(instant),
  groupStatus: maybe(status),
  ...original,
  paymentInformation: fc.array(
    fc.record({
      originalPaymentInformationId: id,
      status: maybe(status),
      transactions: fc.array(paymentStatus, { maxLength: 3 }),
      ...original,
    }),
    { maxLength: 2 },
  ),
});

const direction = fc.constantFrom('CRDT', 'DBIT');
const detail = fc.record({
  amountVnd,
  accountServicerRef: maybe(id),
  paymentInformationId: maybe(id),
  instructionId: maybe(id),
  endToEndId: maybe(id),
  transactionId: maybe(id),
  debtorName: maybe(text(140)),
  debtorAccount: maybe(account),
  creditorName: maybe(text(140)),
  creditorAccount: maybe(account),
  remittanceText: maybe(text(140)),
  returnReason: maybe(code),
  additionalInfo: maybe(text(300)),
});
const entry: fc.Arbitrary<Entry> = fc
  .record({
    entryRef: maybe(id),
    accountServicerRef: id,
    amountVnd,
    creditDebit: direction,
    reversal: fc.boolean(),
    status: fc.constantFrom('BOOK', 'PDNG'),
    bookingDate: day,
    valueDate: day,
    batchIds: fc.record({ messageId: id, paymentInformationId: maybe(id) }),
    details: fc.array(detail, { maxLength: 4 }),
    additionalInfo: maybe(text(300)),
  })
  .map(({ batchIds, details, ...rest }) => ({
    ...rest,
    amountVnd: details.length === 0 ? rest.amountVnd : details.reduce((sum, one) => sum + one.amountVnd, 0n),
    details: details.map((one) => ({ ...one, creditDebit: rest.creditDebit })),
    batch: details.length > 1 ? { ...batchIds, count: details.length } : undefined,
  }));

const balance = fc.record({ amountVnd: fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), date: day });
const accountReport: fc.Arbitrary<AccountReportWithEntries> = fc
  .record({
    id,
    createdAt: maybe(instant),
    period: maybe(fc.record({ from: instant, to: instant })),
    account: fc.record({ account, ownerName: maybe(text(140)), bankBin: maybe(bankBin) }),
    entries: fc.array(entry, { maxLength: 3 }),
  })
  .map(({ period, ...report }) => ({ ...report, ...period }));
const header = { messageId: id, createdAt: instant };

describe('what is written is read back unchanged', () => {
  it('as pain.001', async () => {
    await fc.assert(
      fc.asyncProperty(payoutBatch, async (batch) => {
        const read = await readPain001(await joinChunks(buildPain001(batch)));
        const { transactions, debtor, requestedExecutionDate, paymentInformationId, control, ...rest } = batch;
        expect(read).toEqual({
          ...rest,
          control,
          messageName: 'pain.001.001.09',
          instructions: [{ paymentInformationId, debtor, requestedExecutionDate, control, transactions }],
        });
      }),
    );
  });

  it('as pain.002', async () => {
    await fc.assert(
      fc.asyncProperty(statusReport, async (report) => {
        expect(await readPain002(buildPain002(report))).toEqual(report);
      }),
    );
  });

  it('as camt.053', async () => {
    const statement = fc
      .tuple(accountReport, balance, balance)
      .map(([report, openingBalance, closingBalance]) => ({ ...report, openingBalance, closingBalance }));
    const message = fc.record({ ...header, statements: fc.array(statement, { minLength: 1, maxLength: 2 }) });
    await fc.assert(
      fc.asyncProperty(message, async (camt) => {
        expect(await readCamt053(Buffer.from(buildCamt053(camt)))).toEqual(camt);
      }),
    );
  });

  it('as camt.054', async () => {
    const message = fc.record({ ...header, notifications: fc.array(accountReport, { minLength: 1, maxLength: 2 }) });
    await fc.assert(
      fc.asyncProperty(message, async (camt) => {
        expect(await readCamt054(buildCamt054(camt))).toEqual(camt);
      }),
    );
  });
});
