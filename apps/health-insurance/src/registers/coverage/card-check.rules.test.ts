import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import {
  CARD_RESULTS,
  type CardCheck,
  cardNumberFault,
  checkCard,
  checkTold,
  isGoodCard,
  type PresentedCard,
} from './card-check.rules';
import type { CardCoverage } from './coverage.rules';

const card: CardCoverage = {
  cardId: '01900000-0000-7000-8000-000000000001',
  cardNumber: 'DN4660000000001',
  participantId: '01900000-0000-7000-8000-0000000000a1',
  holder: { fullName: 'Đặng Thị Hòa', birthDate: localDate('1990-05-17'), sex: 'female', personalId: '066190000001' },
  initialFacilityCode: '66101',
  status: 'active',
  periods: [{ from: localDate('2026-01-01'), to: localDate('2026-12-31') }],
  withdrawnFrom: null,
  fiveYearsOn: null,
};
const presented: PresentedCard = { cardNumber: card.cardNumber };
const codeOf = (coverage: CardCoverage | undefined, shown: Partial<PresentedCard>, date = '2026-10-05'): string =>
  checkCard(coverage, { ...presented, ...shown }, localDate(date)).resultCode;

describe('what is told of a card', () => {
  const check = (resultCode: CardCheck['resultCode']): CardCheck => {
    const [message, messageVi] = CARD_RESULTS[resultCode];
    return { resultCode, message, messageVi };
  };
  const hospital = { kind: 'facility', code: '66001' } as const;

  it('to a hospital is one thing for all that does not agree with the register', () => {
    const told = (['050', '060', '061', '070', '080'] as const).map((code) => checkTold(hospital, check(code)));
    expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
    for (const code of ['000', '003', '004', '010', '051', '052', '053', '110'] as const)
      expect(checkTold(hospital, check(code))).toEqual(check(code));
  });

  it('to the agency is what differs', () => {
    expect(checkTold({ kind: 'agency', code: '66' }, check('070'))).toEqual(check('070'));
  });
});

describe('a card look-up', () => {
  it('finds a card correct, with the insured days around the date', () => {
    expect(checkCard(card, presented, localDate('2026-10-05'))).toEqual({
      resultCode: '000',
      message: 'The card is correct',
      messageVi: 'Thẻ chính xác',
      validPeriod: { from: '2026-01-01', to: '2026-12-31' },
    });
  });

  it.each(['2026-01-01', '2026-12-31'])('counts %s, an outer day, as insured', (date) => {
    expect(codeOf(card, {}, date)).toBe('000');
  });

  it.each(['2025-12-31', '2027-01-01'])('answers 010 on %s, a day outside every period', (date) => {
    expect(codeOf(card, {}, date)).toBe('010');
  });

  it('answers 010 for a card whose premium was never paid', () => {
    expect(codeOf({ ...card, status: 'pending', periods: [] }, {})).toBe('010');
  });

  it('answers 110 from the day of the withdrawal on, and 000 before it', () => {
    const withdrawn: CardCoverage = {
      ...card,
      status: 'withdrawn',
      periods: [{ from: localDate('2026-01-01'), to: localDate('2026-09-30') }],
      withdrawnFrom: localDate('2026-10-01'),
    };
    expect(codeOf(withdrawn, {}, '2026-09-30')).toBe('000');
    expect(codeOf(withdrawn, {}, '2026-10-01')).toBe('110');
  });

  it('answers 004 while an old card is still good and 003 afterwards, when the person has a newer card', () => {
    const replaced: CardCoverage = { ...card, newerCardFrom: localDate('2026-11-01') };
    expect(codeOf(replaced, {}, '2026-10-05')).toBe('004');
    expect(codeOf(replaced, {}, '2027-01-05')).toBe('003');
    expect(isGoodCard('004') && isGoodCard('000') && !isGoodCard('003')).toBe(true);
  });
});

describe('the holder that the patient claims to be', () => {
  it.each(['DANG THI HOA', 'Đặng Thị  Hòa', 'đặng thị hoà'])('is found right by the name %s', (fullName) => {
    expect(codeOf(card, { fullName, birthDate: '1990-05-17', sex: 'female' })).toBe('000');
  });

  it('is refused by 060 for another name and by 061 when the initials are right', () => {
    expect(codeOf(card, { fullName: 'Nguyễn Văn Bình' })).toBe('060');
    expect(codeOf(card, { fullName: 'Đặng Thị Hoa Mai' })).toBe('060');
    expect(codeOf(card, { fullName: 'Đặng Thị Hằng' })).toBe('061');
  });

  it('is refused by 070 for another birth date; a year alone is compared as a year', () => {
    expect(codeOf(card, { birthDate: '1990-05-18' })).toBe('070');
    expect(codeOf(card, { birthDate: '1990' })).toBe('000');
    expect(codeOf(card, { birthDate: '1991' })).toBe('070');
  });

  it('is refused by 080 for the other sex, not for an undetermined one', () => {
    expect(codeOf(card, { sex: 'male' })).toBe('080');
    expect(codeOf(card, { sex: 'undetermined' })).toBe('000');
  });

  it('is checked before the dates, so that an expired card tells a stranger nothing', () => {
    expect(codeOf(card, { fullName: 'Nguyễn Văn Bình' }, '2030-01-01')).toBe('060');
  });
});

describe('a number that the register does not know', () => {
  it.each([
    ['DN4660000000009', '050'],
    ['DN466000000000', '051'],
    ['ZZ4660000000009', '051'],
    ['DN466000000000X', '051'],
    ['DN1660000000009', '053'],
    ['DN9660000000009', '053'],
    ['DN4050000000009', '052'],
  ])('%s is answered with %s', (cardNumber, code) => {
    expect(codeOf(undefined, { cardNumber })).toBe(code);
  });

  it('has no fault by its form when group, digit and province are known', () => {
    expect(cardNumberFault('TE1660000000009')).toBeUndefined();
  });
});
