import { reject } from '@ansinh/contracts/catalogue/problems';
import { Participant, type SearchParticipants } from '@ansinh/contracts/enrollment/api';
import type { OwnRecord } from '@ansinh/contracts/gateway/citizens/citizens.api';
import { vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { pageOf } from '@ansinh/contracts/wire/common.api';
import { clientText, type Permission, type Principal } from '@ansinh/contracts/wire/permissions';
import type { Upstreams } from '../../proxy/upstreams';

const DEADLINE_MS = 5_000;
const Found = pageOf(Participant);

export type RecordDoor = {
  readonly upstreams: Upstreams;
  /** A token for one question that is asked for somebody, and for nothing else. */
  readonly errandFor: (by: Principal, permission: Permission) => Promise<string>;
};

/** Asks the register by a number that stands in the body. @throws Rejection service.unavailable */
const search = async (
  { upstreams, errandFor }: RecordDoor,
  by: Principal,
  asked: SearchParticipants,
): Promise<Participant | undefined> => {
  const answer = await upstreams.send('enrollment', {
    client: clientText(by),
    method: 'POST',
    path: '/v1/participants/searches',
    headers: {
      authorization: `Bearer ${await errandFor(by, 'participant:read')}`,
      'content-type': 'application/json',
      accept: 'application/json',
    },
    body: Buffer.from(JSON.stringify(asked)),
    signal: AbortSignal.timeout(DEADLINE_MS),
  });
  const text = await answer.body.text();
  const found = answer.statusCode === 200 ? Found.safeParse(JSON.parse(text)) : undefined;
  if (found?.success !== true) throw reject('service.unavailable', { service: 'enrollment' });
  return found.data.items[0];
};

/** What the platform holds of a person, for itself. @throws Rejection request.not-found, service.unavailable */
export const getOwnRecord = async (
  door: RecordDoor,
  { by, personalId, now }: { readonly by: Principal; readonly personalId: string; readonly now: Date },
): Promise<OwnRecord> => {
  const participant = await search(door, by, { personalId });
  // Asked for by one number, answered for another one: it is shown to nobody.
  if (participant === undefined || participant.personalId !== personalId) throw reject('request.not-found');
  const { fullName, birthDate, sex, siNumber, cards } = participant;
  const today = vietNamDate(now);
  const isCurrent = ({ status, validTo }: (typeof cards)[number]): boolean =>
    status !== 'withdrawn' && (validTo === null || validTo >= today);
  return { fullName, birthDate, sex, siNumber, cards: cards.filter(isCurrent) };
};
