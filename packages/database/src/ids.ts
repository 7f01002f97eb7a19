import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const ID_BYTES = 16;
/** For 256 ids at a time: the system takes as long to give sixteen random bytes as to give thousands. */
const pool = Buffer.alloc(256 * ID_BYTES);
let used = pool.length;
/** Ids of one millisecond are counted, from a random number on, so that they keep their order. */
let lastMs = 0;
let count = 0;

const nextRandom = (): Buffer => {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += ID_BYTES;
  return pool.subarray(used - ID_BYTES, used);
};

/** Not above any id: a page of rows in their order begins behind it. */
export const LEAST_ID = '00000000-0000-0000-0000-000000000000';

/** A new surrogate key: UUIDv7 (RFC 9562), so that index pages fill in order of time. */
export const newId = (): string => {
  const random = nextRandom();
  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    count = random.readUInt32BE(0) >>> 1;
  } else {
    count = (count + 1) >>> 0;
    if (count === 0) lastMs += 1;
  }
  return v7({ random, msecs: lastMs, seq: count });
};
