import fc from 'fast-check';
import { isBirthMinute, isDay, isMinute, knownBirthDate, localDateOfDigits } from './national-time';

const existsInTheCalendar = (digits: string): boolean => {
  const text = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
};

describe('a day of a claim', () => {
  it('exists exactly when the calendar has it', () => {
    const part = (max: number, width: number) =>
      fc.integer({ min: 0, max }).map((value) => String(value).padStart(width, '0'));
    fc.assert(
      fc.property(fc.tuple(part(2_400, 4), part(13, 2), part(32, 2)), (parts) => {
        const digits = parts.join('');
        expect(isDay(digits)).toBe(!digits.startsWith('0000') && existsInTheCalendar(digits));
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([
    ['20240229', true],
    ['20260229', false],
    ['20000229', true],
    ['21000229', false],
    ['20261231', true],
    ['20261301', false],
    ['20260100', false],
    ['2026-1-1', false],
    ['202601011', false],
  ])('%s: %s', (digits, exists) => {
    expect(isDay(digits)).toBe(exists);
  });

  it('is read as a date when it exists, and refused when it does not', () => {
    expect(localDateOfDigits('20240229')).toBe('2024-02-29');
    expect(localDateOfDigits('202612312359')).toBe('2026-12-31');
    for (const digits of ['20260229', '202613010000', '20260100', '', '196500000000'])
      expect(() => localDateOfDigits(digits)).toThrow('not a day that exists');
  });

  it('is told of a birth date as far as it is known', () => {
    expect(['196505010000', '196505000000', '196500000000'].map(knownBirthDate)).toEqual([
      '1965-05-01',
      '1965-05',
      '1965',
    ]);
  });

  it('ends before 24 o’clock, and may be unknown in a birth date', () => {
    expect([isMinute('202601012359'), isMinute('202601012400'), isMinute('202602300000')]).toEqual([
      true,
      false,
      false,
    ]);
    expect([isBirthMinute('196500000000'), isBirthMinute('196502000000'), isBirthMinute('196500010000')]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
