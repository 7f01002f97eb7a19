import type { YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { sqlName } from '@ansinh/database';
import { areCounted } from '../../claim/claim-status.sql';
import { Prisma } from '../../generated/prisma/client';

/** Claims of a settlement month that the watch looks at: those that the fund has accepted. `alias` is their name in the statement. */
export const ofMonth = (alias: string, month: YearMonth): Prisma.Sql =>
  Prisma.sql`${sqlName(alias)}.settlement_month = ${month} AND ${areCounted(alias)}`;
