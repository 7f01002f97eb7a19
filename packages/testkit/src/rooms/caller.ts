import { randomUUID } from 'node:crypto';
import { Approval } from '@ansinh/contracts/operations/approvals.api';
import { type Principal, ROLES, type Role, type Tenant } from '@ansinh/contracts/wire/permissions';
import type { TokenVerifier } from '@ansinh/http';

export type Who = {
  readonly role: Role;
  readonly tenantCode: string;
  readonly subject?: string;
  /** The agency's own people, and citizens, are persons with two factors; with `machine` it is a client of the same rights. */
  readonly machine?: true;
  /** Who it is, where several accounts are of one person; by the subject when left out. */
  readonly person?: string;
  readonly factors?: 1 | 2;
};

export type Reply = {
  readonly status: number;
  readonly body: unknown;
  readonly text: string;
  readonly headers: Headers;
};

export type CallOptions = {
  /** Idempotency-Key; a fresh one for each call when left out, none with `null`. */
  readonly key?: string | null;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Caller = {
  readonly get: (path: string, options?: CallOptions) => Promise<Reply>;
  readonly post: (path: string, body?: unknown, options?: CallOptions) => Promise<Reply>;
  readonly put: (path: string, body?: unknown, options?: CallOptions) => Promise<Reply>;
};

const isMachine = ({ role, machine }: Who): boolean =>
  machine === true || !['agency', 'citizen'].includes(ROLES[role].tenantKind);

/** In the form of a session's id. */
export const sessionOf = (subject: string): string =>
  `session-of-${subject}`.replaceAll(/[^A-Za-z0-9_-]/g, '-').padEnd(20, '-');

const principalOf = (who: Who): Principal => {
  const { role, tenantCode, subject = `test-${role}`, person = subject, factors = 2 } = who;
  const { tenantKind, permissions } = ROLES[role];
  const tenant: Tenant = { kind: tenantKind, code: tenantCode };
  const principal = { subject, tenant, permissions: new Set(permissions) };
  return isMachine(who)
    ? principal
    : { ...principal, person: { key: `person-${person}`, session: sessionOf(subject), factors } };
};

/** Tokens of a room test are names of principals; the signature has tests of its own in `@ansinh/http`. */
export const tokenBook = (otherwise: TokenVerifier) => {
  const principals = new Map<string, Principal>();
  const verifier: TokenVerifier = async (authorization) => {
    const principal = principals.get(authorization ?? '');
    return principal ?? otherwise(authorization);
  };
  const tokenFor = (who: Who): string => {
    const authorization = `Bearer room-test-${randomUUID()}`;
    principals.set(authorization, principalOf(who));
    return authorization;
  };
  return { verifier, tokenFor };
};

export type TokenBook = ReturnType<typeof tokenBook>;

const parseBody = (text: string, type: string | null): unknown =>
  text !== '' && type !== null && type.includes('json') ? (JSON.parse(text) as unknown) : text;

const replyOf = (answer: Approval['answer'], { headers }: Reply): Reply => {
  if (answer === null) throw new Error('what was approved has an answer');
  const text = answer.body === null ? '' : JSON.stringify(answer.body);
  return { status: answer.status, body: answer.body ?? '', text, headers };
};

/** What the maker asks and is held is approved by the second one at once: the answer is that of what was done. */
export const secondedCaller = (maker: Caller, second: Caller): Caller => {
  const seconded = async (asked: Promise<Reply>): Promise<Reply> => {
    const reply = await asked;
    const held = reply.status === 202 ? Approval.safeParse(reply.body) : undefined;
    if (held?.success !== true) return reply;
    const { service, id, digest } = held.data;
    const decided = await second.post(`/v1/approvals/${service}/${id}/decisions`, { decision: 'approve', digest });
    return decided.status === 200 ? replyOf(Approval.parse(decided.body).answer, decided) : decided;
  };
  return {
    get: maker.get,
    post: (path, body, options) => seconded(maker.post(path, body, options)),
    put: (path, body, options) => seconded(maker.put(path, body, options)),
  };
};

export const callerOf = (url: string, authorization: string | undefined): Caller => {
  const call = async (method: string, path: string, body: unknown, options: CallOptions = {}): Promise<Reply> => {
    const headers = new Headers(options.headers);
    if (authorization !== undefined) headers.set('authorization', authorization);
    const { key = randomUUID() } = options;
    if (method !== 'GET' && key !== null) headers.set('idempotency-key', key);
    const isRaw = typeof body === 'string' || body instanceof Uint8Array;
    if (body !== undefined)
      headers.set('content-type', options.contentType ?? (isRaw ? 'application/xml' : 'application/json'));
    const content =
      body === undefined ? {} : { body: isRaw ? (body as string | Uint8Array<ArrayBuffer>) : JSON.stringify(body) };
    const response = await fetch(`${url}${path}`, { method, headers, ...content });
    const text = await response.text();
    return {
      status: response.status,
      body: parseBody(text, response.headers.get('content-type')),
      text,
      headers: response.headers,
    };
  };
  return {
    get: (path, options) => call('GET', path, undefined, options),
    post: (path, body, options) => call('POST', path, body, options),
    put: (path, body, options) => call('PUT', path, body, options),
  };
};
