import { BACKEND_SERVICES } from '@ansinh/contracts/vocabulary/services';
import { routesOfService } from '@ansinh/platform';
import { startRoom, type TokenBook } from '@ansinh/testkit';
import { gatewayConfig } from '../../../apps/gateway/src/config';
import { gatewayService } from '../../../apps/gateway/src/service';
import { doorsOf } from '../doors';
import { agencyThing, type World } from '../world';
import { citizensOf } from './citizens';
import { clientsOf } from './clients';
import { operationsOf } from './operations';
import { peopleOf } from './people';

export const ORIGIN = 'https://api.example.vn';

type Behind = Readonly<Record<(typeof BACKEND_SERVICES)[number], World>>;

/** The gateway before the other services: its own doors ask them with the token of the caller. */
export const startGateway = async (book: TokenBook, behind: Behind): Promise<World> => {
  const urls = BACKEND_SERVICES.map((name) => [
    `${name.toUpperCase().replaceAll('-', '_')}_URL`,
    behind[name].room.url,
  ]);
  const origin = ORIGIN;
  const environment = {
    PUBLIC_URL: origin,
    DEMO_CLIENTS: 'true',
    // The tokens of rooms are none of its own, so that all come without one, from one address.
    ANONYMOUS_PER_MINUTE: '100000',
    ...Object.fromEntries(urls),
  };
  const service = gatewayService(() => gatewayConfig(environment));
  const room = await startRoom(service, book);
  const { participantId } = behind.enrollment.things;
  if (participantId === undefined) throw new Error('enrollment has participants');
  const doors = doorsOf(routesOfService(service));
  const people = await peopleOf({ room, doors, origin });
  const clients = await clientsOf(room, doors);
  const citizens = await citizensOf(room.db, behind.enrollment.room);
  return {
    room,
    doors,
    databases: [room.databaseUrl, ...BACKEND_SERVICES.flatMap((name) => behind[name].databases)],
    things: { participantId, accountId: people.accountId, clientId: agencyThing(clients.clientId) },
    marks: { ...clients.marks, ...citizens },
    specials: {
      ...(await operationsOf(behind.enrollment.room)),
      ...people.specials,
      ...clients.specials,
    },
  };
};
