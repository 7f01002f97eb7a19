import { request } from 'node:http';
import type { Permission, Tenant } from '@ansinh/contracts/wire/permissions';

/** What came of one request: an answer, a refused connection (nothing was sent), or nothing that can be known. */
export type Reply =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body: Record<string, unknown>;
      readonly replayed: boolean;
      readonly headers: NodeJS.Dict<string | string[]>;
    }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unknown'; readonly why: string };

export type Request = {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: unknown;
  /** A file instead of a body. */
  readonly file?: { readonly type: string; readonly text: string };
  readonly key?: string;
  readonly token: string;
  readonly timeoutMs?: number;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Who is behind a token of the test issuer. */
export type Caller = {
  readonly tenant: Tenant;
  readonly permissions: readonly Permission[];
  readonly subject?: string;
  /** Of a person: `signedIn`. */
  readonly claims?: Readonly<Record<string, unknown>>;
};

const parse = (text: string): Record<string, unknown> => {
  const parsed: unknown = text === '' ? {} : JSON.parse(text);
  return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
    ? (parsed as Record<string, unknown>)
    : { items: parsed };
};

/**
 * One request on a connection of its own, so that a reset says something about this request and not about an idle
 * connection that was closed at the same moment.
 */
export const send = (
  url: string,
  { method, path, body, file, key, token, timeoutMs = 10_000, headers = {} }: Request,
): Promise<Reply> =>
  new Promise((resolve) => {
    const text = file?.text ?? (body === undefined ? undefined : JSON.stringify(body));
    const outgoing = request(`${url}${path}`, {
      method: method ?? (text === undefined ? 'GET' : 'POST'),
      agent: false,
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        authorization: token,
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...(text === undefined
          ? {}
          : { 'content-type': file?.type ?? 'application/json', 'content-length': Buffer.byteLength(text) }),
        ...headers,
      },
    });
    const fail = (error: NodeJS.ErrnoException): void =>
      resolve(error.code === 'ECONNREFUSED' ? { kind: 'refused' } : { kind: 'unknown', why: error.code ?? error.name });
    outgoing.on('error', fail);
    outgoing.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', fail);
      response.on('end', () => {
        if (!response.complete) return fail(new Error('the answer was cut off'));
        const answer = { status: response.statusCode ?? 0, body: parse(Buffer.concat(chunks).toString()) };
        const replayed = response.headers['idempotent-replayed'] === 'true';
        resolve({ kind: 'answer', ...answer, replayed, headers: response.headers });
      });
    });
    outgoing.end(text);
  });
