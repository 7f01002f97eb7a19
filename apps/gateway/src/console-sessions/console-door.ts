import { createHash, timingSafeEqual } from 'node:crypto';
import { reject } from '@ansinh/contracts/catalogue/problems';
import type { Principal } from '@ansinh/contracts/wire/permissions';
import type { Request, RequestHandler, Response } from 'express';
import { Router } from 'express';
import { decodeJwt } from 'jose';
import { z } from 'zod';
import { addressAt } from '../addresses/address.rules';
import { idleFrom } from '../identity/sessions/session.rules';
import { expiredPage, PAGE_POLICY } from '../identity/sign-in-pages/page.rules';
import { languageOf } from '../identity/sign-in-pages/page-text.rules';
import { CONSOLE, CONSOLE_CALLBACK } from '../tokens/person-client.rules';
import type { AccountToday } from '../tokens/token-claims.rules';
import type { ConsoleSessions } from './console-session.commands';
import { COOKIE, cookieIn, HEADER, isOwnRequest, localPath, SIGN_IN_COOKIE, secretIn } from './console-session.rules';
import { newSecret } from './sealed-tokens';
import type { TokenEndpoint } from './token-endpoint';

export type ConsoleDoorParts = {
  readonly publicUrl: string;
  readonly authorizationPath: string;
  readonly sessions: ConsoleSessions;
  readonly ask: TokenEndpoint;
  readonly accountToday: (accountId: string, sessionId: string) => Promise<AccountToday | undefined>;
};

const COOKIE_OPTIONS = { secure: true, httpOnly: true, sameSite: 'lax', path: '/' } as const;
const SIGN_IN_MS = 600_000;

/** What a browser keeps of a sign-in that it has begun. */
const Begun = z.object({ state: z.string(), verifier: z.string(), goOn: z.string() });
type Begun = z.infer<typeof Begun>;

const begunIn = ({ headers }: Request): Begun | undefined => {
  const value = cookieIn(headers.cookie, SIGN_IN_COOKIE);
  if (value === undefined) return undefined;
  try {
    return Begun.safeParse(JSON.parse(Buffer.from(value, 'base64url').toString('utf8'))).data;
  } catch {
    return undefined;
  }
};

const isSame = (one: string, other: unknown): boolean => {
  if (typeof other !== 'string') return false;
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
};

const isOwn = (request: Request, publicUrl: string): boolean => {
  const { origin, host, 'sec-fetch-site': site } = request.headers;
  const fetchSite = typeof site === 'string' ? site : undefined;
  return isOwnRequest({ method: request.method, origin, fetchSite }, addressAt(publicUrl, host));
};

/** A call of a page of ours goes on as if it had brought the token of its session. A token that was brought counts alone. */
export const consoleCaller =
  ({ publicUrl, sessions }: ConsoleDoorParts): RequestHandler =>
  async (request, response, next) => {
    const { authorization, cookie, [HEADER]: header } = request.headers;
    const secret = secretIn(cookie);
    if (authorization !== undefined || header === undefined || secret === undefined || !request.path.startsWith('/v1/'))
      return next();
    if (!isOwn(request, publicUrl)) throw reject('session.foreign-request');
    const token = await sessions.tokenFor(secret);
    if (token === undefined) {
      response.clearCookie(COOKIE, COOKIE_OPTIONS);
      throw reject('session.ended');
    }
    request.headers.authorization = `Bearer ${token}`;
    return next();
  };

const begin = ({ publicUrl, authorizationPath }: ConsoleDoorParts, request: Request, response: Response): void => {
  const begun: Begun = { state: newSecret(), verifier: newSecret(), goOn: localPath(request.query.goOn) };
  const value = Buffer.from(JSON.stringify(begun)).toString('base64url');
  response.cookie(SIGN_IN_COOKIE, value, { ...COOKIE_OPTIONS, maxAge: SIGN_IN_MS });
  const asked = new URLSearchParams({
    client_id: CONSOLE,
    response_type: 'code',
    redirect_uri: `${addressAt(publicUrl, request.headers.host)}${CONSOLE_CALLBACK}`,
    state: begun.state,
    code_challenge: createHash('sha256').update(begun.verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  response.redirect(303, `${authorizationPath}?${asked}`);
};

const expired = (request: Request, response: Response): void => {
  response.setHeader('Content-Security-Policy', PAGE_POLICY);
  response
    .status(400)
    .type('html')
    .send(expiredPage(languageOf(request.headers['accept-language'])));
};

/** The tokens stay here; the browser gets a secret that nobody had before, whatever it came with. */
const finish = async (parts: ConsoleDoorParts, request: Request, response: Response): Promise<void> => {
  const { publicUrl, sessions, ask } = parts;
  const { code, state, iss, error } = request.query;
  const begun = begunIn(request);
  response.clearCookie(SIGN_IN_COOKIE, COOKIE_OPTIONS);
  if (begun === undefined || !isSame(begun.state, state) || iss !== publicUrl) return expired(request, response);
  if (error === undefined) {
    const given = await ask({
      grant_type: 'authorization_code',
      code: String(code),
      code_verifier: begun.verifier,
      redirect_uri: `${addressAt(publicUrl, request.headers.host)}${CONSOLE_CALLBACK}`,
    });
    if (given === undefined) return expired(request, response);
    const before = secretIn(request.headers.cookie);
    if (before !== undefined) await sessions.forget(before);
    const secret = await sessions.begin(given, String(decodeJwt(given.accessToken).sid));
    response.cookie(COOKIE, secret, COOKIE_OPTIONS);
  }
  response.redirect(303, localPath(begun.goOn));
};

const requireSession = async ({ sessions, accountToday }: ConsoleDoorParts, request: Request) => {
  const secret = secretIn(request.headers.cookie);
  const session = secret === undefined ? undefined : await sessions.find(secret);
  const accountId = session?.accountId ?? undefined;
  const account =
    session === undefined || accountId === undefined ? undefined : await accountToday(accountId, session.id);
  if (secret === undefined || session === undefined || account === undefined) throw reject('session.ended');
  return { secret, session, account };
};

const nobodyOf = ({ subject, tenant }: AccountToday): Principal => ({ subject, tenant, permissions: new Set() });

/** The session of a browser: it signs in, says who it is, and leaves. It never sees a token. */
export const consoleDoor = (parts: ConsoleDoorParts): Router => {
  const router = Router();
  router.get('/session/sign-in', (request, response) => begin(parts, request, response));
  router.get(CONSOLE_CALLBACK, (request, response) => finish(parts, request, response));
  router.get('/session', async (request, response) => {
    const { session, account } = await requireSession(parts, request);
    response.json({
      accountId: account.subject,
      name: account.name,
      tenant: account.tenant,
      permissions: [...account.permissions].sort(),
      factors: session.factors,
      expiresAt: session.expiresAt.toISOString(),
      idleAt: idleFrom(session).toISOString(),
    });
  });
  router.post('/session/sign-out', async (request, response) => {
    if (!isOwn(request, parts.publicUrl)) throw reject('session.foreign-request');
    const { secret, account } = await requireSession(parts, request);
    await parts.sessions.leave(secret, nobodyOf(account));
    response.clearCookie(COOKIE, COOKIE_OPTIONS).status(204).end();
  });
  return router;
};
