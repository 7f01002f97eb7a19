import { AsyncLocalStorage } from 'node:async_hooks';
import { clientText, type Principal } from '@ansinh/contracts/wire/permissions';
import type { TokenVerifier } from '@ansinh/http';
import type { Request, RequestHandler } from 'express';

/** Who asks services by way of the gateway's own routes. */
export type Caller = {
  readonly client: string;
  /** The Authorization header as it came: the services check the caller's own token again. */
  readonly authorization: string;
};

const callers = new WeakMap<Request, Principal>();
const current = new AsyncLocalStorage<Caller>();

const NATIONAL_PREFIX = '/api/';

/** The token of a request as it would stand in Authorization; the national protocol has a header of its own for it. */
const authorizationOf = ({ path, headers }: Request): string | undefined => {
  if (!path.startsWith(NATIONAL_PREFIX)) return headers.authorization;
  const { accesstoken: token } = headers;
  return typeof token === 'string' ? `Bearer ${token}` : undefined;
};

/** Who calls, when the token is good. Nothing is refused here: what needs a token refuses by itself, after the limit. */
export const noteCaller =
  (authenticate: TokenVerifier): RequestHandler =>
  async (request, _response, next) => {
    const authorization = authorizationOf(request);
    const principal =
      authorization === undefined ? undefined : await authenticate(authorization).catch(() => undefined);
    if (principal !== undefined) callers.set(request, principal);
    const client = principal === undefined ? 'nobody' : clientText(principal);
    current.run({ client, authorization: request.headers.authorization ?? '' }, next);
  };

export const callerOf = (request: Request): Principal | undefined => callers.get(request);

/** Who sent the request that is being answered. */
export const currentCaller = (): Caller => current.getStore() ?? { client: 'nobody', authorization: '' };
