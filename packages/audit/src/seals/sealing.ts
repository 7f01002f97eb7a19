import type { TransactionClient } from '@ansinh/database';
import type { Register } from './register';
import { type Newest, OPEN_MS, type SealedRow, sealOf } from './seal';
import { databaseTime, findLast, findNewest, findNewestOf, findUnsealed, insertSeal, takeSealLock } from './seal.store';
import { type Span, upTo } from './span';

/** Rows of one seal: so many are read and hashed without a pause. */
const SEAL_ROWS = 1_000;
/** Of one register in one transaction: what is left is sealed by the next. */
const SEALS_AT_ONCE = 20;

export type Sealed = { readonly newest: Newest; readonly seals: number; readonly isWhole: boolean };

/** What is not sealed yet, the oldest first. */
const readOpen = async (db: TransactionClient, register: Register, spans: readonly Span[]): Promise<SealedRow[]> => {
  const rows: SealedRow[] = [];
  for (const span of spans) {
    rows.push(...(await register.read(db, span, SEAL_ROWS - rows.length)));
    if (rows.length >= SEAL_ROWS) break;
  }
  return rows;
};

/** A register without new rows is sealed too, each hour: that there were none is as much to be kept. */
const isFresh = async (db: TransactionClient, { name }: Register, now: Date): Promise<boolean> => {
  const newest = await findNewestOf(db, name);
  return newest === undefined || now.getTime() - newest.sealedAt.getTime() < OPEN_MS;
};

const sealRegister = async (
  db: TransactionClient,
  register: Register,
  { newest, now }: { readonly newest: Newest; readonly now: Date },
): Promise<Sealed> => {
  let made = newest;
  for (let seals = 0; seals < SEALS_AT_ONCE; seals += 1) {
    // First the number, then the rows: what took a later one is sealed later.
    const last = await findLast(db, register.sequence);
    const { spans, untilPosition } = await findUnsealed(db, register.name);
    const rows = await readOpen(db, register, upTo(spans, last));
    if (rows.length === 0 && (await isFresh(db, register, now))) return { newest: made, seals, isWhole: true };
    const isWhole = rows.length < SEAL_ROWS;
    const seal = sealOf(rows, { register: register.name, newest: made, untilPosition, isWhole, now });
    await insertSeal(db, seal);
    made = seal;
    if (isWhole) return { newest: made, seals: seals + 1, isWhole: true };
  }
  return { newest: made, seals: SEALS_AT_ONCE, isWhole: false };
};

/**
 * Seals what was committed since the last seal, register after register, in the transaction of who calls. It reads what
 * others wrote and locks none of it: what is not committed yet is not seen, and sealed later. Undefined while another
 * process seals. By the clock of the database, which is one for all processes and dates the rows of the audit.
 */
export const sealRegisters = async (
  db: TransactionClient,
  registers: readonly Register[],
  given?: Date,
): Promise<Sealed | undefined> => {
  if (!(await takeSealLock(db))) return undefined;
  const now = given ?? (await databaseTime(db));
  let sealed: Sealed = { newest: await findNewest(db), seals: 0, isWhole: true };
  for (const register of registers) {
    const { newest, seals, isWhole } = await sealRegister(db, register, { newest: sealed.newest, now });
    sealed = { newest, seals: sealed.seals + seals, isWhole: sealed.isWhole && isWhole };
  }
  return sealed;
};
