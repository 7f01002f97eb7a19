import { yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import fc from 'fast-check';
import { CONTENT_LENGTH_MAX, referencesIn, statementReference } from './reference.rules';

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
const unitCode = fc
  .tuple(fc.oneof(digits(10), digits(7)), fc.stringMatching(/^[A-Z]{2}[A-Z0-9]{3}$/))
  .map(([number, rest]) => `${number}${rest}`);
const month = fc
  .tuple(fc.integer({ min: 2025, max: 2099 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, number]) => `${year}-${String(number).padStart(2, '0')}`);
const reference = fc.tuple(unitCode, month).map(([code, period]) => statementReference(code, yearMonth(period)));
const words = fc.array(fc.stringMatching(/^[A-Za-z]{1,10}$/), { maxLength: 6 }).map((list) => list.join(' '));

describe('the reference of a statement', () => {
  it('is the unit code and the period, short enough for a VietQR code', () => {
    expect(statementReference('6000000001DNA03', yearMonth('2026-10'))).toBe('BH6000000001DNA03202610');
    fc.assert(fc.property(reference, (text) => expect(text.length <= CONTENT_LENGTH_MAX).toBe(true)));
  });

  it.each([
    'BH6000000001DNA03202610',
    'bh 6000000001dna03 202610 cty TNHH Mẫu nộp BHXH',
    'MBVCB.3344556.BH6000000001DNA03202610.CT tu 0011001 toi 970415',
    'Thanh toan 6000000001DNA03 2026-10',
    'QR-BH6000000001DNA03202610 FT26325123',
  ])('is found in "%s"', (text) => expect(referencesIn(text)[0]).toBe('BH6000000001DNA03202610'));

  it.each(['nop tien BHXH thang 10', '', '6000000001DNA03 2026-13', '916000000001DNA03202610'])(
    'is not invented in "%s"',
    (text) => expect(referencesIn(text)).not.toContain('BH6000000001DNA03202610'),
  );

  it('is found with any case, words around it and spaces between its parts', () => {
    fc.assert(
      fc.property(
        unitCode,
        month,
        words,
        words,
        fc.boolean(),
        fc.boolean(),
        (code, period, before, after, small, wide) => {
          const gap = wide ? '   ' : '';
          const written = `${before} BH${gap}${code}${gap}${period.replace('-', '')} ${after}`;
          expect(referencesIn(small ? written.toLowerCase() : written)).toContain(
            statementReference(code, yearMonth(period)),
          );
        },
      ),
    );
  });

  it.each([
    'HD7K3M9QXA',
    'nop bhyt hd7k3m9qxa nguyen van mau',
    'ND:HD7K3M 9QXA-CHUYEN TIEN',
    'QRHD7K3M9QXAFT26325',
    'HD 7K3M9QXA',
  ])('of a household is found in "%s"', (text) => expect(referencesIn(text)).toContain('HD7K3M9QXA'));

  it('of a household is read although letters were typed for digits', () => {
    expect(referencesIn('nop HDOK3MIQXL')).toContain('HD0K3M1QX1');
  });

  it('costs a bounded number of candidates, whatever the text is', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 500 }), (text) => expect(referencesIn(text).length <= 1_600).toBe(true)),
    );
  });
});
