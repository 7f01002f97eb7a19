import { calendarOf } from '@ansinh/calendar';
import { Rejection } from '@ansinh/contracts/catalogue/problems';
import type { FuneralClaim } from '@ansinh/contracts/payment/benefits/funeral.api';
import { addDays, localDate, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { FIRST_LAW } from '@ansinh/law';
import fc from 'fast-check';
import type { Circumstances } from '../benefit-type';
import { funeral } from './funeral.rules';

const seed = 20_261_129;
const DECEASED = '019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5b';
const DAUGHTER = '019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5c';

const claimOf = (changes: Partial<FuneralClaim> = {}): FuneralClaim => ({
  deceased: { participantId: DECEASED, fullName: 'NGUYEN VAN MAU', birthDate: localDate('1950-02-03') },
  diedOn: localDate('2026-09-20'),
  paidMonths: { compulsory: 240, voluntary: 0 },
  onPension: false,
  ...changes,
});

const circumstances: Circumstances = {
  receiver: {
    participantId: DAUGHTER,
    fullName: 'Nguyễn Thị Mẫu',
    birthDate: localDate('1980-01-01'),
    sex: 'female',
  },
  subject: { participantId: DECEASED, fullName: 'Nguyễn Văn Mẫu', birthDate: localDate('1950-02-03'), sex: 'male' },
  today: localDate('2026-10-05'),
  calendar: calendarOf([]),
  law: FIRST_LAW,
};

const judge = (claim: FuneralClaim, held: Circumstances) => funeral.read(claim, DAUGHTER).judge(held);
const refusalOf = (claim: FuneralClaim, changes: Partial<Circumstances> = {}) => {
  try {
    judge(claim, { ...circumstances, ...changes });
  } catch (error) {
    if (error instanceof Rejection) return { code: error.code, params: error.params };
    throw error;
  }
  return undefined;
};
const pointerOf = (claim: FuneralClaim, changes: Partial<Circumstances> = {}) =>
  refusalOf(claim, changes)?.params.errors?.[0]?.pointer;

describe('a funeral allowance', () => {
  it.each([
    ['2025-07-01', '23400000'],
    ['2026-06-30', '23400000'],
    ['2026-07-01', '25300000'],
    ['2026-09-20', '25300000'],
  ])('of a death on %s is ten times the reference level of that day, %s dong', (day, amount) => {
    const diedOn = localDate(day);
    const judged = judge(claimOf({ diedOn }), { ...circumstances, today: diedOn });
    expect(judged.amountVnd).toBe(BigInt(amount));
    expect(judged.fromMonth).toBe(day.slice(0, 7));
    expect(judged.steps.at(-1)).toMatchObject({ value: amount, source: 'Law 41/2024 Art 85.2, 109.2' });
  });

  it('is paid once, about the deceased, of whom one claim stands', () => {
    expect(funeral.payment).toBe('once');
    expect(funeral.read(claimOf(), DAUGHTER)).toMatchObject({ subjectId: DECEASED, uniqueKey: DECEASED });
    expect(funeral.amountInMonth(judge(claimOf(), circumstances), yearMonth('2026-12'), FIRST_LAW)).toBe(25_300_000n);
  });

  it('is a right by the months that the law names, or by a pension, and by nothing else', () => {
    const months = fc.integer({ min: 0, max: 80 });
    fc.assert(
      fc.property(months, months, fc.boolean(), (compulsory, voluntary, onPension) => {
        const refusal = refusalOf(claimOf({ paidMonths: { compulsory, voluntary }, onPension }));
        // Written apart: compulsory members need a year, everybody else five years of whatever was paid.
        const entitled = onPension || compulsory > 11 || compulsory + voluntary > 59;
        expect(refusal?.code).toBe(entitled ? undefined : 'benefit.not-entitled');
      }),
      { seed },
    );
  });

  it('says what the law asks of who has no right', () => {
    expect(refusalOf(claimOf({ paidMonths: { compulsory: 11, voluntary: 48 } }))?.params).toEqual({
      condition: '12 compulsory months or 60 in all, or a pension; paid were 11 compulsory and 48 voluntary months',
      source: 'Law 41/2024 Art 85.1, 109.1, 111.1c',
    });
  });

  it('is not received by the deceased', () => {
    expect(pointerOf(claimOf(), { receiver: circumstances.subject })).toBe('/participantId');
  });

  it('names the deceased as the register does, whatever the spelling of the name', () => {
    const { deceased } = claimOf();
    expect(pointerOf(claimOf({ deceased: { ...deceased, fullName: 'Nguyễn Văn Khác' } }))).toBe(
      '/claim/deceased/fullName',
    );
    expect(pointerOf(claimOf({ deceased: { ...deceased, birthDate: localDate('1950-02-04') } }))).toBe(
      '/claim/deceased/birthDate',
    );
  });

  it.each([
    ['tomorrow', '2026-10-06'],
    ['before the birth', '1950-02-02'],
    ['before the law', '2025-06-30'],
  ])('is none of a death %s', (_when, diedOn) => {
    expect(pointerOf(claimOf({ diedOn: localDate(diedOn), lateReason: 'flood' }))).toBe('/claim/diedOn');
  });

  it('is claimed within 90 days, or with a reason in writing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.boolean(), (days, explained) => {
        const diedOn = localDate('2025-07-01');
        const claim = claimOf({ diedOn, ...(explained ? { lateReason: 'handed in by the employer' } : {}) });
        const pointer = pointerOf(claim, { today: addDays(diedOn, days) });
        // 29 September 2025, the 90th day, is a Monday.
        expect(pointer).toBe(days <= 90 || explained ? undefined : '/claim/lateReason');
      }),
      { seed },
    );
    expect(refusalOf(claimOf(), { today: localDate('2026-12-22') })?.params.errors?.[0]?.detail).toContain(
      'after 2026-12-21 the reason',
    );
  });

  it.each([
    // The 90th day is a Saturday and a Sunday; both terms end with the Monday after them.
    ['2026-08-30', '2026-11-30', undefined],
    ['2026-08-31', '2026-11-30', undefined],
    ['2026-08-31', '2026-12-01', '/claim/lateReason'],
    // 24 November 2026 is a day off, 2 January 2027 a Saturday.
    ['2026-08-26', '2026-11-25', undefined],
    ['2026-08-26', '2026-11-26', '/claim/lateReason'],
    ['2026-10-04', '2027-01-04', undefined],
  ])(
    'of a death on %s that is claimed on %s is held against a last day that moves off days without work',
    (diedOn, today, pointer) => {
      expect(pointerOf(claimOf({ diedOn: localDate(diedOn) }), { today: localDate(today) })).toBe(pointer);
    },
  );

  it('goes by no more paid months than there are from the age of 15 to the death', () => {
    const months = (compulsory: number, voluntary: number) => claimOf({ paidMonths: { compulsory, voluntary } });
    // Born in February 1950: from February 1965 to September 2026 there are 740 months.
    expect(pointerOf(months(740, 0))).toBeUndefined();
    expect(pointerOf(months(400, 340))).toBeUndefined();
    expect(pointerOf(months(400, 341))).toBe('/claim/paidMonths');
    expect(pointerOf(months(1200, 1200))).toBe('/claim/paidMonths');
    const child = { ...claimOf().deceased, birthDate: localDate('2020-02-03') };
    const subject = { ...circumstances.subject, birthDate: child.birthDate };
    expect(pointerOf({ ...months(1, 0), deceased: child, onPension: true }, { subject })).toBe('/claim/paidMonths');
  });
});
