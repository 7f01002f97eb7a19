import { canonicalText, digestOf } from '../digest';
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
  readonly rowCount: number;
  readonly root: string;
  /** The hash of the seal before it, of whatever register; of the first one `GENESIS`. */
  readonly previous: string;
  readonly sealedAt: Date;
};
export type Seal = SealHead & { readonly leaves: Buffer; readonly hash: string; readonly untilPosition: bigint };

export const GENESIS = '0'.repeat(64);

export const leafOfRow = ({ position, at, content }: SealedRow): Buffer =>
  leafOf(canonicalText({ ...content, position, at }));

export const hashOf = ({ number, register, positions, rowCount, root, previous, sealedAt }: SealHead): string =>
  digestOf({ number, register, positions, rowCount, root, previous, sealedAt });

export type Newest = { readonly number: bigint; readonly hash: string };

/** Seals rows, which stand in the order of their positions, behind the newest seal. */
export const sealOf = (
  rows: readonly SealedRow[],
  { register, newest, untilPosition, now }: { register: string; newest: Newest; untilPosition: bigint; now: Date },
): Seal => {
  const leaves = rows.map(leafOfRow);
  const last = rows.at(-1)?.position ?? 0n;
  const head: SealHead = {
    number: newest.number + 1n,
    register,
    positions: spansTextOf(rows.map(({ position }) => position)),
    rowCount: rows.length,
    root: rootOf(leaves).toString('hex'),
    previous: newest.hash,
    sealedAt: now,
  };
  const behind = last + 1n;
  return {
    ...head,
    leaves: Buffer.concat(leaves),
    hash: hashOf(head),
    untilPosition: behind > untilPosition ? behind : untilPosition,
  };
};
