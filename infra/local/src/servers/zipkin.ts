import { join } from 'node:path';
import { downloadOnce, versionOf } from './maven';
import { javaCommand } from './prerequisites';
import { httpProbe } from './processes/probes';
import type { Supervisor } from './processes/supervisor';

export type ZipkinOptions = {
  readonly supervisor: Supervisor;
  readonly cacheDirectory: string;
  readonly port: number;
  readonly onDownload?: ((name: string) => void) | undefined;
};

export type ZipkinServer = {
  /** The page; spans go to `<url>/api/v2/spans`. */
  readonly url: string;
  readonly pid: number;
  readonly readyAfterMs: number;
  stop(): Promise<void>;
};

/**
 * The newest spans, oldest trace forgotten first. A person who opens the largest trace needs half as much memory again as the
 * spans take; `npm run load -- traces` shows that both fit the heap.
 */
const SPANS_MAX = 50_000;
const HEAP_MB = 384;

/** Starts Zipkin, which keeps spans in memory: they do not survive a restart. */
export const startZipkin = async (options: ZipkinOptions): Promise<ZipkinServer> => {
  const folder = await downloadOnce({ ...options, name: 'zipkin-slim' });
  const jar = `zipkin-server-${versionOf('zipkin-slim')}-slim.jar`;
  const url = `http://127.0.0.1:${options.port}`;
  const child = await options.supervisor.start({
    name: 'zipkin',
    command: javaCommand(),
    args: [
      `-Xmx${HEAP_MB}m`,
      ...['-Xms32m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'],
      // With too little memory it would linger, answer nothing and take no spans; it is started again when it ends.
      '-XX:+ExitOnOutOfMemoryError',
      ...['-jar', join(folder, jar)],
    ],
    env: {
      ...process.env,
      MALLOC_ARENA_MAX: '2',
      MEM_MAX_SPANS: String(SPANS_MAX),
      // Traces name internal addresses: only this machine may read them.
      ARMERIA_PORTS_0_IP: '127.0.0.1',
      ARMERIA_PORTS_0_PORT: String(options.port),
      ARMERIA_PORTS_0_PROTOCOLS: 'HTTP',
    },
    isReady: httpProbe(`${url}/health`),
  });
  return { url, pid: child.pid, readyAfterMs: child.readyAfterMs, stop: () => child.stop() };
};
