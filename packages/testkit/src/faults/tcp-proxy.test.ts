import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from './eventually';
import { openTcpProxy, type TcpProxy } from './tcp-proxy';

/** A server that answers each piece with itself and remembers what it got. */
const startEcho = async () => {
  const got: string[] = [];
  const server: Server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      got.push(chunk.toString());
      socket.write(chunk);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { got, port: (server.address() as AddressInfo).port, close: () => server.close() };
};

describe('the TCP proxy', () => {
  let echo: Awaited<ReturnType<typeof startEcho>>;
  let proxy: TcpProxy;
  let clients: Socket[] = [];

  beforeEach(async () => {
    echo = await startEcho();
    proxy = await openTcpProxy(echo.port);
  });
  afterEach(async () => {
    for (const client of clients) client.destroy();
    clients = [];
    await proxy.close();
    echo.close();
  });

  const dial = async () => {
    const client = connect({ port: proxy.port, host: '127.0.0.1' });
    clients.push(client);
    let answers = '';
    let closed = false;
    client.on('error', () => undefined);
    client.on('data', (chunk: Buffer) => {
      answers += chunk.toString();
    });
    client.on('close', () => {
      closed = true;
    });
    // A proxy that refuses may reset before anybody saw the connection.
    await once(client, 'connect').catch(() => undefined);
    return { send: (text: string) => client.write(text), answers: () => answers, closed: () => closed };
  };

  it('carries both ways, in order, also what is larger than one piece', async () => {
    const client = await dial();
    const text = Array.from({ length: 40_000 }, (_, index) => `${index};`).join('');
    client.send(text);
    await eventually(() => expect(client.answers()).toBe(text));
  });

  it('freezes what is open and what is new, loses nothing, and goes on', async () => {
    const before = await dial();
    proxy.set('freeze');
    const during = await dial();
    before.send('a');
    during.send('b');
    await delay(100);
    expect([echo.got, before.answers(), during.answers()]).toEqual([[], '', '']);
    proxy.set('open');
    await eventually(() => expect([before.answers(), during.answers()]).toEqual(['a', 'b']));
  });

  it('freezes answers alone: the request is carried out, the caller does not hear of it', async () => {
    const client = await dial();
    proxy.set('freeze-answers');
    client.send('pay');
    await eventually(() => expect(echo.got).toEqual(['pay']));
    expect(client.answers()).toBe('');
    proxy.set('open');
    await eventually(() => expect(client.answers()).toBe('pay'));
  });

  it('cuts the sessions that are named, and no other', async () => {
    const [first, second] = [await dial(), await dial()];
    await eventually(() => expect(proxy.sessions).toBe(2));
    const ports: (number | undefined)[] = [];
    proxy.cut(({ upstreamPort }) => {
      ports.push(upstreamPort);
      return false;
    });
    expect(proxy.cut(({ upstreamPort }) => upstreamPort === ports[0])).toBe(1);
    await eventually(() => expect([first.closed(), second.closed()]).toEqual([true, false]));
    second.send('still here');
    await eventually(() => expect(second.answers()).toBe('still here'));
  });

  it('refuses everybody until it is opened again', async () => {
    const client = await dial();
    proxy.set('refuse');
    const other = await dial();
    await eventually(() => expect([client.closed(), other.closed()]).toEqual([true, true]));
    proxy.set('open');
    const third = await dial();
    third.send('c');
    await eventually(() => expect(third.answers()).toBe('c'));
  });

  it('delays each piece', async () => {
    proxy.delay(80);
    const client = await dial();
    const started = performance.now();
    client.send('slow');
    await eventually(() => expect(client.answers()).toBe('slow'));
    expect(performance.now() - started).toBeGreaterThan(150);
  });
});
