import type { Logger } from '@ansinh/telemetry';
import express, { Router } from 'express';
import type { JWTPayload } from 'jose';
import { AT_START } from '../../clients/client.commands';
import type { Db, DoorContext } from '../../kit';
import { takeAssertion } from '../../tokens/own-assertion.store';
import { ProviderAway } from '../parties/limited-fetch';
import type { Parties } from '../parties/parties';
import { ProviderRefused } from '../parties/relying-party';
import { endByProvider } from './arrival.commands';
import { CALLBACK_PATH } from './arrival.rules';

export type LogoutParts = {
  readonly db: Db;
  readonly transact: DoorContext['transact'];
  readonly parties: Parties['of'];
  readonly logger: Logger;
};

const TOKEN_BYTES = 20_000;

const textOf = (claim: unknown): string | undefined => (typeof claim === 'string' ? claim : undefined);

/** Each is heard once. @returns false when it was heard before */
const takeToken = (db: Db, { iss, jti, exp }: JWTPayload): Promise<boolean> =>
  takeAssertion(db, {
    clientId: `logout at ${iss}`,
    id: String(jti),
    expiresAt: new Date(Number(exp) * 1_000 + 60_000),
  });

const tokenIn = (body: unknown): string => {
  const value = new Map<string, unknown>(Object.entries(body ?? {})).get('logout_token');
  return typeof value === 'string' ? value : '';
};

/** Where a provider says that a session of it is over (OpenID Connect Back-Channel Logout 1.0); it is no browser that asks. */
export const logoutDoor = ({ db, transact, parties, logger }: LogoutParts): Router => {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: TOKEN_BYTES });
  router.post(`${CALLBACK_PATH}/:provider/logout`, form, async (request, response) => {
    const { provider } = request.params;
    const party = provider === 'agency' || provider === 'citizens' ? parties[provider] : undefined;
    response.setHeader('Cache-Control', 'no-store');
    const refuse = (reason: string): void => {
      logger.warn({ provider, reason }, 'a logout token is refused');
      response.status(400).json({ error: 'invalid_request', error_description: 'the logout token is not good' });
    };
    if (party === undefined) return refuse('there is no such provider');
    try {
      const claims = await party.readLogout(tokenIn(request.body));
      if (!(await takeToken(db, claims))) return refuse('it was heard before');
      const over = { issuer: party.issuer, subject: claims.sub, providerSession: textOf(claims.sid) };
      await transact(AT_START, (tx) => endByProvider(tx, over));
      response.status(200).end();
    } catch (error) {
      if (error instanceof ProviderAway) response.status(503).setHeader('Retry-After', '5').end();
      else if (error instanceof ProviderRefused) refuse(error.message);
      else throw error;
    }
  });
  return router;
};
