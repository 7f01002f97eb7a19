// npm run load -- traces [SPANS]: whether the trace server of `npm start` survives so many spans and persons who open its
// largest trace meanwhile. A fifth of the spans is one trace, as of a month of pensions; the others are traces of forty.
import { join } from 'node:path';
import {
  createSupervisor,
  findFreePorts,
  readLocalConfig,
  readyTimeoutFromEnvironment,
  startZipkin,
} from '@ansinh/local';
import type { RunOnServers } from './platform/context.ts';
import { watchProcesses } from './platform/processes.ts';
import { line } from './platform/table.ts';
import { type MadeUpSpan, madeUpTrace } from './traces/made-up.ts';
import { readOptions } from './traces/options.ts';

const LARGEST = 'f'.repeat(32);
const LARGEST_SHARE = 0.2;
const TRACE_SPANS = 40;
/** What a service sends at once: the batches of the SDK. */
const BATCH_SPANS = 512;
const OPENED_EVERY = 50_000;
const ANSWER_MS = 60_000;

export const platform = false;

const send = async (url: string, spans: readonly MadeUpSpan[]): Promise<boolean> => {
  const response = await fetch(`${url}/api/v2/spans`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(spans),
    signal: AbortSignal.timeout(ANSWER_MS),
  }).catch(() => undefined);
  await response?.arrayBuffer();
  return response?.ok === true;
};

/** Its spans, as the page asks for them; undefined when they do not come. */
const open = async (url: string, traceId: string): Promise<number | undefined> => {
  const response = await fetch(`${url}/api/v2/trace/${traceId}`, { signal: AbortSignal.timeout(ANSWER_MS) }).catch(
    () => undefined,
  );
  if (response === undefined || response.status === 404) return response === undefined ? undefined : 0;
  return response.ok ? ((await response.json()) as unknown[]).length : undefined;
};

/** The largest trace comes between the others, as it would while others work. */
const nextOf = (sent: number, total: number): MadeUpSpan[] => {
  const count = Math.min(BATCH_SPANS, total - sent);
  const largest = Math.round(count * LARGEST_SHARE);
  const small = Array.from({ length: Math.ceil((count - largest) / TRACE_SPANS) }, () => madeUpTrace(TRACE_SPANS));
  return [...madeUpTrace(largest, LARGEST), ...small.flat().slice(0, count - largest)];
};

const sendAll = async (url: string, total: number, signal: AbortSignal) => {
  const opened: (number | undefined)[] = [];
  let refused = 0;
  for (let sent = 0; sent < total && !signal.aborted; ) {
    const batch = nextOf(sent, total);
    if (!(await send(url, batch))) refused += 1;
    const before = sent;
    sent += batch.length;
    if (Math.floor(sent / OPENED_EVERY) > Math.floor(before / OPENED_EVERY) || sent >= total)
      // Two persons at a time.
      opened.push(...(await Promise.all([open(url, LARGEST), open(url, LARGEST)])));
  }
  return { opened, refused };
};

export const run: RunOnServers = async ({ options, directory, signal }) => {
  const { spans } = readOptions(options);
  let deaths = 0;
  const supervisor = createSupervisor({
    logDirectory: join(directory, 'trace-server'),
    readyTimeoutMs: readyTimeoutFromEnvironment(),
    onUnexpectedExit: () => {
      deaths += 1;
    },
  });
  try {
    const [port = 0] = await findFreePorts(1);
    const { cacheDirectory } = readLocalConfig({});
    const zipkin = await startZipkin({ supervisor, cacheDirectory, port, onDownload: (name) => console.log(name) });
    const watch = watchProcesses(new Map([['Zipkin', zipkin.pid]]));
    const started = performance.now();
    const { opened, refused } = await sendAll(zipkin.url, spans, signal);
    const seconds = (performance.now() - started) / 1_000;
    const health = await fetch(`${zipkin.url}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    const [used] = watch.stop();
    const largest = Math.max(0, ...opened.map((count) => count ?? 0));
    const failed = opened.filter((count) => count === undefined).length;
    console.log(line('spans sent', `${spans} in ${seconds.toFixed(0)} s, ${refused} batches refused`));
    console.log(line('largest trace opened', `${opened.length} times, ${failed} in vain, ${largest} spans at most`));
    console.log(line('most memory', `${(used?.memoryMb ?? 0).toFixed(0)} MB`));
    console.log(line('died', `${deaths} times`));
    return health && deaths === 0 && failed === 0 && refused === 0 && largest > 0;
  } finally {
    await supervisor.stopAll();
  }
};
