import { CardActivated, ParticipantRegistered } from '@ansinh/contracts/enrollment/events';
import { WorkFellDue } from '@ansinh/contracts/health-insurance/events';
import { ChangeContact, InboxMessage } from '@ansinh/contracts/notification/api';
import { pageOf } from '@ansinh/contracts/wire/common.api';
import { ROLES } from '@ansinh/contracts/wire/permissions';
import { newId } from '@ansinh/database';
import { withClient } from '@ansinh/local';
import { routesOfService } from '@ansinh/platform';
import { type Room, startRoom, type TokenBook } from '@ansinh/testkit';
import { service } from '../../../apps/notification/src/service';
import { ACTORS, CODES, type Owner, whoIs } from '../actors';
import { type Door, doorsOf } from '../doors';
import { agencyThing, told, type World } from '../world';
import { operationsOf } from './operations';

const newestIn = async (room: Room<unknown>, name: string, path: string): Promise<string> => {
  const [message] = told(await room.as(whoIs(name)).get(path), pageOf(InboxMessage)).items;
  if (message === undefined) throw new Error(`${name} is told something at ${path}`);
  return message.messageId;
};

/** A message to every tenant, also of the kinds to which nothing is told yet: work of any owner is told to it. */
const ownMessages = async (room: Room<unknown>): Promise<Partial<Record<Owner, string>>> => {
  const own: Partial<Record<Owner, string>> = {};
  for (const { name, role, owner } of ACTORS) {
    if (!ROLES[role].permissions.includes('message:read')) continue;
    const { tenantKind: kind } = ROLES[role];
    const work = {
      deadlineId: newId(),
      owner: { kind, id: CODES[owner] },
      facilityCode: CODES['facility-a'],
      step: 'explanation',
      period: '2026-10',
      count: 1,
      dueOn: '2026-10-08',
      stage: 'due-soon',
      daysOverdue: 0,
      textVi: 'Giải trình',
      textEn: 'Explanation',
    };
    await room.deliver(WorkFellDue, work);
    own[owner] = await newestIn(room, name, '/v1/messages');
  }
  return own;
};

const OWNERS = [...new Set(ACTORS.map(({ owner }) => owner))];
const addressOf = (owner: Owner): string => `thu@${CODES[owner].toLowerCase()}.example`;

/** Every tenant has an address of its own, also those that cannot say one yet. */
const ownAddresses = ({ databaseUrl }: Room<unknown>): Promise<void> =>
  withClient(databaseUrl, async (client) => {
    for (const owner of OWNERS)
      await client.query(
        `INSERT INTO contact_choices (recipient_kind, recipient_id, channel, address, language, changed_at)
         VALUES ($1, $2, 'email', $3, 'vi', '2026-10-01T08:00:00+07:00')`,
        [owner.replace(/-[ab]$/, ''), CODES[owner], addressOf(owner)],
      );
  });

const CONTACT = 'PUT /v1/contact';

/** The address in the example of the door at which somebody says one. */
const exampleAddress = (doors: readonly Door[]): string => {
  const door = doors.find(({ name }) => name === CONTACT);
  const { addresses } = ChangeContact.parse(door?.example.body);
  const [address] = addresses.flatMap((chosen) => chosen.address ?? []);
  if (address === undefined) throw new Error(`the example of ${CONTACT} has no address`);
  return address;
};

export const startNotification = async (book: TokenBook): Promise<World> => {
  const room = await startRoom(service, book);
  const participantId = newId();
  const registered = {
    participantId,
    personalId: '066090000001',
    fullName: 'Nguyễn Văn Mẫu',
    birthDate: '1990-05-17',
    sex: 'male' as const,
    email: null,
  };
  const cardId = newId();
  const activated = {
    cardId,
    participantId,
    validFrom: '2026-10-01',
    validTo: '2026-12-31',
    fiveYearsOn: '2031-10-01',
  };
  await room.deliver(ParticipantRegistered, registered, { id: participantId });
  await room.deliver(CardActivated, activated, { id: cardId });
  const path = `/v1/participants/${participantId}/messages`;
  const ofParticipant = await newestIn(room, 'officer', path);
  const own = await ownMessages(room);
  await ownAddresses(room);
  const doors = doorsOf(routesOfService(service));
  const written = exampleAddress(doors);
  return {
    room,
    doors,
    databases: [room.databaseUrl],
    things: { participantId, messageId: { ...own, nobody: newId() } },
    marks: Object.fromEntries(OWNERS.map((owner) => [owner, [own[owner] ?? [], addressOf(owner)].flat()])),
    specials: {
      ...(await operationsOf(room)),
      [CONTACT]: { words: ({ owner }) => ({ [written]: addressOf(owner) }) },
      [`PUT ${path.replace(participantId, ':participantId')}/:messageId/reading`]: {
        things: { messageId: agencyThing(ofParticipant) },
      },
    },
  };
};
