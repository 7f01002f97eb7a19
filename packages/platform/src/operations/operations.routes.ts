import {
  COUNTING_LETTERS,
  DISCARDING_LETTER,
  LISTING_AUDIT,
  LISTING_LETTERS,
  READING_LETTER,
  READING_STATUS,
  REPLAYING_LETTER,
  REPLAYING_LETTERS,
} from '@ansinh/contracts/examples/operations';
import {
  AuditPage,
  AuditQuery,
  DeadLetter,
  DeadLetterGroupQuery,
  DeadLetterGroups,
  DeadLetterPage,
  DeadLetterQuery,
  DeadLetterSummary,
  DiscardDeadLetter,
  ReplayCounts,
  ReplayDeadLetters,
  ReplayResult,
  ServiceStatus,
} from '@ansinh/contracts/operations/api';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import type { TransactionClient } from '@ansinh/database';
import { type Route, routeBuilders } from '@ansinh/http';
import type { Job } from '@ansinh/jobs';
import { type DeadLetterDesk, replayRound } from '@ansinh/messaging';
import { z } from 'zod';
import type { ServiceTx } from '../transactions';
import { jobRoutes } from './job.routes';
import { getDeadLetter, getSummary, groupDeadLetters, listAudit, listDeadLetters } from './operations.views';
import { operatorOf } from './operator';
import type { StatusBoard } from './status';
import { traceRoute } from './traces/trace.routes';
import type { RelatedTo } from './traces/trace.views';

/** What the routes work with; it exists once the service has been started. */
export type OperationsParts<Db extends TransactionClient> = {
  readonly db: Db;
  readonly desk: DeadLetterDesk<ServiceTx<Db>>;
  readonly board: StatusBoard;
};

const Params = z.object({ id: Id });
const READ = { tag: 'Operations', permission: 'operations:read' } as const;
const ACT = { tag: 'Operations', permission: 'operations:act' } as const;

const viewRoutes = <Db extends TransactionClient>(
  service: ServiceName,
  parts: () => OperationsParts<Db>,
): Route<ServiceTx<Db>>[] => {
  const { route } = routeBuilders<ServiceTx<Db>>();
  return [
    route({
      method: 'get',
      path: '/v1/operations/status',
      summary: 'How the service does: relay, outbox, lag, dead letters, and what stands still since when',
      ...READ,
      reply: ServiceStatus,
      example: READING_STATUS,
      handle: () => parts().board.status(),
    }),
    route({
      method: 'get',
      path: '/v1/operations/dead-letters',
      summary: 'Messages that could not be processed, newest first',
      ...READ,
      query: DeadLetterQuery,
      reply: DeadLetterPage,
      example: LISTING_LETTERS,
      handle: ({ db }, { query }) => listDeadLetters({ db, service }, query),
    }),
    route({
      method: 'get',
      path: '/v1/operations/dead-letter-groups',
      summary: 'The same, counted by cause and type',
      ...READ,
      query: DeadLetterGroupQuery,
      reply: DeadLetterGroups,
      example: COUNTING_LETTERS,
      handle: async ({ db }, { query }) => ({ items: await groupDeadLetters({ db, service }, query) }),
    }),
    route({
      method: 'get',
      path: '/v1/operations/dead-letters/:id',
      summary: 'One of them with its cause, its masked payload, its trace and its history',
      ...READ,
      params: Params,
      reply: DeadLetter,
      problems: ['request.not-found'],
      example: READING_LETTER,
      handle: ({ db }, { params }) => getDeadLetter({ db, service }, params.id),
    }),
    route({
      method: 'get',
      path: '/v1/operations/audit',
      summary: 'Who did what, and who read or was refused what, newest first',
      description:
        'Of one thing (`target`), one actor (`subject`), one tenant or one day of Viet Nam. Digests say what a thing was and is; what was read and who was refused is noted in groups, with how often.',
      ...READ,
      query: AuditQuery,
      reply: AuditPage,
      example: LISTING_AUDIT,
      handle: ({ db }, { query }) => listAudit({ db, service }, query),
    }),
  ];
};

const actRoutes = <Db extends TransactionClient>(
  service: ServiceName,
  parts: () => OperationsParts<Db>,
): Route<ServiceTx<Db>>[] => {
  const { route, workRoute } = routeBuilders<ServiceTx<Db>>();
  return [
    workRoute({
      method: 'post',
      path: '/v1/operations/dead-letters/:id/replay',
      summary: 'Process the stored message again',
      description:
        'Takes effect at most once, however often it is called. What fails again stays open with its new cause.',
      ...ACT,
      params: Params,
      reply: ReplayResult,
      problems: ['request.not-found', 'dead-letter.discarded', 'dead-letter.older-first'],
      example: REPLAYING_LETTER,
      handle: async ({ by, heard }, { params }) => {
        // The desk writes the act in the transaction of its effect.
        heard();
        const { db, desk } = parts();
        const outcome = await desk.replay(db, params.id, operatorOf(by));
        return { outcome, letter: await getSummary({ db, service }, params.id) };
      },
    }),
    workRoute({
      method: 'post',
      path: '/v1/operations/dead-letter-replays',
      summary: 'Process the open letters that a filter names again, oldest first',
      description: 'Each letter is a transaction of its own: after a crash the same call goes on where it ended.',
      ...ACT,
      body: ReplayDeadLetters,
      reply: ReplayCounts,
      example: REPLAYING_LETTERS,
      handle: ({ by, heard }, { body: { reason, ...round } }) => {
        heard();
        const { db, desk } = parts();
        return replayRound(db, desk, { ...round, by: operatorOf(by, reason) });
      },
    }),
    route({
      method: 'post',
      path: '/v1/operations/dead-letters/:id/discard',
      summary: 'Close a letter without an effect, with a reason',
      ...ACT,
      params: Params,
      body: DiscardDeadLetter,
      reply: DeadLetterSummary,
      problems: ['request.not-found', 'dead-letter.already-replayed'],
      example: DISCARDING_LETTER,
      handle: async (tx, { params, body }) => {
        await parts().desk.discard(tx, params.id, body.reason);
        return getSummary({ db: tx.db, service }, params.id);
      },
    }),
  ];
};

/** What the routes of operators say of a service before it starts. */
type Described<Db extends TransactionClient> = {
  readonly name: ServiceName;
  readonly routes: readonly Route<ServiceTx<Db>>[];
  readonly jobs?: readonly Job<ServiceTx<Db>>[];
  readonly relatedTo?: RelatedTo<Db>;
};

/**
 * What every service gets beside its own routes. `parts` is a function because routes are data before the start. A route
 * of the service's own wins over one of these: the gateway answers for all services.
 */
export const withOperations = <Db extends TransactionClient>(
  { name, routes, jobs = [], relatedTo }: Described<Db>,
  parts: () => OperationsParts<Db>,
): Route<ServiceTx<Db>>[] => {
  const own = new Set(routes.map(({ method, path }) => `${method} ${path}`));
  const added = [
    ...viewRoutes(name, parts),
    traceRoute(name, relatedTo),
    ...actRoutes(name, parts),
    ...jobRoutes<Db>(name, jobs),
  ];
  return [...routes, ...added.filter(({ method, path }) => !own.has(`${method} ${path}`))];
};
