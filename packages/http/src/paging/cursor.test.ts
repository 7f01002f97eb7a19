import fc from 'fast-check';
import { decodeCursor, encodeCursor } from './cursor';

describe('a cursor', () => {
  it('gives back the sort values that it was made of', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 8 }), (parts) => {
        expect(decodeCursor(encodeCursor(parts), parts.length)).toEqual(parts);
      }),
    );
  });

  const OWN = encodeCursor(['one', 'two']);
  const SPACED = Buffer.from('[ "one", "two" ]').toString('base64url');

  it.each([['%%%'], ['bm90IGpzb24'], [encodeCursor(['one'])], [`${OWN}==`], [`!!${OWN}***`], [SPACED]])(
    'that we did not make is refused: %s',
    (cursor) => {
      expect(() => decodeCursor(cursor, 2)).toThrow(expect.objectContaining({ code: 'request.invalid' }));
    },
  );

  it('that is absent starts at the first page', () => {
    expect(decodeCursor(undefined, 2)).toBeUndefined();
  });
});
