import { Rejection, reject } from '@ansinh/contracts/catalogue/problems';
import { ParticipantContribution } from '@ansinh/contracts/collection/api';
import { Participant } from '@ansinh/contracts/enrollment/api';
import type { ParticipantOverview } from '@ansinh/contracts/gateway/api';
import { Visit } from '@ansinh/contracts/health-insurance/reception.api';
import { InboxMessage } from '@ansinh/contracts/notification/api';
import { Payout } from '@ansinh/contracts/payment/api';
import { z } from 'zod';
import type { Upstream } from '../config';
import type { Caller } from '../door/caller';
import type { Upstreams } from '../proxy/upstreams';

/** A person at a counter waits for the whole of it: a part that is later than this is named as missing. */
const DEADLINE_MS = 2_000;

type Part<Data> = { status: 'ok'; data: Data } | { status: 'unavailable'; reason: string };
type Question<Schema extends z.ZodType> = { readonly service: Upstream; readonly path: string; readonly reply: Schema };

class NotFound extends Error {}

/** A list may come bare or as a page; the overview shows the first page of it. */
const listOf = <Item extends z.ZodType>(item: Item) =>
  z.preprocess(
    (reply) => (typeof reply === 'object' && reply !== null && 'items' in reply ? reply.items : reply),
    z.array(item),
  );

export type OverviewParts = {
  readonly upstreams: Upstreams;
  /** Who asks, by the own Authorization header: each service decides by itself what this caller may see. */
  readonly caller: Caller;
};

const reasonOf = (error: unknown, service: Upstream): string => {
  if (error instanceof z.ZodError) return `${service} gave an answer that cannot be read`;
  if (error instanceof Rejection) return `${service} cannot be reached`;
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return `${service} did not answer within ${DEADLINE_MS / 1_000} seconds`;
  return error instanceof Error ? error.message : String(error);
};

const ask = async <Schema extends z.ZodType>(
  { upstreams, caller: { client, authorization } }: OverviewParts,
  { service, path, reply }: Question<Schema>,
): Promise<Part<z.infer<Schema>>> => {
  try {
    const answer = await upstreams.send(service, {
      client,
      method: 'GET',
      path,
      headers: { authorization, accept: 'application/json' },
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    const text = await answer.body.text();
    if (answer.statusCode === 404) throw new NotFound(`${service} does not know this person`);
    if (answer.statusCode !== 200) throw new Error(`${service} answered ${answer.statusCode}`);
    return { status: 'ok', data: reply.parse(JSON.parse(text)) };
  } catch (error) {
    if (error instanceof NotFound && service === 'enrollment') throw reject('request.not-found');
    return { status: 'unavailable', reason: reasonOf(error, service) };
  }
};

/**
 * Asks all five services at once. Only enrolment decides whether the person exists; any other silence is a part that
 * is `unavailable` with its reason.
 * @throws request.not-found when enrolment does not know the person
 */
export const participantOverview = async (
  participantId: string,
  parts: OverviewParts,
): Promise<ParticipantOverview> => {
  const base = `/v1/participants/${participantId}`;
  const [participant, contributions, visits, payouts, messages] = await Promise.all([
    ask(parts, { service: 'enrollment', path: base, reply: Participant }),
    ask(parts, { service: 'collection', path: `${base}/contributions`, reply: listOf(ParticipantContribution) }),
    ask(parts, { service: 'health-insurance', path: `${base}/visits`, reply: listOf(Visit) }),
    ask(parts, { service: 'payment', path: `${base}/payouts`, reply: listOf(Payout) }),
    ask(parts, { service: 'notification', path: `${base}/messages`, reply: listOf(InboxMessage) }),
  ]);
  return { participantId, participant, contributions, visits, payouts, messages };
};
