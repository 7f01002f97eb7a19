import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildPain001,
  buildPain002,
  Iso20022Error,
  joinChunks,
  type Pain001Batch,
  type Pain001Transaction,
  readPain001,
  readPain002,
  type StatusReport,
  streamPain001,
} from '../index';

const golden = (name: string): string => readFileSync(join(__dirname, '../golden', name), 'utf8');

const pension: Pain001Transaction = {
  endToEndId: '202603-000001',
  instructionId: 'L-1',
  amountVnd: 5_215_000n,
  creditorName: "H'Mai Êban",
  creditorAccount: '0231000123456',
  creditorBankBin: '970436',
  purpose: 'PENS',
  remittanceText: 'BHXH luong huu 03/2026',
};

const maternity: Pain001Transaction = {
  endToEndId: '202603-000002',
  instructionId: 'L-2',
  amountVnd: 2_700_000n,
  creditorName: 'Nguyễn Thị Đào & <con>',
  creditorAccount: '101000654321',
  creditorBankBin: '970415',
  purpose: 'SSBE',
  remittanceText: 'BHXH tro cap thai san',
};

const batch: Pain001Batch = {
  messageId: 'PO-2026-03-0001',
  createdAt: new Date('2026-03-01T08:15:00+07:00'),
  initiatingParty: { name: 'Bảo hiểm xã hội khu vực XXVI', id: 'BHXH-KV26' },
  debtor: { name: 'Bảo hiểm xã hội khu vực XXVI', account: '5200201000001', bankBin: '970405' },
  requestedExecutionDate: '2026-03-02',
  paymentInformationId: 'PO-2026-03-0001-A',
  transactions: [pension, maternity],
  control: { count: 2, sumVnd: 7_915_000n },
};

const refusalOf = async (work: Promise<unknown>): Promise<Iso20022Error> => {
  const outcome = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(outcome instanceof Iso20022Error)) {
    throw new Error('the message was not refused');
  }
  return outcome;
};

const refusedBatch = (changes: Partial<Pain001Batch>): Promise<Iso20022Error> =>
  refusalOf(joinChunks(buildPain001({ ...batch, ...changes })));

describe('a payout batch as pain.001', () => {
  it('is written exactly as the hand-written file', async () => {
    expect(await joinChunks(buildPain001(batch))).toBe(golden('payout.pain.001.001.09.xml'));
  });

  it('is read back with its header, its debtor and its payments', async () => {
    const { transactions, debtor, requestedExecutionDate, paymentInformationId, control, ...header } = batch;
    expect(await readPain001(golden('payout.pain.001.001.09.xml'))).toEqual({
      ...header,
      control,
      messageName: 'pain.001.001.09',
      instructions: [{ paymentInformationId, debtor, requestedExecutionDate, control, transactions }],
    });
  });

  it('is refused when a payment is missing, too many, or of another amount than the control says', async () => {
    expect(await refusedBatch({ transactions: [pension] })).toMatchObject({ code: 'control-count-mismatch' });
    expect(await refusedBatch({ control: { count: 1, sumVnd: 7_915_000n } })).toMatchObject({
      code: 'control-count-mismatch',
    });
    expect(await refusedBatch({ control: { count: 2, sumVnd: 7_915_001n } })).toMatchObject({
      code: 'control-sum-mismatch',
      path: 'GrpHdr/CtrlSum',
      line: null,
    });
    expect(await refusedBatch({ transactions: [], control: { count: 0, sumVnd: 0n } })).toMatchObject({
      code: 'batch-empty',
    });
  });

  it('never pays twice under one end-to-end id', async () => {
    const twice = [pension, { ...maternity, endToEndId: pension.endToEndId }];
    expect(await refusedBatch({ transactions: twice })).toMatchObject({
      code: 'end-to-end-id-repeated',
      path: 'PmtInf/CdtTrfTxInf[2]/PmtId/EndToEndId',
    });
  });

  it.each<[string, Partial<Pain001Transaction>, string, string]>([
    ['a name of more than 140 characters', { creditorName: 'Đ'.repeat(141) }, 'text-too-long', 'Cdtr/Nm'],
    ['an empty name', { creditorName: '  ' }, 'text-invalid', 'Cdtr/Nm'],
    ['a control character', { remittanceText: 'BHXH\u0007' }, 'text-invalid', 'RmtInf/Ustrd'],
    ['half a surrogate pair', { creditorName: 'A\ud800' }, 'text-invalid', 'Cdtr/Nm'],
    ['an id of 36 characters', { endToEndId: 'x'.repeat(36) }, 'text-too-long', 'PmtId/EndToEndId'],
    ['an id with Vietnamese letters', { instructionId: 'Đ1' }, 'text-invalid', 'PmtId/InstrId'],
    ['an account of 35 digits', { creditorAccount: '1'.repeat(35) }, 'text-too-long', 'CdtrAcct/Id/Othr/Id'],
    [
      'a BIN that is not six digits',
      { creditorBankBin: '97040' },
      'text-invalid',
      'CdtrAgt/FinInstnId/ClrSysMmbId/MmbId',
    ],
    ['a purpose outside the code form', { purpose: 'pens' }, 'code-invalid', 'Purp/Cd'],
    ['a payment of nothing', { amountVnd: 0n }, 'amount-out-of-range', 'Amt/InstdAmt'],
    ['a negative payment', { amountVnd: -1n }, 'amount-out-of-range', 'Amt/InstdAmt'],
    ['more than 18 digits', { amountVnd: 10n ** 18n }, 'amount-out-of-range', 'Amt/InstdAmt'],
  ])('refuses %s and names the line and the element', async (_, change, code, element) => {
    const refusal = await refusedBatch({ transactions: [pension, { ...maternity, ...change }] });
    expect(refusal).toMatchObject({ code, path: `PmtInf/CdtTrfTxInf[2]/${element}` });
    expect(refusal.message).not.toContain('Đ');
  });

  it('counts a letter outside the basic plane as one character, as the schema does', async () => {
    const creditorName = '\u{20BB7}'.repeat(140);
    const chunks = buildPain001({ ...batch, transactions: [pension, { ...maternity, creditorName }] });
    expect(await joinChunks(chunks)).toContain(`<Nm>${creditorName}</Nm>`);
  });

  it('refuses days and times that do not exist', async () => {
    expect(await refusedBatch({ requestedExecutionDate: '2026-02-30' })).toMatchObject({ code: 'date-invalid' });
    expect(await refusedBatch({ createdAt: new Date(Number.NaN) })).toMatchObject({ code: 'date-invalid' });
  });

  it('leaves a document that nobody can parse when the control fails after the first chunks', async () => {
    let sent = '';
    const broken = async (): Promise<void> => {
      for await (const chunk of buildPain001({ ...batch, ...payments(500, 501) })) {
        sent += chunk;
      }
    };
    expect(await refusalOf(broken())).toMatchObject({ code: 'control-count-mismatch' });
    expect(sent.length).toBeGreaterThan(30_000);
    expect(await refusalOf(readPain001(sent))).toMatchObject({ code: 'xml-malformed' });
  });

  it('streams 20,000 payments in small chunks, both ways', async () => {
    let largest = 0;
    async function* bytes(): AsyncGenerator<Buffer> {
      for await (const chunk of buildPain001({ ...batch, ...payments(20_000) })) {
        largest = Math.max(largest, chunk.length);
        yield Buffer.from(chunk);
      }
    }
    let count = 0;
    let sumVnd = 0n;
    for await (const item of streamPain001(bytes())) {
      if (item.kind === 'transaction') {
        count += 1;
        sumVnd += item.transaction.amountVnd;
      }
    }
    expect({ count, sumVnd }).toEqual(payments(20_000).control);
    expect(largest).toBeLessThan(40 * 1024);
  });

  it.each([
    ['its count', '<NbOfTxs>2<', '<NbOfTxs>3<', 'control-count-mismatch'],
    ['its sum', '<CtrlSum>7915000<', '<CtrlSum>7915001<', 'control-sum-mismatch'],
    ['an amount', '>2700000<', '>0<', 'amount-out-of-range'],
    ['a missing account', /<CdtrAcct>.*?<\/CdtrAcct>/, '', 'element-missing'],
    ['a second header', /(<GrpHdr>.*<\/GrpHdr>)/, '$1$1', 'element-repeated'],
    ['no header', /<GrpHdr>.*<\/GrpHdr>/, '', 'element-missing'],
    ['no payments', /<CdtTrfTxInf>.*<\/CdtTrfTxInf>/gs, '', 'element-missing'],
  ])('is refused by its reader for %s', async (_, from, to, code) => {
    const xml = golden('payout.pain.001.001.09.xml').replace(from, to);
    expect(await refusalOf(readPain001(xml))).toMatchObject({ code, line: expect.any(Number) });
  });
});

const payments = (length: number, count = length): Pick<Pain001Batch, 'transactions' | 'control'> => {
  const amountOf = (index: number): bigint => 2_000_000n + BigInt(index);
  const all = Array.from({ length }, (_, index) => index);
  async function* transactions(): AsyncGenerator<Pain001Transaction> {
    for (const index of all) {
      yield { ...pension, endToEndId: `202603-${index}`, amountVnd: amountOf(index) };
    }
  }
  return {
    transactions: transactions(),
    control: { count, sumVnd: all.reduce((sum, index) => sum + amountOf(index), 0n) },
  };
};

describe("the bank's answer as pain.002", () => {
  const report: StatusReport = {
    messageId: '970405-S-78',
    createdAt: new Date('2026-03-02T09:30:00+07:00'),
    initiatingPartyName: 'Ngân hàng mẫu',
    originalMessageId: 'PO-2026-03-0001',
    originalMessageName: 'pain.001.001.09',
    originalCount: 2,
    originalSumVnd: 7_915_000n,
    groupStatus: 'PART',
    reasons: [],
    paymentInformation: [
      {
        originalPaymentInformationId: 'PO-2026-03-0001-A',
        status: 'PART',
        reasons: [],
        transactions: [
          {
            originalInstructionId: 'L-1',
            originalEndToEndId: '202603-000001',
            status: 'ACSC',
            reasons: [],
            acceptedAt: new Date('2026-03-02T09:00:00+07:00'),
            accountServicerRef: 'FT26061AA01',
            amountVnd: 5_215_000n,
          },
          {
            originalInstructionId: 'L-2',
            originalEndToEndId: '202603-000002',
            status: 'RJCT',
            reasons: [{ code: 'AC04', additionalInfo: ['Tài khoản đã đóng'] }],
          },
        ],
      },
    ],
  };

  it('is written exactly as the hand-written file and read back', async () => {
    expect(buildPain002(report)).toBe(golden('answer.pain.002.001.12.xml'));
    expect(await readPain002(golden('answer.pain.002.001.12.xml'))).toEqual(report);
  });

  it('is read in the version of 2009, with prefixes and a time without an offset', async () => {
    const read = await readPain002(golden('answer.pain.002.001.03.xml'));
    expect(read).toMatchObject({ originalSumVnd: 7_915_000n, groupStatus: 'PART', createdAt: report.createdAt });
    expect(read.paymentInformation[0]?.transactions).toEqual([
      { originalEndToEndId: '202603-000001', status: 'ACSC', reasons: [], accountServicerRef: 'FT26061AA01' },
      {
        originalEndToEndId: '202603-000002',
        status: 'RJCT',
        reasons: [{ code: 'AC04', additionalInfo: ['Tài khoản đã đóng'] }],
      },
    ]);
  });

  it('may refuse the whole group without naming a payment', async () => {
    const refused: StatusReport = {
      ...report,
      groupStatus: 'RJCT',
      reasons: [{ code: 'CHK-7', proprietary: true, additionalInfo: [] }],
      paymentInformation: [],
    };
    expect(await readPain002(buildPain002(refused))).toEqual(refused);
  });

  it.each([
    ['an unknown status', '<TxSts>ACSC<', '<TxSts>PAID<', 'code-invalid'],
    ['no end-to-end id', /<OrgnlEndToEndId>202603-000001<\/OrgnlEndToEndId>/, '', 'element-missing'],
    [
      'two statuses of one payment',
      '<TxSts>ACSC</TxSts>',
      '<TxSts>ACSC</TxSts><TxSts>RJCT</TxSts>',
      'element-repeated',
    ],
    ['no original message', /<OrgnlGrpInfAndSts>.*<\/OrgnlGrpInfAndSts>/, '', 'element-missing'],
  ])('is refused for %s', async (_, from, to, code) => {
    const xml = golden('answer.pain.002.001.12.xml').replace(from, to);
    expect(await refusalOf(readPain002(xml))).toMatchObject({ code });
  });

  it('does not write additional information that is too long', () => {
    const reasons = [{ code: 'NARR', additionalInfo: ['x'.repeat(106)] }];
    expect(() => buildPain002({ ...report, reasons })).toThrow(
      expect.objectContaining({ code: 'text-too-long', path: 'OrgnlGrpInfAndSts/StsRsnInf[1]/AddtlInf' }),
    );
  });
});
