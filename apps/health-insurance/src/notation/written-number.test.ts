import fc from 'fast-check';
import { readWritten } from './written-number';

describe('a number as offices write it', () => {
  it.each([
    ['1.234.567,5', '1234567.5'],
    ['1.234.567', '1234567'],
    ['12.345,67', '12345.67'],
    ['45,5', '45.5'],
    ['0,125', '0.125'],
    ['1,234,567.50', '1234567.50'],
    ['1,234.5', '1234.5'],
    ['18900', '18900'],
    ['27833.99', '27833.99'],
    ['0.125', '0.125'],
    ['1333.000', '1333.000'],
    ['no number', 'no number'],
  ])('%s is %s', (written, text) => {
    expect(readWritten(written)).toEqual({ text });
  });

  it.each(['150.000', '45.000', '1.000', '150,000', '999.999'])('%s is not guessed at', (written) => {
    expect(readWritten(written)).toEqual({ fault: expect.stringMatching(/^can be \d+ or \d+000?|999999/) });
  });

  it('is never read a thousand times too small: what a locale writes comes back, or is refused', () => {
    const vietnamese = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 3 });
    const english = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 12 }), fc.constantFrom(1, 2, 10, 1_000), (thousandths, part) => {
        const number = Math.round(thousandths / part) / 1_000;
        for (const locale of [vietnamese, english]) {
          const read = readWritten(locale.format(number));
          if ('text' in read) expect(Number(read.text)).toBe(number);
        }
      }),
    );
  });
});
