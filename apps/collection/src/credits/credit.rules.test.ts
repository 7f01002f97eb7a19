import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { vnd } from '@ansinh/contracts/vocabulary/money';
import fc from 'fast-check';
import {
  isSameBooking,
  moveCredit,
  outcomeOf,
  reportedCredit,
  requireSameBookings,
  type StoredCredit,
} from './credit.rules';

const report = reportedCredit({
  bankReference: 'FT-1',
  amountVnd: '3200000',
  bookedOn: localDate('2026-11-15'),
  content: 'BH6000000001DNA03202610 nop tien',
  creditedAccount: '1066000000001',
});
const inFile = { ...report, door: 'file' as const };

describe('a booking that is told again', () => {
  it('is the same in spite of spaces and case', () => {
    expect(isSameBooking(report, { ...report, content: 'bh 6000000001DNA03 202610  NOP TIEN' })).toBe(true);
  });

  it.each([
    ['amount', { amountVnd: vnd(3_200_001n) }],
    ['account', { creditedAccount: '1066000000002' }],
    ['date', { bookedOn: localDate('2026-11-16') }],
    ['text', { content: 'something else' }],
  ])('is another one when its %s differs', (_what, change) => {
    expect(isSameBooking(report, { ...report, ...change })).toBe(false);
  });

  it('in a file may have another text and date, never another amount or account', () => {
    expect(isSameBooking(report, { ...inFile, content: '', bookedOn: localDate('2026-11-16') })).toBe(true);
    expect(isSameBooking(inFile, { ...report, content: 'other' })).toBe(true);
    expect(isSameBooking(report, { ...inFile, amountVnd: vnd(1n) })).toBe(false);
    expect(isSameBooking(report, { ...inFile, creditedAccount: '1' })).toBe(false);
  });

  it('is refused by its reference alone, so that no content leaks to who guesses one', () => {
    expect(() => requireSameBookings([{ stored: report, told: { ...report, amountVnd: vnd(1n) } }])).toThrow(
      expect.objectContaining({ code: 'credit.reference-reused', params: { bankReferences: ['FT-1'] } }),
    );
  });
});

describe('the money of a credit', () => {
  const { payerName: _payerName, ...booking } = report;
  const arrived: StoredCredit = {
    ...booking,
    creditId: 'credit',
    bankBin: '970415',
    reference: null,
    allocatedVnd: vnd(0n),
    suspenseVnd: report.amountVnd,
    version: 1,
  };

  it('is allocated or in suspense, whole over any moves, each of them a version', () => {
    const shares = fc.array(fc.tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 100n })), { maxLength: 10 });
    fc.assert(
      fc.property(shares, (moves) => {
        let credit = arrived;
        for (const [forward, percent] of moves) {
          const move = forward
            ? { kind: 'matched' as const, matchedVnd: vnd((credit.suspenseVnd * percent) / 100n), reference: 'BH' }
            : { kind: 'released' as const, releasedVnd: vnd((credit.allocatedVnd * percent) / 100n) };
          const moved = { ...credit, ...moveCredit(credit, move) };
          expect(moved.allocatedVnd + moved.suspenseVnd).toBe(moved.amountVnd);
          expect([moved.allocatedVnd >= 0n, moved.suspenseVnd >= 0n]).toEqual([true, true]);
          expect(moved.version).toBe(credit.version + 1);
          expect(outcomeOf(moved)).toBe(moved.allocatedVnd === moved.amountVnd ? 'matched' : 'suspense');
          credit = moved;
        }
      }),
    );
  });

  it('keeps the name that its text gave when it comes back', () => {
    const matched = { ...arrived, ...moveCredit(arrived, { kind: 'matched', matchedVnd: vnd(1n), reference: 'BH' }) };
    expect(moveCredit(matched, { kind: 'released', releasedVnd: vnd(1n) })).toMatchObject({ reference: 'BH' });
  });
});
