import { BENEFIT_KINDS, PAYOUT_CHANNELS, PAYOUT_KINDS } from '@ansinh/contracts/payment/kinds';
import { localDate, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import fc from 'fast-check';
import type { Template } from './template';
import { amountText, claimAmountText, dateText, type Notice, periodText, render } from './template.rules';
import { opennessOf, TEMPLATES } from './templates';

describe('amounts, dates and periods', () => {
  it.each([
    ['0', '0 đồng', 'VND 0'],
    ['999', '999 đồng', 'VND 999'],
    ['2530000', '2.530.000 đồng', 'VND 2,530,000'],
    ['1000000000000000', '1.000.000.000.000.000 đồng', 'VND 1,000,000,000,000,000'],
  ])('%s is written %s', (amount, vi, en) => {
    expect(amountText(amount, 'vi')).toBe(vi);
    expect(amountText(amount, 'en')).toBe(en);
  });

  it('keep every digit, in groups of three', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), (amount) => {
        const text = amountText(amount.toString(), 'vi');
        expect(text).toMatch(/^\d{1,3}(\.\d{3})* đồng$/);
        expect(text.replace(/\D/g, '')).toBe(amount.toString());
      }),
    );
  });

  it('write hundredths only where there are some', () => {
    expect(claimAmountText('2031009.99', 'vi')).toBe('2.031.009,99 đồng');
    expect(claimAmountText('2031009.00', 'vi')).toBe('2.031.009 đồng');
    expect(claimAmountText('2031009.99', 'en')).toBe('VND 2,031,009.99');
  });

  it('write a date as the card prints it, a month and a quarter as people say them', () => {
    expect(dateText(localDate('2026-10-05'))).toBe('05/10/2026');
    expect([periodText('2026-10', 'vi'), periodText('2026-10', 'en')]).toEqual(['tháng 10/2026', 'month 10/2026']);
    expect([periodText('2026-Q4', 'vi'), periodText('2026-Q4', 'en')]).toEqual(['quý 4/2026', 'quarter 4/2026']);
    for (const other of ['2026-W40', '2026-13', '2026-00', '2026-1', '2026-Q5'])
      expect(periodText(other, 'vi')).toBe(other);
  });
});

const payoutNotice = (kind: string, channel: string): Notice => ({
  template: 'payout-created.v2',
  values: { kind, amount: '1', period: yearMonth('2026-10'), channel },
});
const benefitNotice = (kind: string): Notice => ({
  template: 'benefit-approved-once.v1',
  values: { kind, amount: '25300000' },
});

describe('the words of a kind', () => {
  const told = (notices: readonly Notice[]) => new Set(notices.map((notice) => render(notice, 'vi').text)).size;

  it('are those of each, and never those of another', () => {
    const [kinds, channels] = [Object.keys(PAYOUT_KINDS), Object.keys(PAYOUT_CHANNELS)];
    expect(told(kinds.map((kind) => payoutNotice(kind, 'bank')))).toBe(kinds.length);
    expect(told(channels.map((channel) => payoutNotice('pension', channel)))).toBe(channels.length);
    expect(told(Object.keys(BENEFIT_KINDS).map(benefitNotice))).toBe(Object.keys(BENEFIT_KINDS).length);
  });

  it('that nobody knows yet are general and true', () => {
    const notice = payoutNotice('maternity', 'wallet');
    expect(render(notice, 'vi')).toEqual({
      title: 'Ông/bà sắp nhận khoản chi trả',
      text: 'Ông/bà sắp nhận khoản chi trả kỳ 10/2026: 1 đồng. Hình thức chi trả: hình thức khác.',
    });
    expect(render(notice, 'en')).toEqual({
      title: 'You will receive your payment',
      text: 'You will receive your payment for 10/2026: VND 1. Way of payment: another way.',
    });
    expect(render(benefitNotice('maternity'), 'vi').title).toBe('Ông/bà được hưởng chế độ bảo hiểm xã hội');
    expect(render(benefitNotice('maternity'), 'en').title).toBe('Your social-insurance benefit was approved');
  });

  it.each(['constructor', '__proto__', 'toString'])('%s is no kind that anybody knows', (kind) => {
    expect(render(payoutNotice(kind, kind), 'en').text).toContain('another way');
  });
});

describe('every template', () => {
  const templates = Object.entries<Template>(TEMPLATES);
  const placesOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

  it.each(templates)('%s uses each of its values in both languages', (id, template) => {
    expect(id).toMatch(/^[a-z-]+\.v\d+$/);
    for (const { title, text } of [template.vi, template.en]) {
      expect([...new Set(placesOf(text))].sort()).toEqual(Object.keys(template.values).sort());
      expect(Object.keys(template.values)).toEqual(expect.arrayContaining(placesOf(title)));
    }
  });

  it.each(templates.filter(([, { values }]) => 'kind' in values))(
    '%s begins no sentence with words of a list, which are written in small letters',
    (_id, { vi, en }) => {
      for (const { title, text } of [vi, en])
        for (const said of [title, text]) expect(said).not.toMatch(/(^|\. )\{kind\}/);
    },
  );

  it.each(templates.filter(([, { outside }]) => outside !== 'text'))(
    '%s says at most its title outside of the inbox, and no amount or date in it',
    (_id, { values, vi, en }) => {
      const said = [...placesOf(vi.title), ...placesOf(en.title)].map((name) => values[name]);
      expect(said.filter((kind) => kind !== 'payout-kind' && kind !== 'benefit-kind')).toEqual([]);
    },
  );

  it('of a visit says nothing outside of the inbox, and so does one that nobody knows', () => {
    const health = templates.filter(([id]) => id.startsWith('claim-'));
    expect(health.length).toBeGreaterThan(0);
    expect([...health.map(([id]) => opennessOf(id)), opennessOf('later.v9')]).toEqual(
      Array.from({ length: health.length + 1 }, () => 'nothing'),
    );
  });
});
