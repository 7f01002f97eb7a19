import fc from 'fast-check';
import { bankText } from './bank-text';

describe('text for banks', () => {
  it('loses the marks of Vietnamese letters, composed or not', () => {
    const name = 'Đắk Lắk – Phú Yên: Nguyễn Thị Ước đóng BHXH';
    expect(bankText(name, 140)).toBe('Dak Lak Phu Yen: Nguyen Thi Uoc dong BHXH');
    expect(bankText(name.normalize('NFD'), 140)).toBe(bankText(name, 140));
  });

  it('is cut after the last whole word that fits', () => {
    expect(bankText('TA0123A 03/2026 Công ty', 140)).toBe('TA0123A 03/2026 Cong ty');
    expect(bankText('TA0123A 03/2026 Công ty', 20)).toBe('TA0123A 03/2026 Cong');
    expect(bankText('TA0123A 03/2026 Công ty', 19)).toBe('TA0123A 03/2026');
    expect(bankText('TA0123A', 4)).toBe('TA01');
  });

  it('replaces what banks do not accept', () => {
    expect(bankText('A_B & <C>;\n\t"D" 家', 140)).toBe('A B C D');
    expect(bankText('😀', 10)).toBe('');
  });

  it('needs a length', () => {
    expect(() => bankText('A', 0)).toThrow(RangeError);
    expect(() => bankText('A', 1.5)).toThrow(RangeError);
  });

  it('always fits, holds only bank characters, and does not change a second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.integer({ min: 1, max: 140 }), (text, length) => {
        const cut = bankText(text, length);
        expect(cut.length).toBeLessThanOrEqual(length);
        expect(cut).toMatch(/^[A-Za-z0-9/\-?:().,'+ ]*$/);
        expect(bankText(cut, length)).toBe(cut);
      }),
    );
  });
});
