import { randomUUID } from 'node:crypto';
import type { Permission, Principal } from '@ansinh/contracts/wire/permissions';
import { API_AUDIENCE } from '@ansinh/http';
import { SignJWT } from 'jose';
import type { Signer } from './key-parts';

const ERRAND_SECONDS = 60;

type Parts = { readonly issuer: string; readonly signer: () => Promise<Signer> };

/**
 * A token for one question that the gateway asks a service for somebody: of that one, in the own tenant, with one right
 * that its own tokens have not, for a minute. It leaves the gateway for no browser and no program.
 */
export const errandTokens =
  ({ issuer, signer }: Parts) =>
  async ({ subject, tenant, person }: Principal, permission: Permission): Promise<string> => {
    const { alg, kid, key } = await signer();
    const issuedAt = Math.floor(Date.now() / 1_000);
    return new SignJWT({
      aud: API_AUDIENCE,
      sub: subject,
      client_id: 'gateway',
      scope: permission,
      tenant_kind: tenant.kind,
      tenant: tenant.code,
      ...(person === undefined ? {} : { person: person.key, sid: person.session }),
    })
      .setProtectedHeader({ alg, kid, typ: 'at+jwt' })
      .setIssuer(issuer)
      .setJti(randomUUID())
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + ERRAND_SECONDS)
      .sign(key);
  };
