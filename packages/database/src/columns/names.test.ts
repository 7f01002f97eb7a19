import fc from 'fast-check';
import { sqlName, sqlWords } from './names';

describe('names and words of the code in a statement', () => {
  it('are written out', () => {
    expect(sqlName('claim').sql).toBe('claim');
    expect(sqlWords(['accepted', 'sent-back']).sql).toBe("'accepted', 'sent-back'");
    expect(sqlWords(['accepted', 'settled']).values).toEqual([]);
  });

  it.each(['', 'claims c', 'Claims', 'a.b', 'x; DROP TABLE claims', "x'", 'x--', 'x\n'])(
    'are refused when they are more than that: %j',
    (text) => {
      expect(() => sqlName(text)).toThrow(/is no plain word of the code/);
      expect(() => sqlWords(['accepted', text])).toThrow(/is no plain word of the code/);
    },
  );

  it('hold no quote, space, bracket or sign of SQL, whatever they are given', () => {
    const given = (make: () => { readonly sql: string }): string => {
      try {
        return make().sql;
      } catch {
        return '';
      }
    };
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z_-]{1,12}[\n;' (]?$/)), (text) => {
        expect(given(() => sqlName(text))).toMatch(/^[a-z0-9_]*$/);
        expect(given(() => sqlWords([text]))).toMatch(/^(?:'[a-z0-9-]*')?$/);
      }),
      { seed: 20_261_129 },
    );
  });
});
