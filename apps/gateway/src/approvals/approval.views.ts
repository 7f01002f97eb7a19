import { APPROVAL_CURSOR, listApprovals } from '@ansinh/approvals';
import {
  ApprovalPage,
  type PlatformApprovalPage,
  type PlatformApprovalQuery,
} from '@ansinh/contracts/operations/approvals.api';
import type { Principal } from '@ansinh/contracts/wire/permissions';
import { requireCursor } from '@ansinh/http';
import type { z } from 'zod';
import type { Upstream } from '../config';
import { listNames } from '../identity/accounts/account.views';
import type { Tx } from '../kit';
import { type AskParts, askAll, chosenServices, dataOf, unavailableOf } from '../operations/ask';
import { mergeById } from '../operations/merge-pages.rules';
import { pageOf, withQuery } from '../operations/operations.views';
import { routeOf } from '../proxy/routing-table';

/** Nothing of the others needs two persons. */
const hasApprovals = (service: Upstream): boolean => routeOf(`/v1/approvals/${service}/any`)?.service === service;

/** All that is held here opens doors: who may not decide on that sees what it asked for itself. */
const readingOf = ({ permissions, subject }: Principal) => {
  const mayDecide = permissions.has('access:decide');
  return {
    service: 'gateway',
    seen: { kinds: mayDecide ? undefined : [], maker: subject },
    mayDecide,
    sources: [],
  } as const;
};

/** What waits for a second person in all services and at the gateway itself, newest first. */
export const listPlatformApprovals = async (
  tx: Tx,
  parts: AskParts,
  { service, ...query }: PlatformApprovalQuery,
): Promise<z.infer<typeof PlatformApprovalPage>> => {
  requireCursor(query.cursor, APPROVAL_CURSOR);
  const question = { path: withQuery('/v1/approvals', query), reply: ApprovalPage };
  const isOwn = service === undefined || service === 'gateway';
  const own = isOwn ? [await listApprovals(readingOf(tx.by), tx, query)] : [];
  const answers = await askAll(parts, chosenServices(service).filter(hasApprovals), question);
  const pages = [...own, ...dataOf(answers)];
  const { items, ...rest } = pageOf(mergeById(pages, query.pageSize));
  const names = await listNames(tx.db, [...new Set(items.map(({ madeBy }) => madeBy))]);
  return {
    ...rest,
    items: items.map((item) => ({ ...item, maker: names.get(item.madeBy) })),
    total: pages.reduce((sum, { total }) => sum + total, 0),
    unavailable: unavailableOf(answers),
  };
};
