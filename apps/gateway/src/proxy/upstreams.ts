import type { Readable } from 'node:stream';
import { Rejection, reject } from '@ansinh/contracts/catalogue/problems';
import { type FairRoom, fairRoom } from '@ansinh/http/admission';
import type { Logger } from '@ansinh/telemetry';
import CircuitBreaker from 'opossum';
import { type Dispatcher, Pool } from 'undici';
import type { Upstream } from '../config';

export type UpstreamRequest = {
  /** Who asks, as `clientText` says it: nobody holds more than a part of the connections to a service. */
  readonly client: string;
  readonly method: Dispatcher.HttpMethod;
  /** Path and query as the caller wrote them. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Readable | Buffer | undefined;
  readonly signal: AbortSignal;
  /** No limit for the beginning of the answer: the caller's own line is watched instead. */
  readonly isLong?: boolean;
  /** A file to be taken. Many of them may wait for their turn at the service; small questions do not wait behind them. */
  readonly isFile?: boolean;
};

export type Upstreams = {
  /**
   * Sends when there is a connection for this client, and answers as soon as the head of the answer is there; the body
   * is read by the caller, who holds the connection until its end.
   * @throws service.unavailable when the service cannot be reached or is known to be down, or no connection comes free;
   * request.too-many when too many calls of this client wait
   */
  readonly send: (service: Upstream, request: UpstreamRequest) => Promise<Dispatcher.ResponseData>;
  readonly close: () => Promise<void>;
};

const CONNECTIONS = 64;
// Two who hold all they can still leave the next one their places as these come free, the one who holds fewest first.
const FAIR = { atOnce: CONNECTIONS, atOnceEach: CONNECTIONS / 2, waitingEach: 256, waitingMs: 30_000 };
const CONNECT_TIMEOUT_MS = 2_000;
// A claim file with thousands of rows is checked before the answer begins.
const HEADERS_TIMEOUT_MS = 60_000;
const BODY_TIMEOUT_MS = 60_000;
// Not longer than the Retry-After that a refused caller is told to wait.
const RESET_MS = 2_000;

const BREAKER_OPTIONS = {
  timeout: false,
  errorThresholdPercentage: 50,
  volumeThreshold: 5,
  resetTimeout: RESET_MS,
  rollingCountTimeout: 10_000,
} as const;

type Line = {
  readonly pools: readonly Pool[];
  readonly rooms: { readonly questions: FairRoom; readonly files: FairRoom };
  readonly breaker: CircuitBreaker<[UpstreamRequest], Dispatcher.ResponseData>;
};

const openLine = (service: Upstream, url: string, logger: Logger): Line => {
  const openPool = () =>
    new Pool(url, {
      connections: CONNECTIONS,
      connectTimeout: CONNECT_TIMEOUT_MS,
      headersTimeout: HEADERS_TIMEOUT_MS,
      bodyTimeout: BODY_TIMEOUT_MS,
    });
  const [questions, files] = [openPool(), openPool()];
  const send = ({ body, isLong, isFile, client: _client, ...request }: UpstreamRequest) =>
    (isFile === true ? files : questions).request({
      ...request,
      body: body ?? null,
      headersTimeout: isLong === true ? 0 : HEADERS_TIMEOUT_MS,
    });
  const breaker = new CircuitBreaker(send, {
    ...BREAKER_OPTIONS,
    name: service,
    // A caller that sends too much or hangs up says nothing about the service.
    errorFilter: (error) => error instanceof Rejection || (error instanceof Error && error.name === 'AbortError'),
  });
  breaker.on('open', () =>
    logger.warn({ upstream: service }, 'service does not answer: calls are refused at the door'),
  );
  breaker.on('close', () => logger.info({ upstream: service }, 'service answers again'));
  return { pools: [questions, files], rooms: { questions: fairRoom(FAIR), files: fairRoom(FAIR) }, breaker };
};

/** Holds a place of the client from before the call until the answer has been read. */
const sendInTurn = async ({ rooms, breaker }: Line, request: UpstreamRequest): Promise<Dispatcher.ResponseData> => {
  const leave = await (request.isFile === true ? rooms.files : rooms.questions).enter(request.client, request.signal);
  try {
    const answer = await breaker.fire(request);
    answer.body.once('close', leave);
    return answer;
  } catch (error) {
    leave();
    throw error;
  }
};

/** Connections for questions and for files, and one circuit breaker, for each service behind the door. */
export const openUpstreams = (urls: Readonly<Record<Upstream, string>>, logger: Logger): Upstreams => {
  const lines = new Map(
    Object.entries(urls).map(([service, url]) => [service, openLine(service as Upstream, url, logger)] as const),
  );
  return {
    send: async (service, request) => {
      const line = lines.get(service);
      if (line === undefined) throw reject('service.unavailable', { service });
      try {
        return await sendInTurn(line, request);
      } catch (error) {
        if (error instanceof Rejection || request.signal.aborted) throw error;
        logger.warn(
          { upstream: service, reason: error instanceof Error ? error.message : String(error) },
          'call failed',
        );
        throw reject('service.unavailable', { service });
      }
    },
    close: async () => {
      for (const { pools, breaker } of lines.values()) {
        breaker.shutdown();
        await Promise.all(pools.map((pool) => pool.destroy()));
      }
    },
  };
};
