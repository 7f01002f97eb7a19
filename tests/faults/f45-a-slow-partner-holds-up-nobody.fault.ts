import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type Entrance, openEntrance } from './arena/entrance';
import { fault } from './arena/fault';
import { quantile } from './arena/load';

const CONNECTIONS = 120;
/** A byte at a time, as long as the others ask. */
const DRIP_MS = 250;

/** One partner with many connections, each of which sends a body that comes to no end. */
const comeSlowly = async (entrance: Entrance): Promise<{ readonly end: () => void }> => {
  const { hostname, port } = new URL(entrance.gatewayUrl);
  const token = await entrance.tokenOf('bank');
  const sockets = await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, index): Promise<Socket> => {
      const socket = connect(Number(port), hostname);
      // Being sent away is what it is there for.
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      const type = index % 2 === 0 ? 'application/json' : 'application/xml';
      const path = index % 2 === 0 ? '/v1/bank-credits' : '/v1/bank-statements';
      socket.write(
        `POST ${path} HTTP/1.1\r\nHost: slow\r\nAuthorization: ${token}\r\nContent-Type: ${type}\r\nContent-Length: 100000\r\n\r\n`,
      );
      return socket;
    }),
  );
  const drip = setInterval(() => {
    for (const socket of sockets) if (socket.writable) socket.write(' ');
  }, DRIP_MS);
  return {
    end: () => {
      clearInterval(drip);
      for (const socket of sockets) socket.destroy();
    },
  };
};

/** So many questions of an officer, four at a time. @returns the 99th percentile in ms */
const askMany = async (entrance: Entrance, count: number): Promise<number> => {
  const token = await entrance.tokenOf('officer');
  const times: number[] = [];
  const ask = async (): Promise<void> => {
    while (times.length < count) {
      const started = performance.now();
      const reply = await entrance.ask({ path: '/v1/bank-credits?pageSize=1', token });
      expect(reply).toMatchObject({ kind: 'answer', status: 200 });
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: 4 }, ask));
  return quantile(times, 0.99);
};

export const f45 = fault({
  id: 'F45',
  promises: ['P8'],
  isDeep: true,
  title: 'a partner that sends a hundred bodies slowly holds up nobody else, at the door or behind it',
  play: async ({ sized }) => {
    const entrance = await openEntrance();
    try {
      // All of them together stay below what a client may ask in a minute.
      const count = sized(1_500, 300);
      await askMany(entrance, 100);
      const alone = await askMany(entrance, count);
      const slow = await comeSlowly(entrance);
      const beside = await askMany(entrance, count);
      slow.end();
      const again = await askMany(entrance, count);
      // Its own connections cost the door a little; what must not be is that others wait for them.
      expect(beside).toBeLessThan(Math.max(500, 5 * Math.max(alone, again)));
      const note = `99 % of the questions within ${alone.toFixed(0)} ms alone, ${beside.toFixed(0)} ms beside it`;
      return { runs: CONNECTIONS, operations: 3 * count, note };
    } finally {
      await entrance.end();
    }
  },
});
