import fc from 'fast-check';
import { brokenTextIn, isWholeText } from './text';

const HALF = '\ud800';

describe('a text', () => {
  it('is whole without NUL and without half of a character', () => {
    expect(['', 'Nguyễn Văn Mẫu', '👩‍🦽', '\u0085'].map(isWholeText)).toEqual([true, true, true, true]);
    expect(['\0', 'a\0', HALF, '\udc00\ud800', `a${HALF}b`].map(isWholeText)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  it('is read as it stands: marks that turn it round are refused', () => {
    const marks = ['\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069'];
    for (const mark of marks) expect(isWholeText(`Trần${mark} Lan`)).toBe(false);
  });

  it('that is not is found wherever it stands in a value, and nothing else is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(brokenTextIn(value)).toBeUndefined();
        expect(brokenTextIn({ a: [1, { b: [value, `x${HALF}`] }] })?.slice(0, 3)).toEqual(['a', '1', 'b']);
      }),
    );
    expect(brokenTextIn({ lines: [{ name: 'a' }, { name: HALF }] })).toEqual(['lines', '1', 'name']);
    expect(brokenTextIn({ lines: [{ [HALF]: 'a' }] })).toEqual(['lines', '0']);
    expect(brokenTextIn(7)).toBeUndefined();
  });
});
