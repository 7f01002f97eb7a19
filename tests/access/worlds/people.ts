import { AddStaff, ChangePassword, OpenAccount } from '@ansinh/contracts/gateway/accounts.api';
import { AddPasskey } from '@ansinh/contracts/gateway/passkeys.api';
import { newId } from '@ansinh/database';
import type { Room } from '@ansinh/testkit';
import { z } from 'zod';
import { softwareAuthenticator } from '../../../apps/gateway/testing/software-authenticator';
import { whoIs } from '../actors';
import type { Door } from '../doors';
import { type Special, told } from '../world';

const ONE = whoIs('administrator');
const OTHER = { ...ONE, subject: 'person:administrator-2' } as const;

/** What the example of a door sends. */
const sentAt = <Body>(doors: readonly Door[], name: string, schema: { parse(value: unknown): Body }): Body =>
  schema.parse(doors.find((door) => door.name === name)?.example.body);

type Gateway = { readonly room: Room<unknown>; readonly doors: readonly Door[]; readonly origin: string };

/** Adds an account by two administrators. */
const add = async ({ room, doors }: Gateway, username: string): Promise<string> => {
  const body = sentAt(doors, 'POST /v1/staff', AddStaff);
  const reply = await room.withSecondPerson(ONE, OTHER).post('/v1/staff', { ...body, username });
  return told(reply, z.object({ accountId: z.string() })).accountId;
};

const draw = async ({ room }: Gateway, accountId: string): Promise<readonly string[]> => {
  const codes: string[] = [];
  for (const who of [ONE, OTHER])
    codes.push(
      told(await room.as(who).post(`/v1/staff/${accountId}/invitations`), z.object({ code: z.string() })).code,
    );
  return codes;
};

/** What a device of the officer answers; the words of the example stand for it. */
const deviceOf = async ({ room, doors, origin }: Gateway): Promise<Readonly<Record<string, string>>> => {
  const device = softwareAuthenticator({ origin, rpId: new URL(origin).hostname });
  const asked = await room.as(whoIs('officer')).post('/v1/me/passkeys/options');
  const made = device.create(told(asked, z.object({ challenge: z.string() })).challenge);
  const { credential } = sentAt(doors, 'POST /v1/me/passkeys', AddPasskey);
  return {
    [credential.id]: made.id,
    [credential.response.clientDataJSON]: made.response.clientDataJSON,
    [credential.response.attestationObject]: made.response.attestationObject,
  };
};

/** What the doors of accounts need: accounts of their own, codes that were drawn, and the passwords of the demonstration. */
export const peopleOf = async (
  gateway: Gateway,
): Promise<{
  readonly accountId: Readonly<Record<string, string>>;
  readonly specials: Readonly<Record<string, Special>>;
}> => {
  const { username, codes } = sentAt(gateway.doors, 'POST /v1/account-openings', OpenAccount);
  const nobody = 'person:nobody.at.all';
  const accountId = { agency: await add(gateway, username), nobody };
  const closing = { agency: await add(gateway, 'who.leaves'), nobody };
  const drawn = await draw(gateway, accountId.agency);
  const device = await deviceOf(gateway);
  // Those of the demonstration, before and after the door of the password was asked.
  const { currentPassword, password } = sentAt(gateway.doors, 'POST /v1/me/password', ChangePassword);
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
        things: { accountId: { agency: await add(gateway, 'who.comes'), nobody } },
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
