import { canonicalText, publicDigestOf } from '../digest';
import { spansTextOf } from './span';
import { leafOf, rootOf } from './tree';

/** A row of a register as it is sealed: all that it says, and its position. */
export type SealedRow = {
  readonly position: bigint;
  /** In microseconds of UTC, in the form of ISO 8601: they compare as texts. */
  readonly at: string;
  readonly content: Readonly<Record<string, unknown>>;
};

/** What a seal says; its hash is over all of it, so that no seal can be put in the place of another. */
export type SealHead = {
  readonly number: bigint;
  readonly register: string;
  readonly positions: string;
  /** Behind the highest position that was sealed up to here. */
  readonly untilPosition: bigint;
  readonly rowCount: number;
  /** Whether nothing of the register was left that had been committed when it was made. */
  readonly isWhole: boolean;
  readonly root: string;
  /** The hash of the seal before it, of whatever register; of the first one `GENESIS`. */
  readonly previous: string;
  readonly sealedAt: Date;
};
export type Seal = SealHead & { readonly leaves: Buffer; readonly hash: string };

export const GENESIS = '0'.repeat(64);

/**
 * A number that was taken is committed or given up within so long: no transaction lasts longer. A row that appears below
 * sealed ones when that time, and after it a sealing that left nothing, are over was not written by a service.
 */
export const OPEN_MS = 3_600_000;

export const leafOfRow = ({ position, at, content }: SealedRow): Buffer =>
  leafOf(canonicalText({ ...content, position, at }));

export const hashOf = (seal: SealHead): string => {
  const { number, register, positions, untilPosition, rowCount, isWhole, root, previous, sealedAt } = seal;
  return publicDigestOf({ number, register, positions, untilPosition, rowCount, isWhole, root, previous, sealedAt });
};

export type Newest = { readonly number: bigint; readonly hash: string };

export type Sealing = Pick<SealHead, 'register' | 'untilPosition' | 'isWhole'> & {
  readonly newest: Newest;
  readonly now: Date;
};

/** Seals rows, which stand in the order of their positions, behind the newest seal. */
export const sealOf = (
  rows: readonly SealedRow[],
  { register, newest, untilPosition, isWhole, now }: Sealing,
): Seal => {
  const leaves = rows.map(leafOfRow);
  const behind = (rows.at(-1)?.position ?? 0n) + 1n;
  const head: SealHead = {
    number: newest.number + 1n,
    register,
    positions: spansTextOf(rows.map(({ position }) => position)),
    untilPosition: behind > untilPosition ? behind : untilPosition,
    rowCount: rows.length,
    isWhole,
    root: rootOf(leaves).toString('hex'),
    previous: newest.hash,
    sealedAt: now,
  };
  return { ...head, leaves: Buffer.concat(leaves), hash: hashOf(head) };
};
