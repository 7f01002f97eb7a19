import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { buildPain001, joinChunks, readCamt054, readPain002 } from '@ansinh/iso20022';
import { buildCreditNotification, type PaidCredit, withPaymentFaults } from './credit-files';
import { answerPain001 } from './status-reports';

const createdAt = new Date('2026-11-05T02:00:00Z');
const payment = (index: number, amountVnd: bigint): PaidCredit => ({
  bankReference: `FT2630900${index}`,
  amountVnd,
  bookedOn: localDate('2026-11-05'),
  content: `AS${index} nop BHXH thang 10`,
  payerName: `Công ty TNHH Mẫu ${index}`,
  payerAccount: `10000000${index}`,
});
const payments = [payment(1, 100_000_005n), payment(2, 20_000_000n), payment(3, 3_000_000n)];

describe('the credits of a day', () => {
  it('arrive as they were paid when nothing goes wrong', () => {
    expect(withPaymentFaults(payments, {})).toEqual(payments);
  });

  it('arrive with one short, one without reference and one told twice', () => {
    const arrived = withPaymentFaults(payments, { short: 0, unknown: 1, twice: 2 });
    expect(arrived.map((each) => each.amountVnd)).toEqual([90_000_005n, 20_000_000n, 3_000_000n, 3_000_000n]);
    expect(arrived[1]?.content).toBe('nop tien bao hiem');
    expect(arrived[3]).toEqual(arrived[2]);
  });

  it('are told by a camt.054 that reads back', async () => {
    const account = { number: '5200205000066', ownerName: 'BHXH tỉnh Đắk Lắk', bankBin: '970405' };
    const xml = buildCreditNotification({ messageId: 'CAMT-1', createdAt, account, payments });
    const { messageId, notifications } = await readCamt054(xml);
    expect(messageId).toBe('CAMT-1');
    expect(notifications[0]?.account).toMatchObject({ account: '5200205000066', bankBin: '970405' });
    expect(
      notifications[0]?.entries.map(({ accountServicerRef, amountVnd, bookingDate, details }) => ({
        accountServicerRef,
        amountVnd,
        bookingDate,
        content: details[0]?.remittanceText,
      })),
    ).toEqual(
      payments.map(({ bankReference, amountVnd, bookedOn, content }) => ({
        accountServicerRef: bankReference,
        amountVnd,
        bookingDate: bookedOn,
        content,
      })),
    );
  });
});

describe('the answer of a bank to a payout batch', () => {
  const transfer = (index: number, creditorAccount: string) => ({
    endToEndId: `E2E${index}`,
    instructionId: `I${index}`,
    amountVnd: BigInt(index) * 1_000_000n,
    creditorName: 'Trần Thị Mai',
    creditorAccount,
    creditorBankBin: '970405',
    purpose: 'PENS',
    remittanceText: 'Luong huu thang 10/2026',
  });
  const batch = () =>
    joinChunks(
      buildPain001({
        messageId: 'B1',
        createdAt,
        initiatingParty: { name: 'BHXH', id: '66' },
        debtor: { name: 'BHXH', account: '5200205000066', bankBin: '970405' },
        requestedExecutionDate: '2026-11-06',
        paymentInformationId: 'B1-1',
        transactions: [transfer(1, '111111'), transfer(2, '222222'), transfer(3, '333333')],
        control: { count: 3, sumVnd: 6_000_000n },
      }),
    );
  const answer = { messageId: 'R1', createdAt, bankName: 'Agribank' };

  it('pays everything unless told otherwise', async () => {
    const report = await readPain002(await answerPain001(await batch(), answer));
    expect(report).toMatchObject({ originalMessageId: 'B1', groupStatus: 'ACSC', originalSumVnd: 6_000_000n });
    expect(report.paymentInformation[0]?.transactions.map(({ status }) => status)).toEqual(['ACSC', 'ACSC', 'ACSC']);
  });

  it('sends back what goes to a closed account and follows the outcomes that are named', async () => {
    const outcomes = new Map([['E2E3', { status: 'returned', reason: 'BE01' } as const]]);
    const closedAccounts = new Set(['222222']);
    const report = await readPain002(await answerPain001(await batch(), { ...answer, outcomes, closedAccounts }));
    expect(report.groupStatus).toBe('PART');
    expect(
      report.paymentInformation[0]?.transactions.map(({ originalEndToEndId, status, reasons }) => [
        originalEndToEndId,
        status,
        reasons[0]?.code,
      ]),
    ).toEqual([
      ['E2E1', 'ACSC', undefined],
      ['E2E2', 'RJCT', 'AC04'],
      ['E2E3', 'RJCT', 'BE01'],
    ]);
  });
});
