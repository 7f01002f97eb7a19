import { DISCARDING_LETTER, READING_LETTER, REPLAYING_LETTER } from '@ansinh/contracts/examples/operations';
import {
  DeadLetter,
  DeadLetterSummary,
  DiscardDeadLetter,
  PlatformAuditPage,
  PlatformAuditQuery,
  PlatformDeadLetterGroupQuery,
  PlatformDeadLetterGroups,
  PlatformDeadLetterPage,
  PlatformDeadLetterQuery,
  PlatformReplayCounts,
  PlatformReplayDeadLetters,
  PlatformStatus,
  ReplayResult,
  type ServiceStatus,
} from '@ansinh/contracts/operations/api';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import type { Route } from '@ansinh/http';
import { z } from 'zod';
import { currentCaller } from '../door/caller';
import { route, type Tx, workRoute } from '../kit';
import type { Upstreams } from '../proxy/upstreams';
import { type AskParts, LETTERS } from './ask';
import { jobRoutes } from './job.routes';
import { discardLetter, passOn, replayLetter, replayLetters } from './operations.commands';
import {
  COUNTING_LETTERS,
  LISTING_AUDIT,
  LISTING_LETTERS,
  READING_STATUS,
  REPLAYING_LETTERS,
} from './operations.examples';
import { getLetter, listLetterGroups, listLetters, listPlatformAudit, platformStatus } from './operations.views';

export type OperationsDoor = {
  readonly upstreams: Upstreams;
  /** How the gateway itself does. */
  readonly status: () => Promise<ServiceStatus>;
};

const Params = z.object({ id: Id });
const READ = { tag: 'Operations', permission: 'operations:read' } as const;
const ACT = { tag: 'Operations', permission: 'operations:act' } as const;
const FOUND = ['request.not-found'] as const;

type Parts = () => AskParts;

const listRoutes = (parts: Parts): Route<Tx>[] => [
  route({
    method: 'get',
    path: LETTERS,
    summary: 'Messages that a service could not process, of all services, newest first',
    description: 'A service that does not answer is named in `unavailable`: then the list is not whole.',
    ...READ,
    query: PlatformDeadLetterQuery,
    reply: PlatformDeadLetterPage,
    example: LISTING_LETTERS,
    handle: (_tx, { query }) => listLetters(parts(), query),
  }),
  route({
    method: 'get',
    path: '/v1/operations/dead-letter-groups',
    summary: 'The same, counted by service, cause and type',
    ...READ,
    query: PlatformDeadLetterGroupQuery,
    reply: PlatformDeadLetterGroups,
    example: COUNTING_LETTERS,
    handle: (_tx, { query }) => listLetterGroups(parts(), query),
  }),
  route({
    method: 'get',
    path: '/v1/operations/audit',
    summary: 'Who did what, and who read or was refused what, in all services, newest first',
    ...READ,
    query: PlatformAuditQuery,
    reply: PlatformAuditPage,
    example: LISTING_AUDIT,
    handle: (tx, { query }) => listPlatformAudit(tx, parts(), query),
  }),
];

const letterRoutes = (parts: Parts): Route<Tx>[] => [
  route({
    method: 'get',
    path: `${LETTERS}/:id`,
    summary: 'One dead letter with its cause, its masked payload, its trace and its history',
    ...READ,
    params: Params,
    reply: DeadLetter,
    problems: FOUND,
    example: READING_LETTER,
    handle: (_tx, { params }) => getLetter(parts(), params.id),
  }),
  workRoute({
    method: 'post',
    path: `${LETTERS}/:id/replay`,
    summary: 'Process the stored message again',
    description:
      'Takes effect at most once, however often it is called. What fails again stays open with its new cause.',
    ...ACT,
    params: Params,
    reply: ReplayResult,
    problems: [...FOUND, 'dead-letter.discarded', 'dead-letter.older-first'],
    example: REPLAYING_LETTER,
    handle: (context, { params }) => passOn(context, () => replayLetter(parts(), params.id)),
  }),
  workRoute({
    method: 'post',
    path: `${LETTERS}/:id/discard`,
    summary: 'Close a letter without an effect, with a reason',
    ...ACT,
    params: Params,
    body: DiscardDeadLetter,
    reply: DeadLetterSummary,
    problems: [...FOUND, 'dead-letter.already-replayed'],
    example: DISCARDING_LETTER,
    handle: (context, { params, body }) => passOn(context, () => discardLetter(parts(), params.id, body)),
  }),
  workRoute({
    method: 'post',
    path: '/v1/operations/dead-letter-replays',
    summary: 'Process the open letters that a filter names again, oldest first',
    description: 'With `dryRun` they are only counted. After a crash the same call goes on where it ended.',
    ...ACT,
    body: PlatformReplayDeadLetters,
    reply: PlatformReplayCounts,
    example: REPLAYING_LETTERS,
    handle: (context, { body }) => passOn(context, () => replayLetters(parts(), body)),
  }),
];

/** One door to the operations of all services. `door` is a function because routes are declared before the start. */
export const operationsRoutes = (door: () => OperationsDoor): Route<Tx>[] => {
  const parts: Parts = () => ({ upstreams: door().upstreams, caller: currentCaller() });
  return [
    route({
      method: 'get',
      path: '/v1/operations/status',
      summary: 'How all services do, and what stands still since when',
      ...READ,
      reply: PlatformStatus,
      example: READING_STATUS,
      handle: async () => platformStatus(parts(), await door().status()),
    }),
    ...listRoutes(parts),
    ...letterRoutes(parts),
    ...jobRoutes(parts),
  ];
};
