import { createHash } from 'node:crypto';

export const LEAF_BYTES = 32;

// RFC 6962, section 2.1: the first byte says whether a digest is of a row or of two digests, so that neither passes for the
// other.
const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

/** The digest of one row, written in the one way of RFC 8785. */
export const leafOf = (text: string): Buffer => createHash('sha256').update(LEAF).update(text).digest();

const nodeOf = (left: Buffer, right: Buffer): Buffer =>
  createHash('sha256').update(NODE).update(left).update(right).digest();

/** The largest power of two below the number. */
const splitOf = (count: number): number => 2 ** Math.ceil(Math.log2(count) - 1);

/** The root of a Merkle tree over the leaves. Whoever keeps it can prove of one row that it was there. */
export const rootOf = (leaves: readonly Buffer[]): Buffer => {
  const [first] = leaves;
  if (first === undefined) return createHash('sha256').digest();
  if (leaves.length === 1) return first;
  const split = splitOf(leaves.length);
  return nodeOf(rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)));
};

/** The leaves of a seal as they are stored: one behind the other. */
export const leavesIn = (stored: Uint8Array): Buffer[] => {
  const bytes = Buffer.from(stored);
  const leaves: Buffer[] = [];
  for (let start = 0; start < bytes.length; start += LEAF_BYTES) leaves.push(bytes.subarray(start, start + LEAF_BYTES));
  return leaves;
};
