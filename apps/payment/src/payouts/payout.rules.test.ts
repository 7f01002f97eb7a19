import { Rejection } from '@ansinh/contracts/catalogue/problems';
import type { PayoutStatus } from '@ansinh/contracts/payment/api';
import { yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { vnd } from '@ansinh/contracts/vocabulary/money';
import fc from 'fast-check';
import {
  createPayout,
  MAX_ATTEMPTS,
  mayMove,
  movePayout,
  type PayoutMove,
  sentWithBatch,
  takenForBatch,
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
    period: yearMonth('2026-10'),
    amountVnd: vnd(4_988_913n),
  },
  ACCOUNT,
  NOW,
);
const BATCH = '019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5e';
const toPaid = { to: 'paid', paidAt: NOW } as const;
const toReturned = { to: 'returned', reasonCode: 'AC04' } as const;
const toCash = { to: 'created', destination: CASH } as const;

const taken = takenForBatch(created, BATCH);
const sent = movePayout(taken, { to: 'sent' });
const paid = movePayout(sent, toPaid);
const returned = movePayout(sent, toReturned);

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
    expect(movePayout(returned, toCash)).toMatchObject({
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
    expect(movePayout(paid, toReturned)).toMatchObject({ status: 'returned', paidAt: null, version: 3 });
  });

  it('never pays twice and names the first payment', () => {
    expect(codeOf(() => movePayout(paid, { to: 'paid', paidAt: new Date() }))).toBe('payout.already-paid');
    expect(codeOf(() => movePayout(returned, toPaid))).toBe('payout.not-payable');
  });

  it('never returns twice', () => {
    expect(codeOf(() => movePayout(returned, toReturned))).toBe('payout.not-payable');
  });

  it('sends out again only what came back, and not for ever', () => {
    for (const payout of [created, sent, paid])
      expect(codeOf(() => movePayout(payout, toCash))).toBe('payout.not-returned');
    expect(codeOf(() => movePayout({ ...returned, attempt: MAX_ATTEMPTS }, toCash))).toBe(
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
    const act = fc.constantFrom<PayoutMove>({ to: 'sent' }, toPaid, { to: 'returned', reasonCode: 'AC01' }, toCash, {
      to: 'created',
      destination: ACCOUNT,
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        let payout = created;
        let events = 1;
        for (const move of acts) {
          payout = takenForBatch(payout, BATCH);
          const { status } = payout;
          const code = codeOf(() => {
            payout = movePayout(payout, move);
            // The event of its batch tells that it was sent.
            if (move.to !== 'sent') events += 1;
          });
          if (code === undefined) expect(mayMove(status, move.to)).toBe(true);
          else expect(payout.status).toBe(status);
          expect(code === undefined || code.startsWith('payout.')).toBe(true);
          expect(payout).toMatchObject({ id: created.id, amountVnd: created.amountVnd, period: created.period });
          expect(payout.version).toBe(events);
          expect(payout.paidAt !== null).toBe(payout.status === 'paid');
          expect(payout.reasonCode !== null).toBe(payout.status === 'returned');
          if (payout.status === 'sent') expect(payout.batchId).toBe(BATCH);
          expect((payout.bankBin === null) === (payout.channel === 'post-office')).toBe(true);
        }
      }),
      { seed },
    );
  });
});

describe('a batch of payouts', () => {
  it('takes each of them once, from the banks alone', () => {
    expect(taken).toEqual({ ...created, batchId: BATCH });
    const cash = movePayout(returned, toCash);
    for (const payout of [taken, sent, paid, returned, cash]) expect(takenForBatch(payout, 'other')).toBe(payout);
  });

  it('sends what it took and has not gone on since', () => {
    expect(sentWithBatch(taken, BATCH)).toEqual({ ...taken, status: 'sent' });
    for (const payout of [created, sent, paid, returned]) expect(sentWithBatch(payout, BATCH)).toBe(payout);
    expect(sentWithBatch(taken, 'other')).toBe(taken);
    expect(codeOf(() => movePayout(created, { to: 'sent' }))).toBe('payout.not-payable');
  });
});
