import type { BankCredit } from '@ansinh/contracts/collection/api';
import { raw } from '@prisma/client/runtime/client';
import { BANK, type Collection, startCollection } from '../../testing/region';

let room: Collection;
beforeEach(async () => {
  room = await startCollection();
});
afterEach(() => room.stop());

const audited = () =>
  room.db.$queryRaw<object[]>`
    SELECT subject, tenant, action, target, outcome, after_digest IS NOT NULL AS proven FROM platform.audit
    WHERE action = 'credit.report' ORDER BY position`;

describe('a credit that a bank reports', () => {
  it('is in the audit, once for each report and not for the same request sent again', async () => {
    const credit = room.credit();
    const send = (key: string) => room.as(BANK).post('/v1/bank-credits', credit, { key });
    const { creditId } = (await send('one')).body as BankCredit;
    await send('one');
    await send('two');
    const row = { subject: 'test-bank', tenant: 'bank:970415', action: 'credit.report', target: `credit:${creditId}` };
    expect(await audited()).toEqual([
      { ...row, outcome: 'suspense', proven: true },
      { ...row, outcome: 'duplicate', proven: true },
    ]);
  });
});

describe('the seals over the books', () => {
  it('hold every entry with its postings, and find what is changed in them', async () => {
    for (let times = 0; times < 3; times += 1) await room.as(BANK).post('/v1/bank-credits', room.credit());
    await room.seal();
    expect(await room.checkSeals()).toMatchObject({ seals: 3n, findings: [] });
    await room.db.$executeRaw`ALTER TABLE postings DISABLE TRIGGER ALL`;
    await room.db.$executeRaw`
      UPDATE postings SET debit_vnd = sign(debit_vnd) * 5, credit_vnd = sign(credit_vnd) * 5
      WHERE entry_id = (SELECT entry_id FROM entries WHERE position = 2)`;
    const { findings } = await room.checkSeals();
    expect(findings).toEqual([{ what: 'changed', register: 'ledger', seal: 2n, position: 2n }]);
  });

  it('hold the accounts, and are told of postings of no entry', async () => {
    await room.as(BANK).post('/v1/bank-credits', room.credit());
    await room.seal();
    for (const table of ['postings', 'ledger_accounts'])
      await room.db.$executeRaw`ALTER TABLE ${raw(table)} DISABLE TRIGGER ALL`;
    await room.db.$executeRaw`UPDATE ledger_accounts SET side = 'debit' WHERE account = 'suspense'`;
    await room.db.$executeRaw`
      INSERT INTO postings SELECT gen_random_uuid(), line, account, debit_vnd, credit_vnd FROM postings`;
    const { findings } = await room.checkSeals();
    expect(findings.map(({ what, register, rows }) => [what, register, rows])).toEqual([
      ['changed', 'ledger-accounts', undefined],
      ['stray', 'ledger', 2n],
    ]);
  });

  it('leave no entry out: each has a place in their order', async () => {
    const unplaced = room.db.$executeRaw`
      INSERT INTO entries (entry_id, kind, source_id, source_version, entered_at, position)
      VALUES (gen_random_uuid(), 'credit', gen_random_uuid(), 1, now(), NULL)`;
    await expect(unplaced).rejects.toThrow('not-null');
  });
});
