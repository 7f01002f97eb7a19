import { newId } from '@ansinh/database';
import type { Room } from '@ansinh/testkit';
import { z } from 'zod';
import { ADDING } from '../../../apps/gateway/src/identity/accounts/account.examples';
import { CHANGING_PASSWORD } from '../../../apps/gateway/src/identity/credentials/credential.examples';
import { OPENING } from '../../../apps/gateway/src/identity/openings/opening.examples';
import { ADDING as ADDING_PASSKEY } from '../../../apps/gateway/src/identity/passkeys/passkey.examples';
import { softwareAuthenticator } from '../../../apps/gateway/testing/software-authenticator';
import { whoIs } from '../actors';
import { type Special, told } from '../world';

const ONE = whoIs('administrator');
const OTHER = { ...ONE, subject: 'person:administrator-2' } as const;

/** Adds an account by two administrators. */
const add = async (room: Room<unknown>, username: string): Promise<string> => {
  const reply = await room.withSecondPerson(ONE, OTHER).post('/v1/staff', { ...ADDING.body, username });
  return told(reply, z.object({ accountId: z.string() })).accountId;
};

const draw = async (room: Room<unknown>, accountId: string): Promise<readonly string[]> => {
  const codes: string[] = [];
  for (const who of [ONE, OTHER])
    codes.push(
      told(await room.as(who).post(`/v1/staff/${accountId}/invitations`), z.object({ code: z.string() })).code,
    );
  return codes;
};

/** What a device of the officer answers; the words of the example stand for it. */
const deviceOf = async (room: Room<unknown>, origin: string): Promise<Readonly<Record<string, string>>> => {
  const device = softwareAuthenticator({ origin, rpId: new URL(origin).hostname });
  const asked = await room.as(whoIs('officer')).post('/v1/me/passkeys/options');
  const made = device.create(told(asked, z.object({ challenge: z.string() })).challenge);
  const { credential } = ADDING_PASSKEY.body;
  return {
    [credential.id]: made.id,
    [credential.response.clientDataJSON]: made.response.clientDataJSON,
    [credential.response.attestationObject]: made.response.attestationObject,
  };
};

/** What the doors of accounts need: accounts of their own, codes that were drawn, and the passwords of the demonstration. */
export const peopleOf = async (
  room: Room<unknown>,
  origin: string,
): Promise<{
  readonly accountId: Readonly<Record<string, string>>;
  readonly specials: Readonly<Record<string, Special>>;
}> => {
  const { username, codes } = OPENING.body;
  const nobody = 'person:nobody.at.all';
  const accountId = { agency: await add(room, username), nobody };
  const closing = { agency: await add(room, 'who.leaves'), nobody };
  const drawn = await draw(room, accountId.agency);
  const device = await deviceOf(room, origin);
  // Those of the demonstration, before and after the door of the password was asked.
  const { currentPassword, password } = CHANGING_PASSWORD.body;
  const words = Object.fromEntries(codes.map((code, place) => [code, drawn[place] ?? '']));
  const opening: Special = { words: () => words };
  const changed: Special = { words: () => ({ [currentPassword]: password }) };
  return {
    accountId,
    specials: {
      'POST /v1/staff': { words: ({ serial }) => ({ [username]: `person-${serial}` }) },
      'POST /v1/staff/:accountId/closing': { things: { accountId: closing } },
      // Drawn anew, a code takes the place of the one before: these two open the account.
      'POST /v1/staff/:accountId/invitations': {
        things: { accountId: { agency: await add(room, 'who.comes'), nobody } },
      },
      'POST /v1/account-openings/beginnings': opening,
      'POST /v1/account-openings': opening,
      'POST /v1/me/password': { words: () => ({ [currentPassword]: 'demo-secret' }) },
      'PUT /v1/me/codes': changed,
      'POST /v1/me/passkeys': { words: () => ({ [currentPassword]: password, ...device }) },
      'POST /v1/me/passkeys/:passkeyId/removal': { things: { passkeyId: newId() } },
      // Whoever has no such session is told that none was ended.
      'POST /v1/me/sessions/:sessionId/ending': { things: { sessionId: 'x'.repeat(43) } },
    },
  };
};
