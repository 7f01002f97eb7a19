import fc from 'fast-check';
import { decimalText, measureDecimal, parseDecimal } from './decimals';

describe('decimals of a claim', () => {
  it.each([
    ['18900', 2, 1_890_000n],
    ['3.000', 3, 3_000n],
    ['27833.99', 2, 2_783_399n],
    ['0', 2, 0n],
    ['100.00', 0, 100n],
    ['.5', 2, 50n],
    ['-0', 2, 0n],
    ['-0.00', 2, 0n],
    ['999999999999999', 3, 999_999_999_999_999_000n],
  ])('reads %s exactly', (text, decimals, value) => {
    expect(parseDecimal(text, decimals)).toBe(value);
  });

  it.each([
    '',
    ' ',
    '1e3',
    '-1',
    '-0.01',
    '+1',
    '-',
    '.',
    '-.',
    '--0',
    '1,5',
    '5.',
    '0x10',
    '1_000',
    'NaN',
    '１２',
    '1.005',
    '1234567890123456',
  ])('refuses "%s"', (text) => {
    expect(parseDecimal(text, 2)).toBeUndefined();
  });

  it('gives back every number that it wrote', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 17n), fc.integer({ min: 0, max: 3 }), (value, decimals) => {
        expect(parseDecimal(decimalText(value, decimals), decimals)).toBe(
          value < 10n ** BigInt(15 + decimals) ? value : undefined,
        );
      }),
    );
  });

  it('counts neither the dot nor filling zeros as digits', () => {
    const digits = (text: string) => measureDecimal(text)?.digits;
    expect([digits('6300.000'), digits('47.5'), digits('007'), digits('0')]).toEqual([4, 3, 1, 1]);
  });

  it('measures exactly what it can read, with the decimals that carry something', () => {
    const letters = fc.constantFrom(...'0123456789.-e, '.split(''));
    const text = fc.oneof(
      fc.string({ unit: letters, maxLength: 18 }),
      fc.stringMatching(/^\d{0,16}(\.\d{0,10})?$/),
      fc.string(),
    );
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 9 }), (sent, decimals) => {
        const shape = measureDecimal(sent);
        expect(shape !== undefined && shape.decimals <= decimals).toBe(parseDecimal(sent, decimals) !== undefined);
        expect(shape?.whole).toBe(
          shape === undefined ? undefined : BigInt(sent.replace('-', '').split('.')[0] ?? '').toString().length,
        );
      }),
      { numRuns: 2_000 },
    );
  });
});
