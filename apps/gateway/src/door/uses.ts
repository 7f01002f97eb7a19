import type { RequestHandler } from 'express';
import type { ClientUses } from '../clients/uses/client-uses';
import { callerOf } from './caller';

/** Notes when a client was here last, by its good token; a person who signed in is none. */
export const noteUses =
  ({ note }: ClientUses): RequestHandler =>
  (request, _response, next) => {
    const caller = callerOf(request);
    if (caller !== undefined && caller.person === undefined) note(caller.subject);
    next();
  };
