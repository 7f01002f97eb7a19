import { connect } from 'node:net';
import express from 'express';
import { type Listening, listen } from './listen';

const GRACE_MS = 400;

const start = async (graceMs: number): Promise<Listening> => {
  const app = express();
  app.get('/', (_request, response) => void response.send('heard'));
  app.get('/never', () => undefined);
  return listen(app, { port: 0, host: '127.0.0.1', graceMs });
};

/** A connection that is made and has not said anything yet. */
const open = async ({ url }: Listening) => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  let heard = '';
  socket.on('data', (chunk) => {
    heard += chunk.toString();
  });
  const ended = new Promise<string>((resolve) => socket.once('close', () => resolve(heard)));
  socket.on('error', () => undefined);
  return { ask: (path = '/') => socket.write(`GET ${path} HTTP/1.1\r\nHost: test\r\n\r\n`), ended };
};

describe('a server that closes', () => {
  it('answers a request on a connection that was made before, and asks the client to go elsewhere', async () => {
    const listening = await start(GRACE_MS);
    const client = await open(listening);
    const closed = listening.close();
    client.ask();
    const heard = await client.ended;
    expect(heard).toContain('heard');
    expect(heard.toLowerCase()).toContain('connection: close');
    await closed;
  });

  it('still takes connections for the grace time', async () => {
    const listening = await start(GRACE_MS);
    const closed = listening.close();
    const late = await open(listening);
    late.ask();
    expect((await late.ended).toLowerCase()).toContain('connection: close');
    await closed;
  });

  it('ends what stays silent after the grace time, and takes nobody new', async () => {
    const listening = await start(GRACE_MS);
    const silent = await open(listening);
    const began = performance.now();
    const closed = listening.close();
    expect(await silent.ended).toBe('');
    await closed;
    expect(performance.now() - began).toBeGreaterThanOrEqual(GRACE_MS);
    await expect(fetch(listening.url)).rejects.toThrow();
  });

  it('leaves time for what is stopped after it, however long its grace and whatever is not answered', async () => {
    const listening = await start(2_000);
    const client = await open(listening);
    client.ask('/never');
    const began = performance.now();
    await listening.close();
    expect(performance.now() - began).toBeLessThan(9_000);
    expect(await client.ended).toBe('');
  });

  it('is closed at once without a grace time', async () => {
    const listening = await start(0);
    const silent = await open(listening);
    await Promise.all([listening.close(), silent.ended]);
  });
});
