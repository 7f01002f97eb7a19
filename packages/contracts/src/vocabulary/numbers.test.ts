import { z } from 'zod';
import { inDigits } from './numbers';

const Year = inDigits(z.int().min(2020).max(2099));

describe('a number of an address', () => {
  it('is written in digits', () => {
    expect(Year.parse('2026')).toBe(2026);
    expect(inDigits(z.int()).parse('0')).toBe(0);
  });

  it.each(['0x7e8', '2.026e3', '+2026', '-2026', ' 2026', '2026 ', '2026.0', '２０２６', '02026', '', '٢٠٢٦', 'NaN'])(
    'is not %j',
    (text) => expect(Year.safeParse(text).success).toBe(false),
  );

  it('keeps to its limits', () => {
    expect(['2019', '2100', '999999999', '9999999999'].map((text) => Year.safeParse(text).success)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});
