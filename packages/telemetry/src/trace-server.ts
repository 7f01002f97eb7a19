import { connect } from 'node:net';
import { environment } from './config';

const ANSWER_MS = 1_000;
/** So long a failed export says that the next one fails as well: spans are sent every few seconds. */
const FAILED_MS = 30_000;

const AWAY = 'the trace server does not answer: traces are lost';
const REFUSING = 'the trace server does not take spans: traces are lost';

let failedAtMs = Number.NEGATIVE_INFINITY;

/** How the library begins what it says of metrics that could not be sent: they go elsewhere than spans, perhaps. */
const OF_METRICS = 'PeriodicExportingMetricReader: ';

/** Called with every error of the library: of spans that could not be sent, and of metrics, with which nothing is lost here. */
export const noteFailedExport = (error: unknown, atMs: number = Date.now()): void => {
  const text = error instanceof Error ? error.message : String(error);
  if (!text.startsWith(OF_METRICS)) failedAtMs = atMs;
};

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/** By a connection alone: a request would be a span itself. */
const accepts = (endpoint: string): Promise<boolean> => {
  const { hostname, port, protocol } = new URL(endpoint);
  return new Promise((resolve) => {
    const socket = connect({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port === '' ? (DEFAULT_PORTS[protocol] ?? 80) : Number(port),
    });
    const finish = (isThere: boolean): void => {
      socket.destroy();
      resolve(isThere);
    };
    socket.setTimeout(ANSWER_MS, () => finish(false));
    socket.on('error', () => finish(false));
    socket.on('connect', () => finish(true));
  });
};

/** What is wrong with the server of an endpoint, in words; undefined when it is there, or when nobody sends spans. */
export const troubleOf = async (endpoint: string | undefined, nowMs: number): Promise<string | undefined> => {
  if (endpoint === undefined) return undefined;
  if (!(await accepts(endpoint))) return AWAY;
  return nowMs - failedAtMs < FAILED_MS ? REFUSING : undefined;
};

/** What is wrong with the server that this process sends its spans to. */
export const traceServerTrouble = (): Promise<string | undefined> => troubleOf(environment.traceEndpoint, Date.now());
