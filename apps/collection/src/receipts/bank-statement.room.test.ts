import type { BankStatementResult } from '@ansinh/contracts/collection/api';
import { buildCamt053 } from '@ansinh/iso20022';
import {
  ACCOUNT,
  BANK,
  bankEntry,
  type Collection,
  camt054,
  OTHER_BANK,
  startCollection,
  type Unit,
} from '../../testing/region';

describe('a bank statement file', () => {
  let room: Collection;
  let unit: Unit;
  beforeEach(async () => {
    room = await startCollection();
    unit = await room.employer();
    await room.worker(unit);
    await room.assess();
  });
  afterEach(async () => {
    expect(await room.contradictions()).toEqual([]);
    await room.stop();
  });

  const send = async (file: string, who: typeof BANK | typeof OTHER_BANK = BANK) => {
    const reply = await room.as(who).post('/v1/bank-statements', file);
    return { ...reply, result: reply.body as BankStatementResult };
  };
  const entries = () => [
    bankEntry({ accountServicerRef: 'FT-1', content: room.referenceOf(unit), amountVnd: 3_000_000n }),
    bankEntry({ accountServicerRef: 'FT-2', content: 'khong ro', amountVnd: 50_000n }),
    bankEntry({ accountServicerRef: 'FT-1', content: room.referenceOf(unit), amountVnd: 3_000_000n }),
    bankEntry({ accountServicerRef: 'FT-3', creditDebit: 'DBIT', amountVnd: 1_000n }),
    bankEntry({ accountServicerRef: 'FT-4', status: 'PDNG', amountVnd: 7_000n }),
  ];

  it('answers every booked credit, one short, one unknown, one twice, and counts the rest', async () => {
    const { status, result } = await send(camt054(entries()));
    expect(status).toBe(200);
    expect(result).toMatchObject({
      messageId: 'NTF-2026-11-15',
      entries: 5,
      ignored: 2,
      matched: 1,
      suspense: 1,
      duplicate: 1,
    });
    expect(result.totalVnd).toBe('6050000');
    expect(result.credits.map(({ bankReference, outcome }) => [bankReference, outcome])).toEqual([
      ['FT-1', 'matched'],
      ['FT-2', 'suspense'],
      ['FT-1', 'duplicate'],
    ]);
    expect(await room.statement(unit)).toMatchObject({ status: 'partly-paid', paidVnd: '3000000' });
    expect(await room.balances()).toMatchObject({ 'bank:970415': '3050000' });
  });

  it('sent again under another key changes nothing', async () => {
    await send(camt054(entries()));
    const before = await room.outbox();
    expect((await send(camt054(entries()))).result).toMatchObject({ matched: 0, suspense: 0, duplicate: 3 });
    expect(await room.outbox()).toHaveLength(before.length);
    expect(await room.db.bankCredit.count()).toBe(2);
  });

  it('knows a booking that was reported one by one before, although the bank writes its text in another way', async () => {
    await room.pay(unit, '3200000', { bankReference: 'FT-1', bookedOn: '2026-11-14' });
    const { result } = await send(camt054([bankEntry({ accountServicerRef: 'FT-1', content: 'BH..DNA03' })]));
    expect(result).toMatchObject({ matched: 0, duplicate: 1 });
  });

  it('is refused whole when a known reference comes with another amount', async () => {
    await room.pay(unit, '3200000', { bankReference: 'FT-1' });
    const file = camt054([
      bankEntry({ accountServicerRef: 'FT-9' }),
      bankEntry({ accountServicerRef: 'FT-1', amountVnd: 1n }),
    ]);
    const reply = await send(file);
    expect([reply.status, reply.body]).toMatchObject([
      409,
      { code: 'credit.reference-reused', bankReferences: ['FT-1'] },
    ]);
    expect(await room.db.bankCredit.count()).toBe(1);
  });

  it('pays each detail of a batch that the bank booked as one entry', async () => {
    const detail = { amountVnd: 1_600_000n, creditDebit: 'CRDT' as const, remittanceText: room.referenceOf(unit) };
    const { result } = await send(camt054([bankEntry({ accountServicerRef: 'FT-5', details: [detail, detail] })]));
    expect(result.credits.map(({ bankReference }) => bankReference)).toEqual(['FT-5/1', 'FT-5/2']);
    expect(await room.statement(unit)).toMatchObject({ status: 'paid' });
  });

  it('may be a camt.053 with balances', async () => {
    const entry = bankEntry({ content: room.referenceOf(unit) });
    const file = buildCamt053({
      messageId: 'STM-1',
      createdAt: new Date('2026-11-15T16:00:00Z'),
      statements: [
        {
          id: 'S1',
          account: { account: ACCOUNT, bankBin: '970415' },
          openingBalance: { amountVnd: 0n, date: '2026-11-15' },
          closingBalance: { amountVnd: 3_200_000n, date: '2026-11-15' },
          entries: [entry],
        },
      ],
    });
    expect((await send(file)).result).toMatchObject({ messageId: 'STM-1', matched: 1 });
  });

  it('with a broken entry is refused with path and line, and nothing of it is stored', async () => {
    const file = camt054(entries()).replace('>50000<', '>50000.5<');
    const reply = await send(file);
    expect([reply.status, reply.body]).toMatchObject([
      422,
      {
        code: 'bank-statement.unreadable',
        reason: 'amount-not-whole',
        line: expect.any(Number),
        path: expect.stringMatching(/Ntry\[2\]/),
      },
    ]);
    expect(await room.db.bankCredit.count()).toBe(0);
  });

  it.each([
    ['no XML', 'PK not a file'],
    ['a file cut in the middle', 'cut'],
    [
      'another message',
      '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"><CstmrCdtTrfInitn/></Document>',
    ],
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><Document/>'],
  ])('is refused when it is %s', async (_what, text) => {
    const whole = camt054(entries());
    const reply = await send(text === 'cut' ? whole.slice(0, whole.length / 2) : text);
    expect([reply.status, reply.body]).toMatchObject([422, { code: 'bank-statement.unreadable' }]);
    expect(await room.db.bankCredit.count()).toBe(0);
  });

  it('of another bank is refused', async () => {
    const reply = await send(camt054(entries()), OTHER_BANK);
    expect([reply.status, reply.body]).toMatchObject([422, { code: 'bank-statement.other-bank' }]);
  });

  it('sent twice at the same moment counts once', async () => {
    const replies = await Promise.all(Array.from({ length: 6 }, () => send(camt054(entries()))));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(replies.reduce((sum, { result }) => sum + result.matched, 0)).toBe(1);
    expect(await room.balances()).toMatchObject({ 'bank:970415': '3050000' });
  });

  it('pays the same employers as another file in the opposite order, while the next month is assessed', async () => {
    const units: Unit[] = [];
    for (let count = 0; count < 30; count += 1) {
      const one = await room.employer();
      await room.worker(one);
      units.push(one);
    }
    await room.assess();
    const fileOf = (name: string, inOrder: Unit[]) =>
      camt054(
        inOrder.map((one, index) =>
          bankEntry({ accountServicerRef: `${name}-${index}`, content: room.referenceOf(one), amountVnd: 2_000_000n }),
        ),
      );
    const replies = await Promise.all([
      send(fileOf('A', units)),
      send(fileOf('B', [...units].reverse())),
      room.assess('2026-11'),
      send(fileOf('C', [...units].reverse())),
    ]);
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    for (const one of units) expect(await room.statement(one)).toMatchObject({ status: 'paid' });
  });
});
