import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { CannotOpen, createKeyRing, type FieldKey } from './key-ring';
import { isSealed, type Owner } from './sealed-value';

const SEED = 20_261_130;

const keyOf = (id: string): FieldKey => ({ id, key: createHash('sha256').update(id).digest() });
const [OLD, NEW, FOREIGN] = [keyOf('2026-1'), keyOf('2027-1'), keyOf('foreign')];
const ring = createKeyRing([NEW, OLD]);

const owner: fc.Arbitrary<Owner> = fc.tuple(fc.string({ minLength: 1 }), fc.string(), fc.string());
const same = ([what, ...whose]: Owner, [other, ...others]: Owner): boolean =>
  what === other && JSON.stringify(whose) === JSON.stringify(others);

describe('a sealed value', () => {
  it('opens for its owner, and looks different each time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), owner, (text, of) => {
        const sealed = ring.seal(text, of);
        expect(isSealed(sealed)).toBe(true);
        expect(sealed.startsWith(ring.prefix)).toBe(true);
        expect(ring.open(sealed, of)).toBe(text.toWellFormed());
        expect(ring.seal(text, of)).not.toBe(sealed);
      }),
      { seed: SEED },
    );
  });

  it('opens for nobody else, however the parts of the owners are put together', () => {
    fc.assert(
      fc.property(fc.string(), owner, owner, (text, of, other) => {
        fc.pre(!same(of, other));
        expect(() => ring.open(ring.seal(text, of), other)).toThrow(CannotOpen);
      }),
      { seed: SEED, examples: [['0011', ['a', 'b|c', ''], ['a', 'b', 'c']]] },
    );
  });

  it('says the same as another one that was sealed of the same text, whosever they are, and proves nothing by it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), owner, owner, (text, of, other) => {
        const older = createKeyRing([OLD]);
        for (const sealed of [ring.seal(text, of), ring.seal(text, other), older.seal(text, of)])
          expect(ring.unproved(sealed)).toBe(text.toWellFormed());
        expect(older.unproved(ring.seal(text, of))).toBeUndefined();
        expect(ring.unproved(text)).toBeUndefined();
      }),
      { seed: SEED },
    );
  });

  it('does not open when any sign of it was changed', () => {
    const of: Owner = ['payout-account', '1'];
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.constantFrom(...'AZaz09-_.'), (text, place, sign) => {
        const sealed = ring.seal(text, of);
        const at = place % sealed.length;
        const changed = `${sealed.slice(0, at)}${sign}${sealed.slice(at + 1)}`;
        // The last sign of base64 may hold bits that nobody reads.
        fc.pre(changed !== sealed && at < sealed.length - 1);
        expect(() => ring.open(changed, of)).toThrow(CannotOpen);
      }),
      { seed: SEED },
    );
  });

  it('of bytes is the same, and keeps its bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), owner, owner, (bytes, of, other) => {
        const sealed = ring.sealBytes(bytes, of);
        expect(ring.openBytes(sealed, of).equals(bytes)).toBe(true);
        expect(ring.openBytes(new Uint8Array(sealed), of).equals(bytes)).toBe(true);
        if (!same(of, other)) expect(() => ring.openBytes(sealed, other)).toThrow(CannotOpen);
      }),
      { seed: SEED },
    );
    expect(() => ring.openBytes(Buffer.from('v1.2027-1.short'), ['file'])).toThrow(CannotOpen);
    expect(() => ring.openBytes(Buffer.alloc(0), ['file'])).toThrow(CannotOpen);
  });

  it('of an older key opens as long as that is in the ring', () => {
    const of: Owner = ['payout-account', '1'];
    const sealed = createKeyRing([OLD]).seal('0011001932418', of);
    expect(sealed).toMatch(/^v1\.2026-1\./);
    expect(ring.open(sealed, of)).toBe('0011001932418');
    expect(() => createKeyRing([NEW]).open(sealed, of)).toThrow('its key 2026-1 is not in FIELD_KEYS');
    expect(() => ring.open(createKeyRing([FOREIGN]).seal('1', of), of)).toThrow(CannotOpen);
  });

  it('has a digest by which it is known again, by the keys of the ring alone', () => {
    const digest = createKeyRing([OLD]).digest('0011001932418');
    expect(digest).toMatch(/^d1\.2026-1\.[\w-]{43}$/);
    expect([ring.isDigestOf(digest, '0011001932418'), ring.isDigestOf(digest, '0011001932419')]).toEqual([true, false]);
    expect(ring.isDigestOf(ring.digest('0011001932418'), '0011001932418')).toBe(true);
    expect(createKeyRing([NEW]).isDigestOf(digest, '0011001932418')).toBe(false);
    expect(ring.isDigestOf('', '')).toBe(false);
    expect(createKeyRing([{ ...OLD, key: FOREIGN.key }]).digest('0011001932418')).not.toBe(digest);
  });

  it('that does not open is told of by what it is, without its owner and its text', () => {
    const text = ring.seal('0011001932418', ['payout-account', 'Nguyen Van Mau']);
    expect(() => ring.open(text, ['payout-account', 'Tran Thi Mau'])).toThrow(
      /^a sealed value \(payout-account\) does not open: it was changed, or belongs to somebody else$/,
    );
  });
});
