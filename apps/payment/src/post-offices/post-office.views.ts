import type { Payout, PayoutStatus } from '@ansinh/contracts/payment/api';
import type { YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import type { Page, PageQuery } from '@ansinh/contracts/wire/common.api';
import { cursorPage } from '@ansinh/http';
import type { Tx } from '../kit';
import type { PayoutRecord } from '../payouts/payout.rules';
import { PAYOUT_COLUMNS } from '../payouts/payout.store';
import { payoutView } from '../payouts/payout.views';
import { requireOwnPostOffice } from './post-office.rules';

export type PostOfficeQuery = PageQuery & {
  readonly status?: PayoutStatus | undefined;
  readonly period?: YearMonth | undefined;
};

const START = '00000000-0000-0000-0000-000000000000';

/** The list of a post office, oldest payout first. */
export const listPostOfficePayouts = async (tx: Tx, code: string, query: PostOfficeQuery): Promise<Page<Payout>> => {
  requireOwnPostOffice(tx.by, code);
  return cursorPage({
    query,
    parts: [Id],
    find: ([last = START], take) => tx.db.$queryRaw<PayoutRecord[]>`
      SELECT ${PAYOUT_COLUMNS} FROM payouts
      WHERE post_office_code = ${code} AND id > ${last}::uuid
        AND status = coalesce(${query.status ?? null}, status) AND period = coalesce(${query.period ?? null}, period)
      ORDER BY id LIMIT ${take}`,
    cursorOf: ({ id }) => [id],
    view: payoutView,
  });
};
