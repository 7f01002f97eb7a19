import type { EventAttributes } from '@ansinh/contracts/wire/envelope';
import fc from 'fast-check';
import { partsOf, type ReceivedClaim } from './parts.rules';

const received = (claimId: string, sizeBytes: number, documentId = `file of ${claimId}`): ReceivedClaim => ({
  claimId,
  facilityCode: '66001',
  payload: { documentId, sizeBytes, sha256: '' },
  receivedBy: {} as EventAttributes,
});
const keysOf = (parts: readonly (readonly ReceivedClaim[])[]) =>
  parts.map((part) => part.map(({ claimId }) => claimId));

describe('the parts in which claims are appraised', () => {
  it('are one for claims of the usual size', () => {
    const claims = Array.from({ length: 100 }, (_, index) => received(String(index).padStart(3, '0'), 37_000));
    expect(partsOf(claims)).toHaveLength(1);
    expect(partsOf([])).toEqual([]);
  });

  it('keep large claims apart, and each goes alone that is larger than a part', () => {
    const claims = [received('c', 300), received('a', 600), received('b', 400), received('d', 2_000), received('e', 1)];
    expect(keysOf(partsOf(claims, 1_000))).toEqual([['a', 'b'], ['c'], ['d'], ['e']]);
  });

  it('share a file of several claims out', () => {
    const claims = ['a', 'b', 'c', 'd'].map((key) => received(key, 2_000, 'one file'));
    expect(keysOf(partsOf(claims, 1_000))).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('hold every claim once, in the order in which they came in, and no more than fits', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.uuid({ version: 7 })), fc.array(fc.integer({ min: 1, max: 900 })), (ids, sizes) => {
        const claims = ids.map((id, index) => received(id, sizes[index] ?? 500));
        const parts = partsOf(claims, 1_000);
        expect(keysOf(parts).flat()).toEqual(ids.toSorted());
        for (const part of parts)
          expect(part.reduce((sum, { payload }) => sum + payload.sizeBytes, 0)).toBeLessThanOrEqual(1_000);
      }),
    );
  });
});
