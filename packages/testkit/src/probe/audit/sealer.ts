import { AUDIT_REGISTER, type Checked, checkSeals, type Sealed, sealRegisters } from '@ansinh/audit';
import type { Prisma, PrismaClient } from '../../generated/prisma/client';
import type { Room } from '../../rooms/room';

export type Db = Prisma.TransactionClient;

/** That of the rows, which the database dates. */
export const NOW = new Date();
const HOUR_MS = 3_600_000;
export const later = (hours: number): Date => new Date(NOW.getTime() + hours * HOUR_MS);

/** Rows of the audit as a service adds them. */
export const write = (db: Pick<Db, '$executeRaw'>, count: number, at = new Date()) => db.$executeRaw`
  INSERT INTO platform.audit (at, subject, tenant, action, target, outcome)
  SELECT ${at}::timestamptz, 'lan', 'agency:66', 'key.turn', 'key:' || n, 'turned' FROM generate_series(1, ${count}::int) AS n`;

export const sealIn = (db: Db, now: Date): Promise<Sealed | undefined> => sealRegisters(db, [AUDIT_REGISTER], now);
export const sealAt = ({ db }: Room<PrismaClient>, now = NOW): Promise<Sealed | undefined> =>
  db.$transaction((tx) => sealIn(tx, now), { timeout: 60_000 });

export const check = (db: Db, expected = new Map<bigint, string>()): Promise<Checked> =>
  checkSeals(db, { registers: [AUDIT_REGISTER], expected });
