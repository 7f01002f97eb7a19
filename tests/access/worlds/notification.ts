import { CardActivated, ParticipantRegistered } from '@ansinh/contracts/enrollment/events';
import { InboxMessage } from '@ansinh/contracts/notification/api';
import { newId } from '@ansinh/database';
import { routesOfService } from '@ansinh/platform';
import { startRoom, type TokenBook } from '@ansinh/testkit';
import { z } from 'zod';
import { service } from '../../../apps/notification/src/service';
import { whoIs } from '../actors';
import { doorsOf } from '../doors';
import { agencyThing, told, type World } from '../world';
import { operationsOf } from './operations';

export const startNotification = async (book: TokenBook): Promise<World> => {
  const room = await startRoom(service, book);
  const participantId = newId();
  const registered = {
    participantId,
    personalId: '066090000001',
    siNumber: '6650000001',
    fullName: 'Nguyễn Văn Mẫu',
    birthDate: '1990-05-17',
    sex: 'male' as const,
    phone: null,
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
  const inbox = await room.as(whoIs('officer')).get(`/v1/participants/${participantId}/messages`);
  const [message] = told(inbox, z.array(InboxMessage));
  if (message === undefined) throw new Error('who has a card is told of it');
  return {
    room,
    doors: doorsOf(routesOfService(service)),
    databases: [room.databaseUrl],
    things: { participantId, messageId: agencyThing(message.messageId) },
    specials: await operationsOf(room),
  };
};
