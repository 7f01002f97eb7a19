import type { YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { Prisma } from '../../generated/prisma/client';

/** Which claims the watch looks at: those that the fund has accepted. `alias` is the name of the table in the statement. */
export const accepted = (alias: string): Prisma.Sql =>
  Prisma.sql`${Prisma.raw(alias)}.status IN ('accepted', 'settled', 'paid')`;

/** Accepted claims of a settlement month. */
export const ofMonth = (alias: string, month: YearMonth): Prisma.Sql =>
  Prisma.sql`${Prisma.raw(alias)}.settlement_month = ${month} AND ${accepted(alias)}`;

/** What a signal proves with: the columns of `watch_evidence` in their order, to follow an INSERT. */
export const EVIDENCE = Prisma.sql`watch_evidence (run_id, signal, subject_kind, subject_id, facility_code,
  encounter_key, claim_id, arrived_at, left_at, total_in_scope, fund_pays)`;
