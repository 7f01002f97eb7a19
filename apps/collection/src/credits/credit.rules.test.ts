import { isSameBooking, reportedCredit, requireSameBookings } from './credit.rules';

const report = reportedCredit({
  bankReference: 'FT-1',
  amountVnd: '3200000',
  bookedOn: '2026-11-15',
  content: 'BH6000000001DNA03202610 nop tien',
  creditedAccount: '1066000000001',
});
const inFile = { ...report, door: 'file' as const };

describe('a booking that is told again', () => {
  it('is the same in spite of spaces and case', () => {
    expect(isSameBooking(report, { ...report, content: 'bh 6000000001DNA03 202610  NOP TIEN' })).toBe(true);
  });

  it.each([
    ['amount', { amountVnd: 3_200_001n }],
    ['account', { creditedAccount: '1066000000002' }],
    ['date', { bookedOn: '2026-11-16' }],
    ['text', { content: 'something else' }],
  ])('is another one when its %s differs', (_what, change) => {
    expect(isSameBooking(report, { ...report, ...change })).toBe(false);
  });

  it('in a file may have another text and date, never another amount or account', () => {
    expect(isSameBooking(report, { ...inFile, content: '', bookedOn: '2026-11-16' })).toBe(true);
    expect(isSameBooking(inFile, { ...report, content: 'other' })).toBe(true);
    expect(isSameBooking(report, { ...inFile, amountVnd: 1n })).toBe(false);
    expect(isSameBooking(report, { ...inFile, creditedAccount: '1' })).toBe(false);
  });

  it('is refused by its reference alone, so that no content leaks to who guesses one', () => {
    expect(() => requireSameBookings([{ stored: report, told: { ...report, amountVnd: 1n } }])).toThrow(
      expect.objectContaining({ code: 'credit.reference-reused', params: { bankReferences: ['FT-1'] } }),
    );
  });
});
