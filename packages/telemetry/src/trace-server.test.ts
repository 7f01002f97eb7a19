import { createServer, type Server } from 'node:net';
import { setGlobalErrorHandler } from '@opentelemetry/core';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
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
    noteFailedExport(new Error('socket hang up'), 60_000);
    expect(await troubleOf(endpoint, 89_999)).toBe(REFUSING);
    expect(await troubleOf(endpoint, 90_000)).toBeUndefined();
    await close(server);
  });

  it('is not in trouble when a collector of metrics is', async () => {
    const { server, endpoint } = await listen();
    const heard: string[] = [];
    setGlobalErrorHandler((error) => {
      heard.push(String(error));
      noteFailedExport(error, 200_000);
    });
    const failed = { code: 1, error: new Error('connect ECONNREFUSED') };
    const reader = new PeriodicExportingMetricReader({
      exporter: {
        export: (_metrics, done) => done(failed),
        forceFlush: async () => undefined,
        shutdown: async () => undefined,
      },
      exportIntervalMillis: 1_000_000,
      exportTimeoutMillis: 1_000,
    });
    const meters = new MeterProvider({ readers: [reader] });
    meters.getMeter('test').createCounter('test').add(1);
    await reader.forceFlush();
    expect(heard).toEqual([expect.stringContaining('ECONNREFUSED')]);
    expect(await troubleOf(endpoint, 200_000)).toBeUndefined();

    const spans = new BatchSpanProcessor({
      exporter: { export: (_spans, done) => done(failed), shutdown: async () => undefined },
      scheduledDelayMillis: 1,
    });
    const ended = new Promise((resolve) =>
      setGlobalErrorHandler((error) => {
        noteFailedExport(error, 200_000);
        resolve(error);
      }),
    );
    new TracerProvider({ spanProcessors: [spans] }).getTracer('test').startSpan('test').end();
    await ended;
    expect(await troubleOf(endpoint, 200_000)).toBe(REFUSING);
    await Promise.all([meters.shutdown(), spans.shutdown(), close(server)]);
  });
});
