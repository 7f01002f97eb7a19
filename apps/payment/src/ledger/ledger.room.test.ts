import { isCheckViolation, isUniqueViolation } from '@ansinh/database';
import { CASH, type PaymentRoom, POST, startPaymentRoom } from '../../testing/payment';

const NOW = '2026-10-05T08:30:00+07:00';

describe('the ledger', () => {
  let room: PaymentRoom;
  beforeAll(async () => {
    room = await startPaymentRoom();
    await room.approvedPension({ destination: CASH });
    await room.run();
  });
  afterAll(() => room.stop());

  const refused = (work: PromiseLike<unknown>) =>
    Promise.resolve(work).then(
      () => 'accepted',
      (error: unknown) => (isCheckViolation(error) ? 'refused' : error),
    );

  it('finds its balance out of the postings', async () => {
    const reply = await room.officer.get('/v1/ledger/trial-balance');
    expect(reply.body).toEqual({
      accounts: [
        {
          account: 'fund:pension',
          name: { vi: 'Đã chi từ quỹ hưu trí và tử tuất', en: 'Spent by the retirement and survivorship fund' },
          side: 'debit',
          debitVnd: '4988913',
          creditVnd: '0',
        },
        {
          account: 'payable:participant',
          name: { vi: 'Còn phải trả người hưởng', en: 'Payable to the participant' },
          side: 'credit',
          debitVnd: '0',
          creditVnd: '4988913',
        },
      ],
      debitVnd: '4988913',
      creditVnd: '4988913',
      balanced: true,
    });
    expect((await room.as(POST).get('/v1/ledger/trial-balance')).status).toBe(403);
  });

  it('takes no entry whose sides differ, or that has no side', async () => {
    const lame = room.db.$executeRaw`
      WITH entry AS (INSERT INTO ledger_entries (cause_kind, cause_id, posted_at)
        VALUES ('payout-created', 'lame', ${NOW}::timestamptz) RETURNING id)
      INSERT INTO ledger_postings SELECT id, 1, 'fund:pension', 5, 0 FROM entry`;
    expect(await refused(lame)).toBe('refused');
    const empty = room.db.$executeRaw`
      INSERT INTO ledger_entries (cause_kind, cause_id, posted_at) VALUES ('payout-created', 'none', ${NOW}::timestamptz)`;
    expect(await refused(empty)).toBe('refused');
    const added = room.db.$executeRaw`
      INSERT INTO ledger_postings SELECT id, 3, 'fund:pension', 1, 0 FROM ledger_entries LIMIT 1`;
    expect(await refused(added)).toBe('refused');
  });

  it('posts to accounts that are open, with the names that the plan gives them', async () => {
    const unopened = room.db.$executeRaw`
      WITH entry AS (INSERT INTO ledger_entries (cause_kind, cause_id, posted_at)
        VALUES ('payout-created', 'unopened', ${NOW}::timestamptz) RETURNING id)
      INSERT INTO ledger_postings
      SELECT id, side.line, side.account, side.debit, side.credit FROM entry,
        (VALUES (1, 'fund:nowhere', 5, 0), (2, 'payable:participant', 0, 5)) AS side (line, account, debit, credit)`;
    const error = await Promise.resolve(unopened).catch((reason: unknown) => reason);
    expect(String(error)).toContain('no account fund:nowhere is open');
    const rows = await room.db.ledgerAccount.findMany({ orderBy: { account: 'asc' } });
    expect(rows).toMatchObject([
      { account: 'fund:pension', side: 'debit', openedAt: new Date(NOW) },
      { account: 'payable:participant', side: 'credit', openedAt: new Date(NOW) },
    ]);
  });

  it('is never changed and never shortened', async () => {
    expect(await refused(room.db.$executeRaw`UPDATE ledger_postings SET debit_vnd = 1 WHERE debit_vnd > 0`)).toBe(
      'refused',
    );
    expect(await refused(room.db.$executeRaw`DELETE FROM ledger_postings`)).toBe('refused');
    expect(await refused(room.db.$executeRaw`DELETE FROM ledger_entries`)).toBe('refused');
    expect(await refused(room.db.$executeRaw`DELETE FROM ledger_accounts`)).toBe('refused');
    expect(await refused(room.db.$executeRaw`UPDATE ledger_accounts SET side = 'credit'`)).toBe('refused');
    expect(await refused(room.db.$executeRaw`TRUNCATE ledger_postings, ledger_entries`)).toBe('refused');
  });

  it('posts each cause once', async () => {
    const twice = room.db.$executeRaw`
      INSERT INTO ledger_entries (cause_kind, cause_id, posted_at)
      SELECT cause_kind, cause_id, posted_at FROM ledger_entries`;
    await expect(
      Promise.resolve(twice).catch((error: unknown) => isUniqueViolation(error, 'ledger_entries_cause_once')),
    ).resolves.toBe(true);
  });

  it('stands on payouts that keep their amount and go forward only', async () => {
    expect(await refused(room.db.$executeRaw`UPDATE payouts SET amount_vnd = amount_vnd + 1`)).toBe('refused');
    const paid = room.db.$executeRaw`UPDATE payouts SET status = 'paid', paid_at = ${NOW}::timestamptz`;
    expect(await refused(paid)).toBe('accepted');
    expect(await refused(room.db.$executeRaw`UPDATE payouts SET status = 'created', paid_at = NULL`)).toBe('refused');
  });
});
