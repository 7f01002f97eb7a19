import { PAYOUT_CHANNELS } from '@ansinh/contracts/payment/kinds';
import { localDate, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { kindsOf } from '@ansinh/contracts/wire/open-kind';
import fc from 'fast-check';
import { amountText, claimAmountText, dateText, type Notice, render } from './notice.rules';
import { TEMPLATES, type Template } from './templates';

describe('amounts and dates', () => {
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

  it('write a date as the card prints it', () => {
    expect(dateText(localDate('2026-10-05'))).toBe('05/10/2026');
  });
});

describe('the words of a channel', () => {
  const notice = (channel: string): Notice => ({
    template: 'payout-created.v1',
    values: { amount: '1', period: yearMonth('2026-10'), channel },
  });

  it('are those of each, and never those of another', () => {
    const channels = kindsOf(PAYOUT_CHANNELS);
    const texts = channels.map((channel) => render(notice(channel), 'vi').text);
    expect(new Set(texts).size).toBe(channels.length);
    expect(texts).not.toContain(render(notice('channel-of-a-later-release'), 'vi').text);
  });
});

describe('every template', () => {
  it.each(Object.entries<Template>(TEMPLATES))('%s uses each of its values in both languages', (id, template) => {
    expect(id).toMatch(/^[a-z-]+\.v\d+$/);
    for (const { text } of [template.vi, template.en]) {
      const places = [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect([...new Set(places)].sort()).toEqual(Object.keys(template.values).sort());
    }
  });
});
