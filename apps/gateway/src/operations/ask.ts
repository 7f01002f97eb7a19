import { isProblemCode, Problem, Rejection, reject } from '@ansinh/contracts/catalogue/problems';
import type { UnavailableService } from '@ansinh/contracts/operations/api';
import { BACKEND_SERVICES, type ServiceName } from '@ansinh/contracts/vocabulary/services';
import { z } from 'zod';
import type { Upstream } from '../config';
import type { Caller } from '../door/caller';
import type { Upstreams } from '../proxy/upstreams';

export const LETTERS = '/v1/operations/dead-letters';
export const JOBS = '/v1/operations/jobs';

const READ_MS = 5_000;
/** A round of replays ends by itself within half a minute. */
const ACT_MS = 55_000;

export type Question<Schema extends z.ZodType> = {
  readonly path: string;
  readonly reply: Schema;
  /** An act, with its body; left out for a question that changes nothing. */
  readonly act?: unknown;
};

export type Answer<Data> =
  | { readonly service: Upstream; readonly status: 'ok'; readonly data: Data }
  | { readonly service: Upstream; readonly status: 'unavailable'; readonly reason: string };

export type AskParts = {
  readonly upstreams: Upstreams;
  /** Who asks, by the own Authorization header: each service decides by itself what this caller may do. */
  readonly caller: Caller;
};

/** The refusal of a service as it is: with its code, its parameters and its pointers. */
const refusalOf = (text: string): Rejection => {
  const { code, type, title, status, detail, instance, traceId, errors, ...params } = Problem.parse(JSON.parse(text));
  if (!isProblemCode(code)) return reject('service.unavailable');
  return reject(code, errors === undefined ? params : { ...params, errors });
};

const reasonOf = (error: unknown): string => {
  if (error instanceof z.ZodError || error instanceof SyntaxError) return 'gave an answer that cannot be read';
  if (error instanceof Rejection) return 'cannot be reached';
  if (error instanceof DOMException && error.name === 'TimeoutError') return 'did not answer in time';
  return error instanceof Error ? error.message : String(error);
};

/**
 * Asks one service. What is wrong with the service is an answer; what is wrong with the call is thrown.
 * @throws the refusal of the service (4xx)
 */
export const ask = async <Schema extends z.ZodType>(
  { upstreams, caller: { client, authorization } }: AskParts,
  service: Upstream,
  { path, reply, act }: Question<Schema>,
): Promise<Answer<z.infer<Schema>>> => {
  let refusal: Rejection;
  try {
    const isAct = act !== undefined;
    const answer = await upstreams.send(service, {
      client,
      method: isAct ? 'POST' : 'GET',
      path,
      headers: { authorization, accept: 'application/json', ...(isAct ? { 'content-type': 'application/json' } : {}) },
      body: isAct ? Buffer.from(JSON.stringify(act)) : undefined,
      signal: AbortSignal.timeout(isAct ? ACT_MS : READ_MS),
    });
    const text = await answer.body.text();
    if (answer.statusCode >= 500) return { service, status: 'unavailable', reason: `answered ${answer.statusCode}` };
    if (answer.statusCode === 200) return { service, status: 'ok', data: reply.parse(JSON.parse(text)) };
    refusal = refusalOf(text);
  } catch (error) {
    return { service, status: 'unavailable', reason: reasonOf(error) };
  }
  throw refusal;
};

/** For what only one of the services has. */
export const undefinedWhenUnknown = (error: unknown): undefined => {
  if (error instanceof Rejection && error.code === 'request.not-found') return undefined;
  throw error;
};

/** All services behind the door, or the one that the operator means; none, when that is the gateway. */
export const chosenServices = (service: ServiceName | undefined): readonly Upstream[] =>
  service === undefined ? BACKEND_SERVICES : BACKEND_SERVICES.filter((name) => name === service);

/** A service of an older version may not know the question: it is missing in the answer as one that is down. */
export const askAll = <Schema extends z.ZodType>(
  parts: AskParts,
  services: readonly Upstream[],
  question: Question<Schema>,
): Promise<Answer<z.infer<Schema>>[]> =>
  Promise.all(
    services.map(async (service) => {
      const answer = await ask(parts, service, question).catch(undefinedWhenUnknown);
      return answer ?? { service, status: 'unavailable', reason: 'does not know this question' };
    }),
  );

export const dataOf = <Data>(answers: readonly Answer<Data>[]): Data[] =>
  answers.flatMap((answer) => (answer.status === 'ok' ? [answer.data] : []));

export const unavailableOf = (answers: readonly Answer<unknown>[]): UnavailableService[] =>
  answers.flatMap((answer) =>
    answer.status === 'unavailable' ? [{ service: answer.service, reason: answer.reason }] : [],
  );

/**
 * The service that has what a path names, found by asking all at once.
 * @throws request.not-found when all say that they do not, service.unavailable when one that cannot be asked may have it
 */
export const findOwner = async <Schema extends z.ZodType>(
  parts: AskParts,
  path: string,
  reply: Schema,
): Promise<{ service: Upstream; data: z.infer<Schema> }> => {
  const answers = await Promise.all(
    BACKEND_SERVICES.map((service) => ask(parts, service, { path, reply }).catch(undefinedWhenUnknown)),
  );
  for (const answer of answers) if (answer?.status === 'ok') return { service: answer.service, data: answer.data };
  const silent = answers.find((answer) => answer !== undefined);
  throw silent === undefined ? reject('request.not-found') : reject('service.unavailable', { service: silent.service });
};
