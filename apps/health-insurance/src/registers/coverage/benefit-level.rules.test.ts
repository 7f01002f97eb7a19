import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { FIRST_LAW } from '@ansinh/law';
import { basePercentOf, bestPercentOf, isDigitOfGroup, isKnownCardGroup } from './benefit-level.rules';

const BEFORE = '2025-12-31';
const SINCE_2026 = '2026-01-01';

describe('the base percent of a card', () => {
  it.each([
    ['CC1660000000001', 100],
    ['HN2660000000001', 100],
    ['HT3660000000001', 95],
    ['DN4660000000001', 80],
    ['QN5970000000001', 100],
  ])('of %s is %i by its digit', (cardNumber, percent) => {
    expect(basePercentOf(cardNumber, localDate(BEFORE), FIRST_LAW)).toBe(percent);
    expect(basePercentOf(cardNumber, localDate(SINCE_2026), FIRST_LAW)).toBe(percent);
  });

  it('of a near-poor person rises from 95 to 100 on 2026-01-01 although the card still prints 3', () => {
    expect(basePercentOf('CN3660000000001', localDate(BEFORE), FIRST_LAW)).toBe(95);
    expect(basePercentOf('CN3660000000001', localDate(SINCE_2026), FIRST_LAW)).toBe(100);
    expect(basePercentOf('CN2660000000001', localDate(SINCE_2026), FIRST_LAW)).toBe(100);
  });

  it('of a person of 75 with a social pension rises from 80 to 100 on 2026-01-01 although the card still prints 4', () => {
    expect(basePercentOf('LH4660000000001', localDate(BEFORE), FIRST_LAW)).toBe(80);
    expect(basePercentOf('LH4660000000001', localDate(SINCE_2026), FIRST_LAW)).toBe(100);
  });

  it('is the best of all cards of a person', () => {
    expect(bestPercentOf(['DN4660000000001', 'HT3660000000001'], localDate(SINCE_2026), FIRST_LAW)).toBe(95);
  });

  it('fails loudly for a date before the table begins', () => {
    expect(() => basePercentOf('DN4660000000001', localDate('2014-12-31'), FIRST_LAW)).toThrow('no value in force');
  });
});

describe('the groups of participants', () => {
  it('print only their own digits', () => {
    expect(isDigitOfGroup('DN', 4)).toBe(true);
    expect(isDigitOfGroup('DN', 1)).toBe(false);
    expect(isDigitOfGroup('CN', 3) && isDigitOfGroup('CN', 2)).toBe(true);
  });

  it('are a closed list', () => {
    expect(isKnownCardGroup('TE')).toBe(true);
    expect(isKnownCardGroup('ZZ')).toBe(false);
  });
});
