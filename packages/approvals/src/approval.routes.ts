import {
  DECIDING,
  LISTING_APPROVALS,
  READING_APPROVAL,
  READING_ROWS,
  RENEWING,
  WITHDRAWING,
} from '@ansinh/contracts/examples/approvals';
import { Approval, ApprovalPage, ApprovalQuery, DecideApproval } from '@ansinh/contracts/operations/approvals.api';
import { HeldRowPage, HeldRowQuery } from '@ansinh/contracts/operations/held-rows.api';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import type { Permission, Principal } from '@ansinh/contracts/wire/permissions';
import { type HeldRoute, isHeldRoute, kindOf, type Route, routeBuilders } from '@ansinh/http';
import { z } from 'zod';
import { decideApproval, withdrawApproval } from './approval.commands';
import { getApproval, type Seen } from './approval.views';
import type { ApprovalTx } from './approval-tx';
import type { HeldRoutes } from './held-requests';
import { listApprovals } from './lists/list.views';
import { renewApproval } from './renewals/renewal.commands';
import { listHeldRows } from './rows/row.views';
import type { Source } from './sources/source.rules';

const Params = z.object({ approvalId: Id });
const TAG = 'Approvals';
const DECISION_PROBLEMS = [
  'approval.already-decided',
  'approval.changed',
  'approval.digest-differs',
  'approval.expired',
  'approval.maker-gone',
  'approval.person-required',
  'approval.same-person',
  'approval.two-factors-required',
  'request.not-found',
] as const;

/**
 * Whoever decides sees all of a service. Others see what they could have asked for at its door, and what they asked for:
 * what is held shows accounts and amounts that are not for everybody who has something waiting somewhere.
 */
const seenBy = <Tx>({ permissions, subject }: Principal, routes: HeldRoutes<Tx>, decide: Permission): Seen => ({
  maker: subject,
  kinds: permissions.has(decide)
    ? undefined
    : [...routes].flatMap(([kind, { permission }]) =>
        permission !== null && permissions.has(permission) ? [kind] : [],
      ),
});

type Doors<Tx> = {
  readonly service: ServiceName;
  readonly routes: HeldRoutes<Tx>;
  readonly decide: Permission;
  readonly sources: readonly Source<Tx>[];
};

const viewRoutes = <Tx extends ApprovalTx<Tx>>({ service, routes, decide, sources }: Doors<Tx>): Route<Tx>[] => {
  const { route } = routeBuilders<Tx>();
  const reading = (by: Principal) => ({
    service,
    seen: seenBy(by, routes, decide),
    mayDecide: by.permissions.has(decide),
    sources,
  });
  return [
    route({
      method: 'get',
      path: '/v1/approvals',
      summary: 'What waits for a second person, or was decided, newest first',
      tag: TAG,
      permission: 'approval:read',
      query: ApprovalQuery,
      reply: ApprovalPage,
      example: LISTING_APPROVALS,
      handle: (tx, { query }) => listApprovals(reading(tx.by), tx, query),
    }),
    route({
      method: 'get',
      path: `/v1/approvals/${service}/:approvalId`,
      summary: 'One of them with all that the second person has to see',
      tag: TAG,
      permission: 'approval:read',
      params: Params,
      reply: Approval,
      problems: ['request.not-found'],
      shows: 'person',
      example: READING_APPROVAL,
      handle: (tx, { params }) => getApproval(reading(tx.by), tx, params.approvalId),
    }),
  ];
};

/** The rows of a file that waits, where a service holds one. */
const rowRoutes = <Tx extends ApprovalTx<Tx>>({ service, routes, decide }: Doors<Tx>): Route<Tx>[] => {
  if (![...routes.values()].some(({ twoPersons }) => twoPersons.rows !== undefined)) return [];
  const { route } = routeBuilders<Tx>();
  return [
    route({
      method: 'get',
      path: `/v1/approvals/${service}/:approvalId/rows`,
      summary: 'The rows of a file that waits, with what each of them changes',
      description:
        'Each row of the file with what is there now and what will be, then what is there now and no longer in the file. Only as long as it waits, and only as it was shown: where something has changed since, it is to be asked for again.',
      tag: TAG,
      permission: 'approval:read',
      params: Params,
      query: HeldRowQuery,
      reply: HeldRowPage,
      problems: ['approval.already-decided', 'approval.changed', 'approval.expired', 'request.not-found'],
      shows: 'person',
      example: READING_ROWS,
      handle: (tx, { params, query }) =>
        listHeldRows({ routes, seen: seenBy(tx.by, routes, decide) }, tx, { ...query, id: params.approvalId }),
    }),
  ];
};

const actRoutes = <Tx extends ApprovalTx<Tx>>({ service, routes, decide: permission }: Doors<Tx>): Route<Tx>[] => {
  const { route } = routeBuilders<Tx>();
  return [
    route({
      method: 'post',
      path: `/v1/approvals/${service}/:approvalId/decisions`,
      summary: 'Approve what another person asked for, or refuse it with a reason',
      description:
        'Whoever decides is another person than who asked, has signed in with two factors, and names the digest of what was shown. What is approved is done at once, on behalf of who asked; `answer` is what the door answers. Where it would have another effect than the one that was shown, nothing is done.',
      tag: TAG,
      permission,
      params: Params,
      body: DecideApproval,
      reply: Approval,
      idempotent: true,
      problems: DECISION_PROBLEMS,
      example: DECIDING,
      handle: (tx, { params, body }) => decideApproval({ service, routes }, tx, { ...body, id: params.approvalId }),
    }),
    route({
      method: 'post',
      path: `/v1/approvals/${service}/:approvalId/withdrawal`,
      summary: 'Take back what one has asked for, as long as it waits',
      tag: TAG,
      permission: 'approval:read',
      params: Params,
      reply: Approval,
      idempotent: true,
      problems: [
        'approval.already-decided',
        'approval.expired',
        'approval.other-maker',
        'approval.person-required',
        'request.not-found',
      ],
      example: WITHDRAWING,
      handle: (tx, { params }) => withdrawApproval(service, tx, params.approvalId),
    }),
  ];
};

/** One call for who asked, where it would have another effect by now. */
const renewalRoute = <Tx extends ApprovalTx<Tx>>({ service, routes }: Doors<Tx>): Route<Tx> =>
  routeBuilders<Tx>().route({
    method: 'post',
    path: `/v1/approvals/${service}/:approvalId/renewal`,
    summary: 'Ask again for the same, with what it would do by now',
    description:
      'For who asked. The request that waited is taken back and another one waits in its place, with a digest of its own; where nothing has changed it is the one that waits. What would be refused is refused, and then the first one waits on.',
    tag: TAG,
    permission: 'approval:read',
    params: Params,
    reply: Approval,
    idempotent: true,
    problems: [
      'approval.already-decided',
      'approval.changed',
      'approval.expired',
      'approval.other-maker',
      'approval.person-required',
      'request.not-found',
    ],
    example: RENEWING,
    handle: (tx, { params }) => renewApproval({ service, routes }, tx, params.approvalId),
  });

/** What the second person of a service must be allowed: one door decides on all that waits there. */
const permissionOf = <Tx>(service: ServiceName, held: readonly HeldRoute<Tx>[]): Permission => {
  const [permission, ...others] = new Set(held.map(({ twoPersons }) => twoPersons.decide));
  if (permission === undefined || others.length > 0)
    throw new Error(`${service}: what needs two persons is decided by one permission`);
  return permission;
};

/**
 * The doors of a service, and those at which a second person decides where one of them needs it. One of its own wins. What waits
 * in states of its own (`sources`) stands in the same list.
 */
export const withApprovals = <Tx extends ApprovalTx<Tx>>(
  service: ServiceName,
  routes: readonly Route<Tx>[],
  sources: readonly Source<Tx>[] = [],
): Route<Tx>[] => {
  const held = routes.filter(isHeldRoute);
  if (held.length === 0) return [...routes];
  const byKind = new Map(held.map((route) => [kindOf(route), route]));
  const own = new Set(routes.map(kindOf));
  const decide = permissionOf(service, held);
  const doors: Doors<Tx> = { service, routes: byKind, decide, sources };
  const added = [...viewRoutes(doors), ...rowRoutes(doors), ...actRoutes(doors), renewalRoute(doors)];
  return [...routes, ...added.filter((route) => !own.has(kindOf(route)))];
};
