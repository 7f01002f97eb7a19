import fc from 'fast-check';
import { doOpen } from './opening.rules';

const now = new Date('2026-10-05T08:30:00+07:00');
const later = new Date(now.getTime() + 1);
const code = (codeHash: string, drawnByPerson: string, expiresAt = later) => ({ codeHash, drawnByPerson, expiresAt });
const owner = { personKey: 'lan', now };

describe('two codes', () => {
  it.each([
    ['of two administrators open', [code('a', 'one'), code('b', 'two')], ['a', 'b'], true],
    ['in the other order open too', [code('a', 'one'), code('b', 'two')], ['b', 'a'], true],
    ['that are one open nothing', [code('a', 'one'), code('b', 'two')], ['a', 'a'], false],
    ['of one administrator open nothing', [code('a', 'one'), code('b', 'one')], ['a', 'b'], false],
    ['of which the owner drew one open nothing', [code('a', 'one'), code('b', 'lan')], ['a', 'b'], false],
    ['of which one has ended open nothing', [code('a', 'one'), code('b', 'two', now)], ['a', 'b'], false],
    ['of which one is made up open nothing', [code('a', 'one'), code('b', 'two')], ['a', 'c'], false],
  ] as const)('%s', (_which, drawn, hashes, expected) => {
    expect(doOpen(drawn, hashes, owner)).toBe(expected);
  });

  it('open nothing to one person alone, whatever that one draws, under whatever account', () => {
    const drawn = fc.array(
      fc.record({ codeHash: fc.constantFrom('a', 'b', 'c', 'd'), drawnByPerson: fc.constant('one') }),
    );
    const hash = fc.constantFrom('a', 'b', 'c', 'd');
    fc.assert(
      fc.property(drawn, hash, hash, (codes, one, other) => {
        const all = codes.map((each) => ({ ...each, expiresAt: later }));
        expect(doOpen(all, [one, other], owner)).toBe(false);
      }),
    );
  });
});
