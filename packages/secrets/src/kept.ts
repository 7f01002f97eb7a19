import { keyRing } from './config';
import { isSealed, type Owner, partsOfBytes } from './sealed-value';

/** Opens a value of a row: one of before values were sealed is as it is, until the job has sealed it. */
export const openKept = (value: string, owner: Owner): string =>
  isSealed(value) ? keyRing().open(value, owner) : value;

/** The same value, sealed by the newest key for the same owner. */
export const sealAnew = (value: string | Uint8Array, owner: Owner): string | Buffer => {
  const ring = keyRing();
  if (typeof value === 'string') return ring.seal(openKept(value, owner), owner);
  return ring.sealBytes(partsOfBytes(value) === undefined ? value : ring.openBytes(value, owner), owner);
};
