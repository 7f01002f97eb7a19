import { keyRing } from './config';
import { openKept, sealAnew } from './kept';
import { createKeyRing } from './key-ring';
import type { Owner } from './sealed-value';
import { DEVELOPMENT_KEYS } from './settings';

const OWNER: Owner = ['payout-account', '1'];
const older = createKeyRing([DEVELOPMENT_KEYS[1]]);

describe('a value of a row', () => {
  it('opens as it was kept: sealed by any key of the ring, or of before', () => {
    expect(openKept('0011001932418', OWNER)).toBe('0011001932418');
    expect(openKept(older.seal('0011001932418', OWNER), OWNER)).toBe('0011001932418');
    expect(openKept(keyRing().seal('0011001932418', OWNER), OWNER)).toBe('0011001932418');
  });

  it.each(['0011001932418', older.seal('0011001932418', OWNER), keyRing().seal('0011001932418', OWNER)])(
    'is sealed anew by the newest key (%#)',
    (value) => {
      const sealed = String(sealAnew(value, OWNER));
      expect(sealed).toMatch(/^v1\.development-2\./);
      expect(keyRing().open(sealed, OWNER)).toBe('0011001932418');
    },
  );

  it.each([Buffer.from('<a/>'), older.sealBytes(Buffer.from('<a/>'), OWNER)])('of bytes is, too (%#)', (value) => {
    const sealed = Buffer.from(sealAnew(value, OWNER));
    expect(sealed.toString('latin1')).toMatch(/^v1\.development-2\./);
    expect(keyRing().openBytes(sealed, OWNER).toString()).toBe('<a/>');
  });
});
