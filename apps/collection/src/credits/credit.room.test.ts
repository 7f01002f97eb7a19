import { ContributionPaid, CreditReceived, HouseholdPremiumPaid } from '@ansinh/contracts/collection/events';
import { answersToForgedCursors, FORGED_CURSOR_REFUSED } from '@ansinh/testkit';
import { BANK, type Collection, OFFICER, OTHER_BANK, startCollection } from '../../testing/region';
import { listRelated } from './credit.views';

describe('a bank credit', () => {
  let room: Collection;
  beforeEach(async () => {
    room = await startCollection();
  });
  afterEach(async () => {
    expect(await room.contradictions()).toEqual([]);
    await room.balances();
    await room.stop();
  });

  const assessedUnit = async (months = ['2026-10']) => {
    const unit = await room.employer();
    await room.worker(unit);
    for (const month of months) await room.assess(month);
    return unit;
  };

  it('pays the statement that its text names, in the middle of other words', async () => {
    const unit = await assessedUnit();
    const content = `MBVCB.33.${room.referenceOf(unit).toLowerCase()} cong ty mau nop BHXH`;
    const { status, body } = await room.pay(unit, '3200000', { content });
    expect([status, body]).toMatchObject([
      200,
      { outcome: 'matched', allocatedVnd: '3200000', suspenseVnd: '0', reference: room.referenceOf(unit) },
    ]);
    expect(await room.statement(unit)).toMatchObject({ status: 'paid', paidVnd: '3200000', outstandingVnd: '0' });
    expect(await room.published(CreditReceived)).toMatchObject([
      { bankBin: '970415', amountVnd: '3200000', allocatedVnd: '3200000', suspenseVnd: '0' },
    ]);
    expect(await room.published(ContributionPaid)).toMatchObject([
      { employerId: unit.employerId, month: '2026-10', amountVnd: '3200000', healthPaid: true, settled: true },
    ]);
    expect(await room.balances()).toMatchObject({ 'bank:970415': '3200000' });
  });

  it('leads to what it paid, and that leads back', async () => {
    const unit = await assessedUnit();
    const { body } = await room.pay(unit, '3200000');
    const [statementId = ''] = await listRelated(room.db, body.creditId);
    expect(await room.db.statement.findUnique({ where: { statementId } })).toMatchObject({ month: '2026-10' });
    expect(await listRelated(room.db, statementId)).toEqual([body.creditId]);
    expect(await listRelated(room.db, 'not an id')).toEqual([]);
  });

  it('that is short pays health first; the rest is late after the due date and bears interest', async () => {
    const unit = await assessedUnit();
    await room.pay(unit, '449999');
    expect(await room.published(ContributionPaid)).toMatchObject([{ healthPaid: false, settled: false }]);
    await room.pay(unit, '1');
    expect(await room.published(ContributionPaid)).toMatchObject([{}, { healthPaid: true, settled: false }]);
    expect(await room.statement(unit)).toMatchObject({ status: 'partly-paid', outstandingVnd: '2750000' });
    room.clock.set('2026-12-10T08:00:00+07:00');
    expect(await room.statement(unit)).toMatchObject({ status: 'late', interestVnd: '8250', asOf: '2026-12-10' });
    await room.pay(unit, '2750000', { bookedOn: '2026-12-10' });
    expect(await room.statement(unit)).toMatchObject({ status: 'late', outstandingVnd: '0', interestVnd: '8250' });
    await room.pay(unit, '8250', { bookedOn: '2026-12-11' });
    expect(await room.statement(unit)).toMatchObject({ status: 'paid', interestVnd: '0' });
    expect((await room.published(ContributionPaid)).at(-1)).toMatchObject({ amountVnd: '8250', settled: true });
    expect(await room.balances()).toMatchObject({ 'income:interest': '-8250' });
    expect(await room.balances()).not.toHaveProperty('receivable:interest');
  });

  it("that is too large pays the employer's other months from the oldest on and leaves the rest in suspense", async () => {
    const unit = await assessedUnit(['2026-09', '2026-10', '2026-11']);
    const { body } = await room.pay(unit, '6500000', { bookedOn: '2026-10-20' });
    expect(body).toMatchObject({ outcome: 'matched', allocatedVnd: '6500000' });
    expect(await room.statement(unit, '2026-09')).toMatchObject({ paidVnd: '3200000' });
    expect(await room.statement(unit, '2026-11')).toMatchObject({ paidVnd: '100000' });
    const over = await room.pay(unit, '5000000', { bookedOn: '2026-10-21' });
    expect(over.body).toMatchObject({ outcome: 'suspense', allocatedVnd: '3100000', suspenseVnd: '1900000' });
    expect(await room.balances()).toMatchObject({ suspense: '-1900000' });
  });

  it('with an unknown reference or none rests in suspense, where its bank and the agency find it', async () => {
    const unit = await assessedUnit();
    await room.pay(unit, '1000', { content: 'ung ho' });
    await room.pay(unit, '2000', { content: 'BH9999999999DNA03202610' });
    await room.pay(unit, '3000');
    const list = async (who: typeof BANK | typeof OFFICER | typeof OTHER_BANK, query: string) =>
      (await room.as(who).get(`/v1/bank-credits?${query}`)).body as {
        items: { amountVnd: string }[];
        nextCursor?: string;
      };
    const amounts = async (who: typeof BANK | typeof OFFICER | typeof OTHER_BANK, query: string) =>
      (await list(who, query)).items.map(({ amountVnd }) => amountVnd);
    expect(await amounts(BANK, 'outcome=suspense')).toEqual(['1000', '2000']);
    expect(await amounts(OFFICER, 'outcome=suspense')).toEqual(['1000', '2000']);
    expect(await amounts(OFFICER, 'outcome=matched')).toEqual(['3000']);
    expect(await amounts(OTHER_BANK, 'outcome=suspense')).toEqual([]);
    const { nextCursor } = await list(OFFICER, 'pageSize=2');
    expect(await amounts(OFFICER, `pageSize=2&cursor=${nextCursor}`)).toEqual(['3000']);
  });

  it('that comes before its statement is matched when the month is assessed', async () => {
    const unit = await room.employer();
    await room.worker(unit);
    expect((await room.pay(unit, '5000000')).body.outcome).toBe('suspense');
    await room.assess();
    expect(await room.statement(unit)).toMatchObject({ status: 'paid' });
    expect(await room.balances()).toMatchObject({ suspense: '-1800000' });
    await room.worker(unit, '2026-10', '5000000');
    await room.assess();
    expect(await room.statement(unit)).toMatchObject({ dueVnd: '4800000', status: 'paid' });
    expect(await room.balances()).toMatchObject({ suspense: '-200000' });
  });

  it('goes back to suspense when a late declaration lowers what was due, with the interest it had paid', async () => {
    const unit = await assessedUnit();
    const leaver = await room.worker(unit, '2026-10');
    await room.assess();
    await room.pay(unit, '7000000', { bookedOn: '2026-12-10' });
    expect(await room.balances()).toMatchObject({ 'income:interest': '-19200', suspense: '-580800' });
    await room.end(leaver, '2026-09');
    await room.assess();
    expect(await room.statement(unit)).toMatchObject({ dueVnd: '3200000', paidVnd: '3200000' });
    expect(await room.balances()).toMatchObject({ 'income:interest': '-9600', suspense: '-3790400' });
  });

  it('told again changes nothing: same key, other key, other content', async () => {
    const unit = await assessedUnit();
    const body = room.credit({ content: room.referenceOf(unit), bankReference: 'FT-1' });
    const bank = room.as(BANK);
    const first = await bank.post('/v1/bank-credits', body, { key: 'one' });
    expect((await bank.post('/v1/bank-credits', body, { key: 'one' })).body).toEqual(first.body);
    const again = await bank.post('/v1/bank-credits', body, { key: 'two' });
    expect([again.status, again.body]).toEqual([200, { ...(first.body as object), outcome: 'duplicate' }]);
    const other = await bank.post('/v1/bank-credits', { ...body, amountVnd: '3200001' }, { key: 'three' });
    expect([other.status, other.body]).toMatchObject([
      409,
      { code: 'credit.reference-reused', bankReferences: ['FT-1'] },
    ]);
    const text = await bank.post('/v1/bank-credits', { ...body, content: 'something else' }, { key: 'four' });
    expect(text.status).toBe(409);
    expect((await room.as(OTHER_BANK).post('/v1/bank-credits', body)).body).toMatchObject({ outcome: 'suspense' });
    expect(await room.published(ContributionPaid)).toHaveLength(1);
    expect(await room.balances()).toMatchObject({ 'bank:970415': '3200000', 'bank:970436': '3200000' });
  });

  it('told twenty times at the same moment counts once', async () => {
    const unit = await assessedUnit();
    const body = room.credit({ content: room.referenceOf(unit) });
    const replies = await Promise.all(Array.from({ length: 20 }, () => room.as(BANK).post('/v1/bank-credits', body)));
    const outcomes = replies.map((reply) => (reply.body as { outcome: string }).outcome);
    expect(outcomes.filter((outcome) => outcome === 'matched')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'duplicate')).toHaveLength(19);
  });

  it('is whole beside twenty others that pay the same statement at the same moment', async () => {
    const unit = await assessedUnit(['2026-09', '2026-10']);
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        room.pay(unit, '400000', {
          content: room.referenceOf(unit, index % 2 === 0 ? '2026-09' : '2026-10'),
          bookedOn: '2026-10-15',
        }),
      ),
    );
    expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(await room.statement(unit, '2026-09')).toMatchObject({ status: 'paid' });
    expect(await room.statement(unit, '2026-10')).toMatchObject({ status: 'paid' });
    expect(await room.balances()).toMatchObject({ 'bank:970415': '8000000', suspense: '-1600000' });
    const versions = (await room.outbox())
      .filter(({ attributes }) => attributes.type.includes('Contribution'))
      .map(({ key, attributes }) => `${key} ${attributes.aggregateversion}`);
    expect(new Set(versions).size).toBe(versions.length);
  });

  it('pays a household order, in parts, and says so when it is whole', async () => {
    const { orderId } = await room.order(2);
    const pay = (amountVnd: string, content: string) =>
      room.as(BANK).post('/v1/bank-credits', room.credit({ amountVnd, content }));
    await pay('1000000', 'nop bhyt HD7K3M9QXA');
    expect(await room.published(HouseholdPremiumPaid)).toEqual([]);
    const last = await pay('2000000', 'hd7k3m 9qxa ho nguyen');
    const credits = await room.db.bankCredit.findMany({ orderBy: { creditId: 'asc' } });
    expect((await listRelated(room.db, orderId)).toSorted()).toEqual(credits.map(({ creditId }) => creditId));
    expect(await listRelated(room.db, credits[0]?.creditId ?? '')).toEqual([orderId]);
    expect(last.body).toMatchObject({ outcome: 'suspense', allocatedVnd: '1322540', suspenseVnd: '677460' });
    expect(await room.published(HouseholdPremiumPaid)).toMatchObject([{ totalVnd: '2322540', paidOn: '2026-11-15' }]);
  });

  it.each([
    ['an amount that is no whole dong', { amountVnd: '0.5' }],
    ['an amount of nothing', { amountVnd: '0' }],
    ['a date that does not exist', { bookedOn: '2026-02-30' }],
    ['a date before any of these laws', { bookedOn: '0000-01-01' }],
    ['no reference of the bank', { bankReference: '' }],
  ])('is refused with %s', async (_what, changes) => {
    expect((await room.as(BANK).post('/v1/bank-credits', room.credit(changes))).status).toBe(422);
    expect(await room.db.bankCredit.count()).toBe(0);
  });

  it('is not listed from a place that nobody gave out', async () => {
    expect(await answersToForgedCursors(room.as(OFFICER), '/v1/bank-credits')).toEqual(FORGED_CURSOR_REFUSED);
    expect((await room.as(OFFICER).get('/v1/bank-credits?outcome=duplicate')).status).toBe(422);
  });

  it('is told by banks only, and needs a key', async () => {
    expect((await room.as(OFFICER).post('/v1/bank-credits', room.credit())).status).toBe(403);
    expect((await room.as(BANK).post('/v1/bank-credits', room.credit(), { key: null })).status).toBe(400);
  });
});

describe('the books', () => {
  let room: Collection;
  beforeAll(async () => {
    room = await startCollection();
    const unit = await room.employer();
    await room.worker(unit);
    await room.assess();
  });
  afterAll(() => room.stop());

  it('refuse an entry that does not balance', async () => {
    const broken = room.db.$executeRaw`
      INSERT INTO postings SELECT entry_id, 99, 'suspense', 0, 1 FROM entries LIMIT 1`;
    await expect(broken).rejects.toThrow(/does not balance/);
  });

  it.each(['postings', 'entries', 'ledger_accounts', 'contribution_lines', 'credit_allocations'])(
    'refuse any change of %s',
    async (table) => {
      await expect(room.db.$executeRawUnsafe(`DELETE FROM ${table}`)).rejects.toThrow(/append-only/);
    },
  );

  it.each(['employers', 'participations', 'statements', 'bank_credits', 'household_premiums'])(
    'keep every row of %s',
    async (table) => {
      await expect(room.db.$executeRawUnsafe(`DELETE FROM ${table}`)).rejects.toThrow(/never deleted/);
    },
  );

  it('refuse a row that refers to nothing', async () => {
    await expect(
      room.db
        .$executeRaw`INSERT INTO postings VALUES (gen_random_uuid(), 1, 'suspense', 1, 0), (gen_random_uuid(), 1, 'suspense', 0, 1)`,
    ).rejects.toThrow(/balance|entry_id/);
    await expect(
      room.db.$executeRaw`INSERT INTO statement_funds VALUES (gen_random_uuid(), 'health', 1, 1, 0)`,
    ).rejects.toThrow(/statement_id of statement_funds is not in statements/);
    await expect(
      room.db.$executeRaw`
        WITH entry AS (
          INSERT INTO entries VALUES (gen_random_uuid(), 'credit', gen_random_uuid(), 1, now()) RETURNING entry_id)
        INSERT INTO postings
        SELECT entry_id, side.line, 'bank:000000', side.debit, side.credit
        FROM entry, (VALUES (1, 5, 0), (2, 0, 5)) AS side (line, debit, credit)`,
    ).rejects.toThrow(/account of postings is not in ledger_accounts/);
  });

  it.each([
    ['participations', 'last_month'],
    ['participation_wages', 'from_month'],
    ['statements', 'month'],
  ])('know twelve months of a year, in every row that is written: %s', async (table, column) => {
    for (const month of ['2026-13', '2026-00', '2026-99'])
      await expect(room.db.$executeRawUnsafe(`UPDATE ${table} SET ${column} = '${month}'`)).rejects.toThrow(
        new RegExp(`${table}_${column}_check`),
      );
  });

  it('know twelve months of a year in what was assessed, too', async () => {
    for (const month of ['2026-13', '2026-00', '2026-9'])
      await expect(
        room.db.$executeRaw`
          INSERT INTO contribution_lines
          VALUES (gen_random_uuid(), ${month}, 'health', 1, gen_random_uuid(), 1, 1, 1)`,
      ).rejects.toThrow(/contribution_lines_month_check/);
  });

  it('open an account when it is first used, with its names and its side', async () => {
    const account = await room.db.ledgerAccount.findUnique({ where: { account: 'receivable:health' } });
    expect(account).toMatchObject({
      nameVi: 'Phải thu: quỹ bảo hiểm y tế',
      nameEn: 'Receivable: health-insurance fund',
      side: 'debit',
    });
    expect(await room.db.ledgerAccount.findUnique({ where: { account: 'bank:970400' } })).toBeNull();
  });

  it('refuse a statement that is paid above its due and a credit that is not whole', async () => {
    await expect(room.db.$executeRaw`UPDATE statements SET paid_vnd = due_vnd + 1`).rejects.toThrow(/paid_within_due/);
    await room.as(BANK).post('/v1/bank-credits', room.credit());
    await expect(room.db.$executeRaw`UPDATE bank_credits SET suspense_vnd = suspense_vnd + 1`).rejects.toThrow(/whole/);
  });
});
