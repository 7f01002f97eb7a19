import type { TransactionClient } from '@ansinh/database';
import { Findings, type Found, readSpans } from './findings';
import type { Register } from './register';
import { GENESIS, hashOf, leafOfRow, OPEN_MS, type SealedRow } from './seal';
import { databaseTime, findLast, findNeverSealed, findUnsealed, listSeals, type StoredSeal } from './seal.store';
import { countOf, NO_END, type Span, spansOf } from './span';
import { leavesIn, rootOf } from './tree';

export type Checked = {
  readonly seals: bigint;
  readonly rows: bigint;
  /** The newest hash: kept elsewhere, it proves all that is before it. */
  readonly hash: string;
} & Found;

export type CheckOptions = {
  readonly registers: readonly Register[];
  /** Hashes of seals that were written down elsewhere, by their numbers. */
  readonly expected?: ReadonlyMap<bigint, string>;
};

const SEALS_AT_ONCE = 100;
/** The sealer comes each minute. */
const UNSEALED_MS = 600_000;

const positionsIn = (spans: readonly Span[]): bigint[] =>
  spans.flatMap(({ from, to }) => Array.from({ length: Number(to - from) }, (_, index) => from + BigInt(index)));

/** The seal by itself: its hash is over what it says, and its root over its leaves. */
const isSound = (seal: StoredSeal): boolean => {
  if (hashOf(seal) !== seal.hash) return false;
  const leaves = leavesIn(seal.leaves);
  // Before positions are listed one by one: whoever can write seals can write that there are thousands of millions.
  if (countOf(spansOf(seal.positions)) !== BigInt(seal.rowCount)) return false;
  return leaves.length === seal.rowCount && rootOf(leaves).toString('hex') === seal.root;
};

/** The rows of a seal against its leaves, one by one. */
const checkRows = async (
  db: TransactionClient,
  { register, seal }: { readonly register: Register; readonly seal: StoredSeal },
  findings: Findings,
): Promise<readonly SealedRow[]> => {
  const spans = spansOf(seal.positions);
  const rows = await readSpans(db, register, spans);
  const found = new Map(rows.map((row) => [row.position, row]));
  const leaves = leavesIn(seal.leaves);
  for (const [index, position] of positionsIn(spans).entries()) {
    const row = found.get(position);
    const about = { register: register.name, seal: seal.number, position };
    if (row === undefined) findings.add({ what: 'removed', ...about });
    else if (leaves[index]?.equals(leafOfRow(row)) !== true) findings.add({ what: 'changed', ...about });
  }
  return rows;
};

/**
 * What a sealing that left nothing did not see was committed after it, by a transaction that began less than an hour before:
 * a row with an earlier time was put in by somebody, and so was one with a time long after its seal, or with none.
 */
const checkTimes = (
  { rows, seal, wholeMs }: { readonly rows: readonly SealedRow[]; seal: StoredSeal; wholeMs: number },
  findings: Findings,
): void => {
  const [earliestMs, latestMs] = [wholeMs - OPEN_MS, seal.sealedAt.getTime() + OPEN_MS];
  for (const { position, at } of rows) {
    const atMs = Date.parse(at);
    if (atMs >= earliestMs && atMs <= latestMs) continue;
    findings.add({ what: 'out-of-order', register: seal.register, seal: seal.number, position });
  }
};

type Chain = {
  readonly registers: ReadonlyMap<string, Register>;
  /** When each register was last sealed so that nothing was left. */
  readonly wholeMs: Map<string, number>;
  readonly last: { readonly number: bigint; readonly hash: string };
  readonly expected: ReadonlyMap<bigint, string>;
};

/** One seal behind the last: its place in the chain, what it says, and its rows. */
const checkSeal = async (
  db: TransactionClient,
  { seal, chain }: { readonly seal: StoredSeal; readonly chain: Chain },
  findings: Findings,
): Promise<void> => {
  const { registers, wholeMs, last } = chain;
  const expected = chain.expected.get(seal.number);
  const about = { register: seal.register, seal: seal.number };
  if (seal.number !== last.number + 1n) findings.add({ what: 'seal-missing', ...about, seal: last.number + 1n });
  const isWhole = isSound(seal);
  if (!isWhole || seal.previous !== last.hash) findings.add({ what: 'seal-changed', ...about });
  if (expected !== undefined && expected !== seal.hash) findings.add({ what: 'seal-not-expected', ...about });
  const register = registers.get(seal.register);
  if (register === undefined) findings.add({ what: 'register-unknown', ...about });
  // Of a seal that is not whole nobody knows which rows it means.
  if (register === undefined || !isWhole) return;
  const rows = await checkRows(db, { register, seal }, findings);
  checkTimes({ rows, seal, wholeMs: wholeMs.get(seal.register) ?? Number.NEGATIVE_INFINITY }, findings);
  if (seal.isWhole) wholeMs.set(seal.register, seal.sealedAt.getTime());
};

/** The chain of seals, and the rows of each. */
const checkChain = async (db: TransactionClient, options: CheckOptions, findings: Findings) => {
  const registers = new Map(options.registers.map((register) => [register.name, register]));
  const wholeMs: Chain['wholeMs'] = new Map();
  let last: Chain['last'] = { number: 0n, hash: GENESIS };
  const expected = options.expected ?? new Map<bigint, string>();
  const unmet = new Set(expected.keys());
  let rowCount = 0n;
  for (;;) {
    const seals = await listSeals(db, last.number, SEALS_AT_ONCE);
    for (const seal of seals) {
      await checkSeal(db, { seal, chain: { registers, wholeMs, last, expected } }, findings);
      unmet.delete(seal.number);
      last = seal;
      rowCount += BigInt(seal.rowCount);
    }
    if (seals.length < SEALS_AT_ONCE) break;
  }
  for (const number of unmet) findings.add({ what: 'seal-missing', register: '', seal: number });
  return { number: last.number, hash: last.hash, rowCount };
};

const INSERTED_AT_ONCE = 1_000;

/** Rows that no seal has: put in where nothing comes any more, or left by a sealer that does not come. */
const checkUnsealed = async (db: TransactionClient, register: Register, findings: Findings): Promise<void> => {
  const { name, sequence } = register;
  const now = await databaseTime(db);
  const { closedPosition, spans } = await findUnsealed(db, name);
  const below = await readSpans(db, register, await findNeverSealed(db, name, closedPosition));
  const given = await findLast(db, sequence);
  const beyond = await register.read(db, { from: given + 1n, to: NO_END }, INSERTED_AT_ONCE);
  // Asked once more: rows came in between.
  const last = await findLast(db, sequence);
  for (const { position } of [...below, ...beyond.filter((row) => row.position > last)])
    findings.add({ what: 'inserted', register: name, position });
  for (const span of spans) {
    const [oldest] = await register.read(db, span, 1);
    if (oldest === undefined || oldest.position > last) continue;
    if (Date.parse(oldest.at) < now.getTime() - UNSEALED_MS)
      findings.add({ what: 'unsealed', register: name, position: oldest.position });
    return;
  }
};

const checkStrays = async (
  db: TransactionClient,
  { name, countStrays }: Register,
  findings: Findings,
): Promise<void> => {
  const rows = (await countStrays?.(db)) ?? 0n;
  if (rows > 0n) findings.add({ what: 'stray', register: name, rows });
};

/**
 * Of a register whose numbers are given in the last moment before a commit: the last one that was given when the check
 * began has its row by now, or a later one has. Else the newest rows were taken away, with their seals.
 */
const checkEnd = async (
  db: TransactionClient,
  { register, given }: { readonly register: Register; readonly given: bigint },
  findings: Findings,
): Promise<void> => {
  if (register.isNumberedLast !== true || given === 0n) return;
  const { untilPosition } = await findUnsealed(db, register.name);
  if (untilPosition > given) return;
  const [row] = await register.read(db, { from: given, to: NO_END }, 1);
  if (row === undefined) findings.add({ what: 'end-missing', register: register.name, position: given });
};

const readGiven = async (db: TransactionClient, registers: readonly Register[]) => {
  const given: { register: Register; given: bigint }[] = [];
  for (const register of registers) given.push({ register, given: await findLast(db, register.sequence) });
  return given;
};

/**
 * Goes over all seals from the first and over every row of theirs: finds what was changed, removed, put in or put into
 * another order since it was sealed. Whoever can write the seals too is found by a hash that was kept elsewhere.
 */
export const checkSeals = async (db: TransactionClient, options: CheckOptions): Promise<Checked> => {
  const findings = new Findings();
  const given = await readGiven(db, options.registers);
  const { number, hash, rowCount } = await checkChain(db, options, findings);
  for (const register of options.registers) {
    await checkUnsealed(db, register, findings);
    await checkStrays(db, register, findings);
  }
  for (const end of given) await checkEnd(db, end, findings);
  return { seals: number, rows: rowCount, hash, ...findings.result };
};
