import { CASH, type PaymentRoom, POST, startPaymentRoom } from '../../testing/payment';

let room: PaymentRoom;
beforeEach(async () => {
  room = await startPaymentRoom();
});
afterEach(() => room.stop());

const audited = () =>
  room.db.$queryRaw<{ action: string; target: string; subject: string; changed: boolean }[]>`
    SELECT action, split_part(target, ':', 1) AS target, subject, before_digest <> after_digest AS changed
    FROM platform.audit WHERE action NOT LIKE '%.read' ORDER BY position`;

/** The first payout of the run is paid at the counter. */
const paidInCash = async () => {
  const person = await room.approvedPension({ destination: CASH });
  await room.run();
  const { payoutId, amountVnd } = await room.onlyPayoutOf(person);
  const paid = await room.as(POST).post(`/v1/payouts/${payoutId}/cash-payments`, {
    amountVnd,
    receiverPersonalId: person.personalId,
    paidAt: '2026-10-05T08:00:00+07:00',
    clerk: 'Nguyễn Thị Quầy',
  });
  expect(paid.status).toBe(200);
};

describe('acts on money', () => {
  it('are in the audit, each by its command, with what was and what is', async () => {
    await paidInCash();
    expect(await audited()).toEqual([
      { action: 'benefit.propose', target: 'benefit', subject: 'officer-an', changed: null },
      { action: 'benefit.decide', target: 'benefit', subject: 'approver-chi', changed: true },
      { action: 'payout-run.prepare', target: 'payout-run', subject: 'officer-an', changed: null },
      { action: 'payout.pay-cash', target: 'payout', subject: 'post-630000', changed: true },
    ]);
  });
});

describe('the seals over the books', () => {
  const changed = async (work: () => PromiseLike<unknown>) => {
    await room.db.$executeRaw`ALTER TABLE ledger_postings DISABLE TRIGGER ALL`;
    await work();
    const { findings } = await room.checkSeals();
    return findings.map(({ what, register, position }) => `${what} ${register} ${position}`);
  };

  it('hold every entry with its postings, and find one whose amounts were changed although it balances', async () => {
    await paidInCash();
    await room.seal();
    expect(await room.checkSeals()).toMatchObject({ seals: 3n, findings: [] });
    const found = await changed(
      () => room.db.$executeRaw`
        UPDATE ledger_postings SET debit_vnd = sign(debit_vnd) * 5, credit_vnd = sign(credit_vnd) * 5 WHERE entry_id = 2`,
    );
    expect(found).toEqual(['changed ledger 2']);
  });

  it('find a posting that was taken away, and one that went to another account', async () => {
    await paidInCash();
    await room.seal();
    const found = await changed(async () => {
      await room.db.$executeRaw`DELETE FROM ledger_postings WHERE entry_id = 1 AND line = 2`;
      await room.db.$executeRaw`UPDATE ledger_postings SET account = 'fund:health' WHERE entry_id = 2 AND line = 1`;
    });
    expect(found).toEqual(['changed ledger 1', 'changed ledger 2']);
  });

  it('hold the accounts: one that is turned round, renamed or taken away is found', async () => {
    await paidInCash();
    await room.seal();
    await room.db.$executeRaw`ALTER TABLE ledger_accounts DISABLE TRIGGER ALL`;
    const found = await changed(async () => {
      await room.db.$executeRaw`UPDATE ledger_accounts SET side = 'credit' WHERE account = 'fund:pension'`;
      await room.db.$executeRaw`UPDATE ledger_accounts SET name_vi = 'Khác' WHERE account = 'post-office:630000'`;
      await room.db.$executeRaw`DELETE FROM ledger_accounts WHERE account = 'payable:participant'`;
    });
    expect(found).toEqual(['changed ledger-accounts 1', 'removed ledger-accounts 2', 'changed ledger-accounts 3']);
  });

  it('are told of postings that are of no entry, which the balance sums all the same', async () => {
    await paidInCash();
    await room.seal();
    await room.db.$executeRaw`ALTER TABLE ledger_postings DISABLE TRIGGER ALL`;
    await room.db.$executeRaw`
      INSERT INTO ledger_postings VALUES (99, 1, 'fund:pension', 777, 0), (99, 2, 'payable:participant', 0, 777)`;
    expect((await room.checkSeals()).findings).toEqual([{ what: 'stray', register: 'ledger', rows: 2n }]);
  });
});
