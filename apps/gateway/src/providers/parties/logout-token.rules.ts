import { z } from 'zod';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const Id = z.string().min(1).max(255);

const LogoutClaims = z
  .object({
    jti: Id,
    sub: Id.optional(),
    sid: Id.optional(),
    events: z.looseObject({ [EVENT]: z.object({}) }),
    /** With one it could be an id token: it must have none (OpenID Connect Back-Channel Logout 1.0, section 2.4). */
    nonce: z.undefined().optional(),
  })
  .refine(({ sub, sid }) => sub !== undefined || sid !== undefined);

/** Whether the claims of a token say that a session is over, and of whom. */
export const isLogout = (claims: unknown): boolean => LogoutClaims.safeParse(claims).success;
