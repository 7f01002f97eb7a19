import fc from 'fast-check';
import { leafOf, leavesIn, rootOf } from './tree';

// The test vectors of RFC 6962's reference implementation (google/certificate-transparency, merkletree): eight inputs and
// the root over the first n of them.
const INPUTS = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
// As text the bytes would change; as Latin-1 each is itself, and all of these are below 128.
const textOf = (hex: string): string => Buffer.from(hex, 'hex').toString('latin1');

describe('the tree over the rows of a seal', () => {
  it('is that of RFC 6962', () => {
    const leaves = INPUTS.map((hex) => leafOf(textOf(hex)));
    expect(leaves.map((_, index) => rootOf(leaves.slice(0, index + 1)).toString('hex'))).toEqual(ROOTS);
  });

  it('has another root for every other list of rows', () => {
    const rows = fc.array(fc.string(), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(rows, rows, (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect(rootOf(one.map(leafOf)).equals(rootOf(other.map(leafOf)))).toBe(same);
      }),
    );
  });

  it('reads its leaves as they were stored', () => {
    const leaves = ['a', 'b', 'c'].map(leafOf);
    expect(leavesIn(Buffer.concat(leaves))).toEqual(leaves);
    expect(leavesIn(Buffer.alloc(0))).toEqual([]);
  });
});
