import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { allowLongBody, type BodyTimes, limitBodyTime } from './body-time';

const TIMES = { wholeMs: 150, idleMs: 300, pace: { graceMs: 60_000, bytesPerSecond: 1 } };
/** A little less than what may pass between two pieces. */
const PACE_MS = 100;
/** Ten bytes a second are less than fifty, and come within the time of the whole. */
const SLOW = { wholeMs: 60_000, idleMs: 300, pace: { graceMs: 200, bytesPerSecond: 50 } };

describe('the time for a request', () => {
  let server: Server;
  let socket: Socket | undefined;
  afterEach(async () => {
    socket?.destroy();
    await new Promise((resolve) => server.close(resolve));
  });

  const serve = async (take: (request: IncomingMessage) => void, times: BodyTimes = TIMES): Promise<number> => {
    server = createServer(async (request, response) => {
      take(request);
      let bytes = 0;
      try {
        for await (const chunk of request) bytes += (chunk as Buffer).length;
        response.end(String(bytes));
      } catch {
        // The line was cut: nobody is there to be answered.
      }
    });
    limitBodyTime(server, times);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  };

  /** Sends a body of ten bytes, so many of them, one by one; gives what the server wrote until it ended the line. */
  const send = (port: number, pieces: number): Promise<string> =>
    new Promise((resolve, fail) => {
      const line = connect(port, '127.0.0.1');
      socket = line;
      let answer = '';
      let sent = 0;
      line.on('data', (data) => {
        answer += data;
        if (answer.endsWith('10')) resolve(answer);
      });
      line.on('close', () => resolve(answer));
      line.on('error', fail);
      line.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n');
      const pace = setInterval(() => {
        if (sent === pieces || line.destroyed) clearInterval(pace);
        else line.write('x');
        sent += 1;
      }, PACE_MS);
    });

  it('ends for a sender who dawdles', async () => {
    expect(await send(await serve(() => undefined), 10)).toContain('408 Request Timeout');
  });

  it('is as long as it needs for a body that may take it, while something comes', async () => {
    expect(await send(await serve(allowLongBody), 10)).toContain('200 OK');
  });

  it('ends long before for a sender who brings drop after drop', async () => {
    const began = performance.now();
    expect(await send(await serve(() => undefined, SLOW), 1_000)).toContain('408 Request Timeout');
    expect(performance.now() - began).toBeLessThan(SLOW.wholeMs / 4);
  });

  it('does not count what waits for us: a body that nobody reads is not slow', async () => {
    // More than the buffers of a line hold has to come before the reader begins.
    const pace = { graceMs: 200, bytesPerSecond: 40_000 };
    server = createServer(async (request, response) => {
      await once(request, 'readable');
      await sleep(4_000);
      let bytes = 0;
      for await (const chunk of request) bytes += (chunk as Buffer).length;
      response.end(String(bytes));
    });
    limitBodyTime(server, { ...SLOW, pace });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: Buffer.alloc(1_000_000) });
    expect(await answer.text()).toBe('1000000');
  });

  it('is as long as it needs for such a body that may take it', async () => {
    expect(await send(await serve(allowLongBody, SLOW), 10)).toContain('200 OK');
  });

  it('ends for such a body too when nothing comes any more', async () => {
    expect(await send(await serve(allowLongBody), 3)).toContain('408 Request Timeout');
  });
});
