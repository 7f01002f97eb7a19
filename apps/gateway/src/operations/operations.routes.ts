import { reject } from '@ansinh/contracts/catalogue/problems';
import {
  AuditPage,
  DeadLetter,
  DeadLetterGroups,
  DeadLetterPage,
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
  ReplayCounts,
  ReplayResult,
  ServiceStatus,
} from '@ansinh/contracts/operations/api';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { BACKEND_SERVICES, type ServiceName } from '@ansinh/contracts/vocabulary/services';
import type { Route } from '@ansinh/http';
import { listAudit } from '@ansinh/platform';
import { z } from 'zod';
import type { Upstream } from '../config';
import { currentAuthorization } from '../door/caller';
import { route, type Tx, workRoute } from '../kit';
import type { Upstreams } from '../proxy/upstreams';
import { mergeAudit, mergeLetters, sumOf } from './merge-pages.rules';
import { type AskParts, ask, askAll, dataOf, findLetter, unavailableOf } from './operations.queries';

export type OperationsDoor = {
  readonly upstreams: Upstreams;
  /** How the gateway itself does. */
  readonly status: () => Promise<ServiceStatus>;
};

const Params = z.object({ id: Id });
const READ = { tag: 'Operations', permission: 'operations:read' } as const;
const ACT = { tag: 'Operations', permission: 'operations:act' } as const;
const FOUND = ['request.not-found'] as const;
const LETTERS = '/v1/operations/dead-letters';

const chosen = (service: ServiceName | undefined): readonly Upstream[] =>
  service === undefined ? BACKEND_SERVICES : BACKEND_SERVICES.filter((name) => name === service);

const withQuery = (path: string, query: Readonly<Record<string, string | number | undefined>>): string => {
  const given = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return `${path}?${new URLSearchParams(given)}`;
};

const platformStatus = async (parts: AskParts, own: ServiceStatus): Promise<PlatformStatus> => {
  const asked = await askAll(parts, BACKEND_SERVICES, { path: '/v1/operations/status', reply: ServiceStatus });
  const services = [{ service: 'gateway', status: 'ok', data: own } as const, ...asked];
  const stuck = services.flatMap((answer) =>
    answer.status === 'ok' ? answer.data.stuck.map((found) => ({ service: answer.service, ...found })) : [],
  );
  stuck.sort((one, other) => one.since.localeCompare(other.since));
  return { healthy: services.every((one) => one.status === 'ok' && one.data.healthy), stuck, services };
};

/** Asks for the letter first, so that an act goes to the one service that has it. */
const actOn = async <Schema extends z.ZodType>(
  parts: AskParts,
  id: string,
  { path, act, reply }: { path: string; act: unknown; reply: Schema },
): Promise<z.infer<Schema>> => {
  const { service } = await findLetter(parts, { path: `${LETTERS}/${id}`, reply: DeadLetter });
  const answer = await ask(parts, service, { path: `${LETTERS}/${id}/${path}`, reply, act });
  if (answer.status === 'unavailable') throw reject('service.unavailable', { service });
  return answer.data;
};

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
    handle: async (_tx, { query: { service, ...query } }) => {
      const question = { path: withQuery(LETTERS, query), reply: DeadLetterPage };
      const answers = await askAll(parts(), chosen(service), question);
      return { ...mergeLetters(dataOf(answers), query.pageSize), unavailable: unavailableOf(answers) };
    },
  }),
  route({
    method: 'get',
    path: '/v1/operations/dead-letter-groups',
    summary: 'The same, counted by service, cause and type',
    ...READ,
    query: PlatformDeadLetterGroupQuery,
    reply: PlatformDeadLetterGroups,
    handle: async (_tx, { query: { service, ...query } }) => {
      const question = { path: withQuery('/v1/operations/dead-letter-groups', query), reply: DeadLetterGroups };
      const answers = await askAll(parts(), chosen(service), question);
      const items = dataOf(answers).flatMap((groups) => groups.items);
      items.sort((one, other) => other.count - one.count);
      return { items, unavailable: unavailableOf(answers) };
    },
  }),
  route({
    method: 'get',
    path: '/v1/operations/audit',
    summary: 'What operators did, in all services, newest first',
    ...READ,
    query: PlatformAuditQuery,
    reply: PlatformAuditPage,
    handle: async (tx, { query: { service, ...query } }) => {
      const question = { path: withQuery('/v1/operations/audit', query), reply: AuditPage };
      const isOwn = service === undefined || service === 'gateway';
      const own = isOwn ? [await listAudit({ db: tx.db, service: 'gateway' }, query)] : [];
      const answers = await askAll(parts(), chosen(service), question);
      return { ...mergeAudit([...own, ...dataOf(answers)], query.pageSize), unavailable: unavailableOf(answers) };
    },
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
    handle: async (_tx, { params }) =>
      (await findLetter(parts(), { path: `${LETTERS}/${params.id}`, reply: DeadLetter })).data,
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
    handle: (_context, { params }) => actOn(parts(), params.id, { path: 'replay', act: {}, reply: ReplayResult }),
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
    handle: (_context, { params, body }) =>
      actOn(parts(), params.id, { path: 'discard', act: body, reply: DeadLetterSummary }),
  }),
  workRoute({
    method: 'post',
    path: '/v1/operations/dead-letter-replays',
    summary: 'Process the open letters that a filter names again, oldest first',
    description: 'With `dryRun` they are only counted. After a crash the same call goes on where it ended.',
    ...ACT,
    body: PlatformReplayDeadLetters,
    reply: PlatformReplayCounts,
    handle: async (_context, { body: { service, ...act } }) => {
      const question = { path: '/v1/operations/dead-letter-replays', reply: ReplayCounts, act };
      const answers = await askAll(parts(), chosen(service), question);
      const services = answers.flatMap((answer) =>
        answer.status === 'ok' ? [{ service: answer.service, ...answer.data }] : [],
      );
      return { total: sumOf(services), services, unavailable: unavailableOf(answers) };
    },
  }),
];

/** One door to the operations of all services. `door` is a function because routes are declared before the start. */
export const operationsRoutes = (door: () => OperationsDoor): Route<Tx>[] => {
  const parts: Parts = () => ({ upstreams: door().upstreams, authorization: currentAuthorization() ?? '' });
  return [
    route({
      method: 'get',
      path: '/v1/operations/status',
      summary: 'How all services do, and what stands still since when',
      ...READ,
      reply: PlatformStatus,
      handle: async () => platformStatus(parts(), await door().status()),
    }),
    ...listRoutes(parts),
    ...letterRoutes(parts),
  ];
};
