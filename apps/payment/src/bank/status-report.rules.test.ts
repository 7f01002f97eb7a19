import { yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { vnd } from '@ansinh/contracts/vocabulary/money';
import type { PaymentStatusCode } from '@ansinh/iso20022';
import fc from 'fast-check';
import type { SentLine } from '../batches/batch.rules';
import { createPayout, type PayoutRecord } from '../payouts/payout.rules';
import { decideLine, type ReportedLine } from './status-report.rules';

const seed = 20_261_124;
const BATCH = '019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5e';
const AT = new Date('2026-10-06T03:00:00Z');

const payout: PayoutRecord = {
  ...createPayout(
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
    { channel: 'bank', account: { bankBin: '970436', accountNumber: '0011', accountName: 'TRAN THI MAU' } },
    AT,
  ),
  status: 'sent',
  batchId: BATCH,
};
const line: SentLine = { lineNumber: 1, endToEndId: 'E1', amountVnd: payout.amountVnd, outcome: 'open', payout };
const reported = (status: PaymentStatusCode, changes: Partial<ReportedLine> = {}): ReportedLine => ({
  endToEndId: 'E1',
  status,
  reasonCode: undefined,
  at: AT,
  ...changes,
});

describe('a reported line', () => {
  it.each(['ACSC', 'ACCC', 'ACSP', 'ACCP', 'ACWC'] as const)('with %s is paid at the time the bank names', (status) => {
    const decision = decideLine(line, reported(status), BATCH);
    expect(decision).toMatchObject({
      result: { outcome: 'paid' },
      outcome: 'paid',
      changed: { status: 'paid', paidAt: AT },
    });
  });

  it.each(['RJCT', 'CANC'] as const)('with %s is returned with its reason, or with NARR when it has none', (status) => {
    expect(decideLine(line, reported(status, { reasonCode: 'AC04' }), BATCH)).toMatchObject({
      result: { outcome: 'returned', reasonCode: 'AC04' },
      changed: { status: 'returned', reasonCode: 'AC04' },
    });
    expect(decideLine(line, reported(status), BATCH).changed?.reasonCode).toBe('NARR');
  });

  it.each(['PDNG', 'RCVD', 'ACTC', 'PATC', 'BLCK', 'PART', 'ACFC', 'ACWP'] as const)('with %s waits', (status) => {
    const decision = decideLine(line, reported(status), BATCH);
    expect(decision).toEqual({ result: { endToEndId: 'E1', outcome: 'pending' }, outcome: 'pending' });
  });

  it('that we never sent, or sent with another amount, is unknown', () => {
    expect(decideLine(undefined, reported('ACSC'), BATCH).result.outcome).toBe('unknown');
    expect(decideLine(line, reported('ACSC', { amountVnd: vnd(1n) }), BATCH)).toEqual({
      result: { endToEndId: 'E1', outcome: 'unknown', reasonCode: 'AM09' },
    });
  });

  it('of a payout that went out again since is history', () => {
    const goneOn = { ...line, payout: undefined };
    expect(decideLine(goneOn, reported('RJCT'), BATCH)).toEqual({ result: { endToEndId: 'E1', outcome: 'unchanged' } });
  });

  it('settles the same way however often and in whatever order its reports come', () => {
    const status = fc.constantFrom<PaymentStatusCode>('ACSC', 'RJCT', 'PDNG');
    fc.assert(
      fc.property(fc.array(status, { minLength: 1, maxLength: 12 }), (statuses) => {
        let current = line;
        for (const next of statuses) {
          const { changed, outcome } = decideLine(current, reported(next), BATCH);
          current = { ...current, outcome: outcome ?? current.outcome, payout: changed ?? current.payout };
        }
        // A rejection always wins in the end: money that came back is owed, whatever was confirmed before or after.
        const expected = statuses.includes('RJCT') ? 'returned' : statuses.includes('ACSC') ? 'paid' : 'sent';
        expect(current.payout?.status).toBe(expected);
        expect(current.payout?.version).toBeLessThanOrEqual(3);
      }),
      { seed },
    );
  });
});
