import type { Deadline } from '@ansinh/contracts/health-insurance/settlements.api';
import { vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import type { Principal } from '@ansinh/contracts/wire/permissions';
import type { Tx } from '../../kit';
import { getTermBasis } from '../../registers/terms/term.views';
import { facilityScope } from '../../scopes/facility-scope.rules';
import { deadlinesOf } from './deadline.rules';
import { listWaiting } from './waiting.views';

export type DeadlineFilter = {
  readonly status?: Deadline['status'] | undefined;
  readonly facilityCode?: string | undefined;
};

/** What waits and since when, the longest overdue first. A facility sees what concerns itself. */
export const listDeadlines = async (
  { db, by, now }: Pick<Tx, 'db' | 'now'> & { readonly by: Principal },
  filter: DeadlineFilter,
): Promise<Deadline[]> => {
  const own = facilityScope(by).facilityCode;
  if (own !== undefined && filter.facilityCode !== undefined && filter.facilityCode !== own) return [];
  const today = vietNamDate(now);
  const waiting = await listWaiting(db, own ?? filter.facilityCode ?? null, today);
  const deadlines = deadlinesOf(waiting, today, await getTermBasis(db));
  return deadlines.filter(({ status }) => filter.status === undefined || status === filter.status);
};
