import fc from 'fast-check';
import { isCommonPassword } from './common-passwords';
import { faultOfPassword } from './password.rules';

const OWNER = { username: 'tran.thi.lan', name: 'Trần Thị Ngọc Lan' };
const faultOf = (password: string) => faultOfPassword(password, OWNER, isCommonPassword);

describe('a password', () => {
  it.each([
    ['cà phê phin buổi sáng sớm', undefined],
    ['correct horse battery staple', undefined],
    ['kzrvmqpwxhtn', undefined],
    ['elevenchars', 'too-short'],
    ['x'.repeat(129), 'too-long'],
    ['123456789qwe', 'common'],
    ['QWERTY123456', 'common'],
    ['password2026!', 'common'],
    ['!!!!sunshine!!!!', 'common'],
    ['abc123abc123', 'common'],
    ['000000000000', 'common'],
    ['2026-10-05-2026', 'common'],
    ['Tran.Thi.Lan', 'own-name'],
    ['trần thị ngọc lan', 'own-name'],
    ['TRANTHINGOCLAN', 'own-name'],
  ])('%j: %s', (password, expected) => {
    expect(faultOf(password)).toBe(expected);
  });

  it('is counted in characters as a reader counts them, however a keyboard composes them', () => {
    const composed = 'sáng sớm đẹp';
    expect([...composed]).toHaveLength(12);
    expect(faultOf(composed)).toBeUndefined();
    expect(faultOf(composed.normalize('NFD'))).toBeUndefined();
    expect(faultOf(composed.slice(1).normalize('NFD'))).toBe('too-short');
  });

  it('of random letters is taken, whatever they are', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'bcdfghjklmnpqrstvwxz'), minLength: 16, maxLength: 100 });
    fc.assert(
      fc.property(letters, (password) => {
        fc.pre(new Set(password).size > 6);
        expect(faultOfPassword(password, OWNER, () => false)).toBeUndefined();
      }),
    );
  });
});
