import { AsyncLocalStorage } from 'node:async_hooks';
import type { Principal } from '@ansinh/contracts/wire/permissions';
import type { TokenVerifier } from '@ansinh/http';
import type { Request, RequestHandler } from 'express';

const callers = new WeakMap<Request, Principal>();
const authorizations = new AsyncLocalStorage<string | undefined>();

/** Who calls, when the token is good. Nothing is refused here: what needs a token refuses by itself, after the limit. */
export const noteCaller =
  (authenticate: TokenVerifier): RequestHandler =>
  async (request, _response, next) => {
    const { authorization } = request.headers;
    if (authorization?.startsWith('Bearer ')) {
      const principal = await authenticate(authorization).catch(() => undefined);
      if (principal !== undefined) callers.set(request, principal);
    }
    authorizations.run(authorization, next);
  };

export const callerOf = (request: Request): Principal | undefined => callers.get(request);

/** The Authorization header of the request that is being answered: the services check the caller's own token again. */
export const currentAuthorization = (): string | undefined => authorizations.getStore();
