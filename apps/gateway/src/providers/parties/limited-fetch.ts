import type { Logger } from '@ansinh/telemetry';
import { Agent, request } from 'undici';

const TIMEOUT_MS = 5_000;
const BYTES_MAX = 65_536;
const SERVER_FAULT = 500;

/** The provider does not answer, or with what nobody can take. Who signs in another way does not notice. */
export class ProviderAway extends Error {}

type Body = string | URLSearchParams | null | undefined;
type Asked = {
  readonly method: string;
  readonly headers: Record<string, string> | Headers;
  readonly body?: Body;
  readonly signal?: AbortSignal | undefined;
};

export type LimitedFetch = {
  readonly ask: (url: string, asked: Asked) => Promise<Response>;
  readonly close: () => Promise<void>;
};

/** Asks a provider: five seconds and 64 kB at most, and it leads nowhere else. */
export const openLimitedFetch = (logger: Logger): LimitedFetch => {
  const agent = new Agent({ maxResponseSize: BYTES_MAX, connectTimeout: TIMEOUT_MS });
  const send = async (url: string, { method, headers, body, signal }: Asked): Promise<Response> => {
    const answer = await request(url, {
      dispatcher: agent,
      method: method === 'POST' ? 'POST' : 'GET',
      headers: Object.fromEntries(new Headers(headers)),
      body: body?.toString() ?? null,
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
      signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...(signal === undefined ? [] : [signal])]),
    });
    const content = await answer.body.bytes();
    if (answer.statusCode >= SERVER_FAULT) throw new Error(`it answers ${answer.statusCode}`);
    const type = answer.headers['content-type'];
    return new Response(new Uint8Array(content), {
      status: answer.statusCode,
      headers: typeof type === 'string' ? { 'content-type': type } : {},
    });
  };
  return {
    ask: async (url, asked) => {
      try {
        return await send(url, asked);
      } catch (error) {
        logger.warn({ err: error, host: new URL(url).host }, 'an identity provider does not answer');
        throw new ProviderAway('an identity provider does not answer', { cause: error });
      }
    },
    close: () => agent.close(),
  };
};
