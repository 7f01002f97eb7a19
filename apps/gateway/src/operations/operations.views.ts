import {
  AuditPage,
  DeadLetter,
  DeadLetterGroups,
  DeadLetterPage,
  type PlatformAuditPage,
  type PlatformAuditQuery,
  type PlatformDeadLetterGroupQuery,
  type PlatformDeadLetterGroups,
  type PlatformDeadLetterPage,
  type PlatformDeadLetterQuery,
  type PlatformStatus,
  ServiceStatus,
} from '@ansinh/contracts/operations/api';
import { byText } from '@ansinh/contracts/vocabulary/orders';
import { BACKEND_SERVICES } from '@ansinh/contracts/vocabulary/services';
import type { Page } from '@ansinh/contracts/wire/common.api';
import { encodeCursor, requireCursor } from '@ansinh/http';
import { AUDIT_CURSOR, LETTER_CURSOR, listAudit } from '@ansinh/platform';
import type { z } from 'zod';
import type { Tx } from '../kit';
import { type AskParts, askAll, chosenServices, dataOf, findOwner, LETTERS, unavailableOf } from './ask';
import { type MergedPage, mergeAudit, mergeById } from './merge-pages.rules';

export const withQuery = (path: string, query: Readonly<Record<string, string | number | undefined>>): string => {
  const given = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return `${path}?${new URLSearchParams(given)}`;
};

export const pageOf = <Item>({ items, next }: MergedPage<Item>): Page<Item> => ({
  items,
  ...(next === undefined ? {} : { nextCursor: encodeCursor(next) }),
});

/** How all services do; `own` is how the gateway itself does. */
export const platformStatus = async (parts: AskParts, own: ServiceStatus): Promise<PlatformStatus> => {
  const asked = await askAll(parts, BACKEND_SERVICES, { path: '/v1/operations/status', reply: ServiceStatus });
  const services = [{ service: 'gateway', status: 'ok', data: own } as const, ...asked];
  const stuck = services.flatMap((answer) =>
    answer.status === 'ok' ? answer.data.stuck.map((found) => ({ service: answer.service, ...found })) : [],
  );
  stuck.sort((one, other) => byText(one.since, other.since));
  return { healthy: services.every((one) => one.status === 'ok' && one.data.healthy), stuck, services };
};

export const listLetters = async (
  parts: AskParts,
  { service, ...query }: PlatformDeadLetterQuery,
): Promise<z.infer<typeof PlatformDeadLetterPage>> => {
  requireCursor(query.cursor, LETTER_CURSOR);
  const question = { path: withQuery(LETTERS, query), reply: DeadLetterPage };
  const answers = await askAll(parts, chosenServices(service), question);
  return { ...pageOf(mergeById(dataOf(answers), query.pageSize)), unavailable: unavailableOf(answers) };
};

export const listLetterGroups = async (
  parts: AskParts,
  { service, ...query }: PlatformDeadLetterGroupQuery,
): Promise<z.infer<typeof PlatformDeadLetterGroups>> => {
  const question = { path: withQuery('/v1/operations/dead-letter-groups', query), reply: DeadLetterGroups };
  const answers = await askAll(parts, chosenServices(service), question);
  const items = dataOf(answers).flatMap((groups) => groups.items);
  items.sort((one, other) => other.count - one.count);
  return { items, unavailable: unavailableOf(answers) };
};

/** What operators did, in all services and at the gateway itself. */
export const listPlatformAudit = async (
  tx: Tx,
  parts: AskParts,
  { service, ...query }: PlatformAuditQuery,
): Promise<z.infer<typeof PlatformAuditPage>> => {
  requireCursor(query.cursor, AUDIT_CURSOR);
  const question = { path: withQuery('/v1/operations/audit', query), reply: AuditPage };
  const isOwn = service === undefined || service === 'gateway';
  const own = isOwn ? [await listAudit({ db: tx.db, service: 'gateway' }, query)] : [];
  const answers = await askAll(parts, chosenServices(service), question);
  const merged = mergeAudit([...own, ...dataOf(answers)], query.pageSize);
  return { ...pageOf(merged), unavailable: unavailableOf(answers) };
};

/** @throws request.not-found, service.unavailable */
export const getLetter = async (parts: AskParts, id: string): Promise<DeadLetter> =>
  (await findOwner(parts, `${LETTERS}/${id}`, DeadLetter)).data;
