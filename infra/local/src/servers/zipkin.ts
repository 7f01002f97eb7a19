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

/** Starts Zipkin, which keeps the newest spans in memory; they do not survive a restart. */
export const startZipkin = async (options: ZipkinOptions): Promise<ZipkinServer> => {
  const folder = await downloadOnce({ ...options, name: 'zipkin-slim' });
  const jar = `zipkin-server-${versionOf('zipkin-slim')}-slim.jar`;
  const url = `http://127.0.0.1:${options.port}`;
  const child = await options.supervisor.start({
    name: 'zipkin',
    command: javaCommand(),
    args: ['-Xmx160m', '-Xms32m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-jar', join(folder, jar)],
    env: {
      ...process.env,
      MALLOC_ARENA_MAX: '2',
      // Spans beyond this are forgotten, oldest trace first; 50,000 fit the heap.
      MEM_MAX_SPANS: '50000',
      // Traces name internal addresses: only this machine may read them.
      ARMERIA_PORTS_0_IP: '127.0.0.1',
      ARMERIA_PORTS_0_PORT: String(options.port),
      ARMERIA_PORTS_0_PROTOCOLS: 'HTTP',
    },
    isReady: httpProbe(`${url}/health`),
  });
  return { url, pid: child.pid, readyAfterMs: child.readyAfterMs, stop: () => child.stop() };
};
