import { Rejection } from '@ansinh/contracts/catalogue/problems';
import type { PayoutStatus } from '@ansinh/contracts/payment/api';
import fc from 'fast-check';
import {
  checkPreparedMonth,
  createPayout,
  MAX_ATTEMPTS,
  markPaid,
  markReturned,
  mayMove,
  type PayoutRecord,
  redirectPayout,
} from './payout.rules';

const seed = 20_261_124;
const NOW = new Date('2026-10-05T01:30:00Z');
const CASH = { channel: 'post-office', postOfficeCode: '630000' } as const;
const ACCOUNT = {
  channel: 'bank',
  account: { bankBin: '970436', accountNumber: '0011001932418', accountName: 'TRAN THI MAU' },
} as const;

const created = createPayout(
  {
    id: '019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5b',
    kind: 'pension',
    sourceId: '019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5c',
    beneficiaryKind: 'participant',
    beneficiaryId: '019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5d',
    beneficiaryName: 'Trần Thị Mẫu',
    period: '2026-10',
    amountVnd: 4_988_913n,
  },
  ACCOUNT,
  NOW,
);
const sent: PayoutRecord = { ...created, status: 'sent', batchId: '019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5e' };
const paid = markPaid(sent, NOW);
const returned = markReturned(sent, 'AC04');

const codeOf = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Rejection) return error.code;
    throw error;
  }
};

describe('the life of a payout', () => {
  it('goes forward: sent, then paid or returned, and from a return to another attempt', () => {
    expect(paid).toMatchObject({ status: 'paid', paidAt: NOW, version: 2 });
    expect(returned).toMatchObject({ status: 'returned', reasonCode: 'AC04', version: 2 });
    expect(redirectPayout(returned, CASH)).toMatchObject({
      status: 'created',
      channel: 'post-office',
      postOfficeCode: '630000',
      bankBin: null,
      accountNumber: null,
      accountName: null,
      batchId: null,
      reasonCode: null,
      attempt: 2,
      version: 3,
    });
  });

  it('lets a bank return what it had paid', () => {
    expect(markReturned(paid, 'AC04')).toMatchObject({ status: 'returned', paidAt: null, version: 3 });
  });

  it('never pays twice and names the first payment', () => {
    expect(codeOf(() => markPaid(paid, new Date()))).toBe('payout.already-paid');
    expect(codeOf(() => markPaid(returned, NOW))).toBe('payout.not-payable');
  });

  it('never returns twice', () => {
    expect(codeOf(() => markReturned(returned, 'AC04'))).toBe('payout.not-payable');
  });

  it('sends out again only what came back, and not for ever', () => {
    for (const payout of [created, sent, paid])
      expect(codeOf(() => redirectPayout(payout, CASH))).toBe('payout.not-returned');
    expect(codeOf(() => redirectPayout({ ...returned, attempt: MAX_ATTEMPTS }, CASH))).toBe(
      'payout.redirected-too-often',
    );
  });

  it('knows no move beside these', () => {
    const states: PayoutStatus[] = ['created', 'sent', 'paid', 'returned'];
    const moves = states.flatMap((from) => states.filter((to) => mayMove(from, to)).map((to) => `${from} ${to}`));
    expect(moves).toEqual([
      'created sent',
      'created paid',
      'created returned',
      'sent paid',
      'sent returned',
      'paid returned',
      'returned created',
    ]);
  });

  it('keeps the debt, counts its events and is paid exactly while it says so, whatever happens', () => {
    const act = fc.constantFrom<(payout: PayoutRecord) => PayoutRecord>(
      (payout) => markPaid(payout, NOW),
      (payout) => markReturned(payout, 'AC01'),
      (payout) => redirectPayout(payout, CASH),
      (payout) => redirectPayout(payout, ACCOUNT),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        let payout = created;
        let events = 1;
        for (const step of acts) {
          const code = codeOf(() => {
            payout = step(payout);
            events += 1;
          });
          expect(code === undefined || code.startsWith('payout.')).toBe(true);
          expect(payout).toMatchObject({ id: created.id, amountVnd: created.amountVnd, period: created.period });
          expect(payout.version).toBe(events);
          expect(payout.paidAt !== null).toBe(payout.status === 'paid');
          expect(payout.reasonCode !== null).toBe(payout.status === 'returned');
          expect((payout.bankBin === null) === (payout.channel === 'post-office')).toBe(true);
        }
      }),
      { seed },
    );
  });
});

describe('a run of payouts', () => {
  it('may be for any month up to the next one', () => {
    expect(codeOf(() => checkPreparedMonth('2025-01', '2026-10'))).toBeUndefined();
    expect(codeOf(() => checkPreparedMonth('2026-11', '2026-10'))).toBeUndefined();
    expect(codeOf(() => checkPreparedMonth('2026-12', '2026-10'))).toBe('payout.month-too-early');
  });
});
