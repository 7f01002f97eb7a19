import { createServer, type Server } from 'node:net';
import { noteFailedExport, traceServerTrouble, troubleOf } from './trace-server';

const AWAY = 'the trace server does not answer: traces are lost';
const REFUSING = 'the trace server does not take spans: traces are lost';

const listen = async (): Promise<{ readonly server: Server; readonly endpoint: string }> => {
  const server = createServer((socket) => socket.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a server listens on a port');
  return { server, endpoint: `http://127.0.0.1:${address.port}/api/v2/spans` };
};
const close = (server: Server) => new Promise((resolve) => server.close(resolve));

describe('the trace server', () => {
  it('is of no interest where nobody sends spans', async () => {
    expect(await traceServerTrouble()).toBeUndefined();
    expect(await troubleOf(undefined, 0)).toBeUndefined();
  });

  it('is there while it listens, and away when it does not', async () => {
    const { server, endpoint } = await listen();
    expect(await troubleOf(endpoint, 0)).toBeUndefined();
    await close(server);
    expect(await troubleOf(endpoint, 0)).toBe(AWAY);
  });

  it('is in trouble for half a minute after it has not taken spans', async () => {
    const { server, endpoint } = await listen();
    noteFailedExport(60_000);
    expect(await troubleOf(endpoint, 89_999)).toBe(REFUSING);
    expect(await troubleOf(endpoint, 90_000)).toBeUndefined();
    await close(server);
  });
});
