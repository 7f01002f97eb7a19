import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { watchReader } from './answer-time';

const TIMES = { lookEveryMs: 100, bytesEachLook: 1_000 };

describe('the time for an answer', () => {
  let server: Server;
  let socket: Socket | undefined;
  afterEach(async () => {
    socket?.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  /** Answers with these chunks; tells how it ended for the server. */
  const serve = async (chunks: () => AsyncIterable<Buffer>) => {
    let ended: (how: string) => void = () => undefined;
    const end = new Promise<string>((resolve) => {
      ended = resolve;
    });
    server = createServer((_request, response) => {
      response.writeHead(200);
      watchReader(response, TIMES);
      pipeline(Readable.from(chunks(), { objectMode: false }), response).then(
        () => ended('read'),
        () => ended('cut'),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { port: (server.address() as AddressInfo).port, end };
  };
  const ask = (port: number): Socket => {
    const line = connect(port, '127.0.0.1', () => line.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'));
    line.on('error', () => undefined);
    socket = line;
    return line;
  };
  async function* endless(): AsyncGenerator<Buffer> {
    for (;;) yield Buffer.alloc(100_000);
  }
  async function* slowly(): AsyncGenerator<Buffer> {
    for (let piece = 0; piece < 5; piece += 1) {
      await new Promise((resolve) => setTimeout(resolve, 2 * TIMES.lookEveryMs));
      yield Buffer.from('x');
    }
  }

  it('ends for a reader who does not read', async () => {
    const { port, end } = await serve(endless);
    ask(port).pause();
    expect(await end).toBe('cut');
  });

  it('is as long as the service needs to make it', async () => {
    const { port, end } = await serve(slowly);
    ask(port).resume();
    expect(await end).toBe('read');
  });

  it('is as long as it needs for a reader who goes on reading', async () => {
    const whole = 3_000_000;
    const { port, end } = await serve(async function* () {
      for (let sent = 0; sent < whole; sent += 100_000) yield Buffer.alloc(100_000);
    });
    const line = ask(port);
    line.on('data', () => {
      line.pause();
      setTimeout(() => line.resume(), 10);
    });
    expect(await end).toBe('read');
  });
});
