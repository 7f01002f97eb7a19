import type { Mismatch } from './compare.ts';
import { NOT_YET_RIGHT, sortOut } from './known.ts';

const mismatch = (story: string, kind: Mismatch['kind']): Mismatch => ({
  claim: '1.1',
  story,
  kind,
  article: '4.5',
  expected: '',
  found: '',
  said: '',
});

describe('what is known as not yet right', () => {
  it('is set apart by story and kind, and nothing else is', () => {
    const again = mismatch('the same stay again, change 2 (2)', 'outcome');
    const theSame = mismatch('the same stay again, change 0 (2)', 'outcome');
    const tooMuch = mismatch('the same stay again, change 2 (2)', 'finding too much');
    const { known, others } = sortOut([again, theSame, tooMuch]);
    expect([...known.values()].flat()).toEqual([again]);
    expect(others).toEqual([theSame, tooMuch]);
  });

  it('tells of each class, also of one that nothing falls into any more', () => {
    expect([...sortOut([]).known.keys()]).toEqual(NOT_YET_RIGHT);
  });

  it('has a sentence of the issue for each class', () => {
    expect(NOT_YET_RIGHT.filter(({ issue }) => issue.length < 20)).toEqual([]);
  });
});
