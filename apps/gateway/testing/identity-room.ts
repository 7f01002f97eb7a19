import { localDate, vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { type Caller, type Room, startRoom } from '@ansinh/testkit';
import { gatewayConfig } from '../src/config';
import type { PrismaClient } from '../src/generated/prisma/client';
import { insertMissingAccounts } from '../src/identity/accounts/account.store';
import { type IdentityKeys, openIdentityKeys } from '../src/identity/accounts/identity-keys';
import { siteOf } from '../src/identity/credentials/passkeys/passkey-check';
import { bytesOfBase32, codeOf, stepAt } from '../src/identity/credentials/totp.rules';
import type { SignInDoor } from '../src/identity/sign-ins/sign-in.commands';
import type { DoorContext } from '../src/kit';
import { gatewayService } from '../src/service';

export const PUBLIC_URL = 'https://api.example.vn';
export const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
export const PASSWORD = 'cà phê phin buổi sáng sớm';
export const TODAY = vietNamDate(new Date('2026-10-05T08:30:00+07:00'));

/** The one-time code of a secret at an instant. */
export const codeAt = (secret: string, instant: string): string =>
  codeOf(bytesOfBase32(secret), stepAt(new Date(instant)));

export type IdentityRoom = {
  readonly room: Room<PrismaClient>;
  /** What signing in works with at the door of this gateway. */
  readonly door: SignInDoor;
  readonly context: DoorContext;
  readonly keys: IdentityKeys;
  /** One administrator alone, and one whom another one seconds at once. */
  readonly administrator: Caller;
  readonly otherAdministrator: Caller;
  readonly administrators: Caller;
};

/** Those who act in a room have accounts: what somebody draws counts as long as it is an administrator. */
export const addAdministrators = async (
  { room: { db }, keys }: Pick<IdentityRoom, 'room' | 'keys'>,
  usernames: readonly string[] = ['first.administrator', 'second.administrator'],
): Promise<void> => {
  const now = new Date('2026-01-01T00:00:00Z');
  const accounts = usernames.map((username, place) => ({
    username,
    name: username,
    office: 'Phòng Công nghệ thông tin',
    personKey: keys.personKeyOf(`06619009000${place}`),
    openedAt: now,
    roles: [
      {
        role: 'administrator' as const,
        tenant: { kind: 'agency' as const, code: '66' },
        firstDay: localDate('2026-01-01'),
        lastDay: undefined,
      },
    ],
  }));
  await insertMissingAccounts(db, accounts, { by: 'test', at: now });
};

/** The gateway, with what its sign-in page is given; no service stands behind it. */
export const startIdentityRoom = async (settings: Readonly<Record<string, string>> = {}): Promise<IdentityRoom> => {
  const config = gatewayConfig({ PUBLIC_URL, ...settings });
  const service = gatewayService(() => config);
  let context: DoorContext | undefined;
  const room = await startRoom({
    ...service,
    mount: async (app, given) => {
      context = given;
      await service.mount?.(app, given);
    },
  });
  if (context === undefined) throw new Error('the gateway has been started without its door');
  const keys = openIdentityKeys(config.personKey);
  const { transact, note } = context;
  const one = { role: 'administrator', tenantCode: '66', subject: 'person:first.administrator' } as const;
  const other = { ...one, subject: 'person:second.administrator' };
  return {
    room,
    context,
    keys,
    door: { transact, note, keys, site: siteOf(PUBLIC_URL) },
    administrator: room.as(one),
    otherAdministrator: room.as(other),
    administrators: room.withSecondPerson(one, other),
  };
};

type Role = {
  readonly role: string;
  readonly tenantCode: string;
  readonly firstDay: string;
  readonly lastDay?: string;
};
const OFFICER: Role = { role: 'officer', tenantCode: '66', firstDay: '2026-01-01' };

/** The account of a person, added by two; nobody has opened it. */
export const addAccount = async (
  { administrators, keys }: IdentityRoom,
  username: string,
  {
    roles = [OFFICER],
    personalId = '066190012347',
  }: { readonly roles?: readonly Role[]; readonly personalId?: string } = {},
): Promise<string> => {
  const reply = await administrators.post('/v1/staff', {
    username,
    name: `Nguyễn ${username}`,
    office: 'Phòng Chế độ',
    personKey: keys.personKeyOf(personalId),
    roles,
  });
  if (reply.status !== 201) throw new Error(`the account cannot be added: ${reply.status} ${reply.text}`);
  return `person:${username}`;
};

/** The code that each of two administrators draws for an account. */
export const drawCodes = async (identity: IdentityRoom, accountId: string) => {
  const { administrator, otherAdministrator } = identity;
  await addAdministrators(identity);
  const draw = async (by: Caller): Promise<string> =>
    ((await by.post(`/v1/staff/${accountId}/invitations`)).body as { code: string }).code;
  return [await draw(administrator), await draw(otherAdministrator)] as const;
};

/** An account that its person has opened at an instant, with `PASSWORD` and codes of `SECRET`. */
export const openedAccount = async (
  identity: IdentityRoom,
  username: string,
  { at = '2026-10-05T08:30:00+07:00', ...given }: Parameters<typeof addAccount>[2] & { readonly at?: string } = {},
): Promise<string> => {
  const accountId = await addAccount(identity, username, given);
  const codes = await drawCodes(identity, accountId);
  const reply = await identity.room.anonymous.post('/v1/account-openings', {
    username,
    codes,
    password: PASSWORD,
    secret: SECRET,
    code: codeAt(SECRET, at),
  });
  if (reply.status !== 201) throw new Error(`the account cannot be opened: ${reply.status} ${reply.text}`);
  return accountId;
};
