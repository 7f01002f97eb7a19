import { reject } from '@ansinh/contracts/catalogue/problems';
import type { HeldRowPage, HeldRowQuery } from '@ansinh/contracts/operations/held-rows.api';
import { tenantText } from '@ansinh/contracts/wire/permissions';
import { cursorPage, NUMBER_PART } from '@ansinh/http';
import { requireStillWaiting } from '../approval.rules';
import { loadBody } from '../approval.store';
import { doesSee, findApproval, type Seen } from '../approval.views';
import type { ApprovalTx } from '../approval-tx';
import { type HeldRoutes, principalOf, requestOf } from '../held-requests';
import { rowsNow, rowsShown } from './shown-rows';

type Reading<Tx> = { readonly routes: HeldRoutes<Tx>; readonly seen: Seen };

/**
 * What the rows of a held file change, page by page: of the very bytes that wait, over what is there now. What is told is what
 * was shown with the digest; if something has changed since, nothing else is told in its place.
 * @throws Rejection request.not-found, also for what is no file; approval.already-decided, approval.expired, approval.changed
 */
export const listHeldRows = async <Tx extends ApprovalTx<Tx>>(
  { routes, seen }: Reading<Tx>,
  tx: Tx,
  { id, change, ...query }: HeldRowQuery & { readonly id: string },
): Promise<HeldRowPage> => {
  const row = await findApproval(tx.db, tenantText(tx.by.tenant), id);
  if (row === undefined || !doesSee(seen, row)) throw reject('request.not-found');
  requireStillWaiting(row, tx.now);
  const { route, input } = await requestOf(routes, row, await loadBody(tx.db, id));
  const rows = await rowsNow(route, { ...tx, by: principalOf(row.principal) }, input);
  if (rows === undefined) throw reject('request.not-found');
  const { counts, sha256 } = rowsShown(rows);
  if (sha256 !== row.shows.rows?.sha256) throw reject('approval.changed', { differs: ['rows'] });
  const wanted = rows.flatMap((one, place) =>
    change === undefined || one.change === change ? [{ ...one, place }] : [],
  );
  const page = await cursorPage({
    query,
    parts: [NUMBER_PART],
    find: async ([after = -1], take) => wanted.filter(({ place }) => place > after).slice(0, take),
    cursorOf: ({ place }) => [String(place)],
    view: ({ place: _place, ...one }) => one,
  });
  return { ...page, total: wanted.length, counts };
};
