import fc from 'fast-check';
import { base32Of, bytesOfBase32, codeOf, stepAt, stepOfCode, uriOf } from './totp.rules';

const SECRET = Buffer.from('12345678901234567890');

describe('a one-time code', () => {
  // RFC 6238, appendix B, the last six digits of each.
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at %d seconds is %s', (seconds, code) => {
    expect(codeOf(SECRET, stepAt(new Date(seconds * 1_000)))).toBe(code);
  });

  it('is taken in its own half minute and in the ones beside it, once, and none before it', () => {
    const now = new Date('2026-10-05T08:30:10+07:00');
    const step = stepAt(now);
    const taken = [-2, -1, 0, 1, 2].map((around) => stepOfCode(SECRET, codeOf(SECRET, step + around), now));
    expect(taken).toEqual([undefined, step - 1, step, step + 1, undefined]);
    expect(stepOfCode(SECRET, codeOf(SECRET, step), now, step)).toBeUndefined();
    expect(stepOfCode(SECRET, codeOf(SECRET, step - 1), now, step)).toBeUndefined();
    expect(stepOfCode(SECRET, codeOf(SECRET, step + 1), now, step)).toBe(step + 1);
    expect(stepOfCode(SECRET, '12345', now)).toBeUndefined();
  });

  it('is of a secret that a person can type', () => {
    expect(base32Of(SECRET)).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
    expect(uriOf('GEZDGNBV', 'tran.thi.lan')).toBe(
      'otpauth://totp/An%20Sinh%3Atran.thi.lan?secret=GEZDGNBV&issuer=An%20Sinh',
    );
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 20, maxLength: 40 }), (bytes) => {
        expect(bytesOfBase32(base32Of(bytes))).toEqual(Buffer.from(bytes));
      }),
    );
  });
});
