import { Exceptions, exceptionFor, withoutExceptions } from './exceptions.mts';

const finding = {
  law: 'sizes',
  file: 'apps/a/src/b.ts',
  line: 1,
  what: 'lines of the file',
  size: 300,
  sentence: 'too long',
};
const exception = {
  law: 'sizes',
  file: 'apps/a/src/b.ts',
  what: 'lines of the file',
  why: 'a table of the law in one piece',
  max: 300,
};

describe('The ratchet', () => {
  it('fails for what is not an exception', () => {
    expect(withoutExceptions([finding], [])).toEqual([finding]);
  });

  it('lets an exception be, wherever in the file it stands, until it grows', () => {
    expect(withoutExceptions([{ ...finding, line: 77 }], [exception])).toEqual([]);
    expect(withoutExceptions([{ ...finding, size: 301 }], [exception])).toMatchObject([
      { sentence: 'too long (its exception allows 300)' },
    ]);
  });

  it('fails for an exception that nothing needs any more', () => {
    expect(withoutExceptions([], [exception])).toMatchObject([
      {
        sentence:
          'the exception of apps/a/src/b.ts from the law sizes (lines of the file) is no longer needed: remove it',
      },
    ]);
  });

  it('takes no exception without a reason', () => {
    expect(Exceptions.safeParse([exception]).success).toBe(true);
    expect(Exceptions.safeParse([exceptionFor(finding)]).success).toBe(false);
  });
});
