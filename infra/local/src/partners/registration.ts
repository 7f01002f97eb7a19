import type { Credentials, InvitedClient } from '@ansinh/contracts/gateway/clients.api';
import type { ClientRole } from '@ansinh/contracts/wire/permissions';
import { CallRefused, refusalOf } from '../sample-month/partners/call-refused';
import type { Administrators } from './administrators';

export type NewPartner = {
  readonly clientId: string;
  readonly name: string;
  readonly role: ClientRole;
  readonly tenantCode: string;
  /** Of a hospital that speaks the national protocol, with the password that it chooses. */
  readonly national?: { readonly username: string; readonly password: string };
};
export type RegisteredPartner = NewPartner & { readonly clientSecret: string };

export type RegistrationDoor = {
  readonly gatewayUrl: string;
  /** The page of the mailbox. */
  readonly mailUrl: string;
  readonly administrators: Administrators;
};

const DEADLINE_MS = 30_000;
const PAUSE_MS = 200;
const OPENINGS = '/v1/invitations/openings';

/** The code in the newest mail to an address that has one. */
const findCode = async (mailUrl: string, email: string): Promise<string | undefined> => {
  const { mails } = (await (await fetch(`${mailUrl}/mails`)).json()) as { mails: { to: string[]; text: string }[] };
  const text = mails.find(({ to }) => to.includes(email))?.text ?? '';
  return /"token": "([A-Za-z0-9_-]{43})"/.exec(text)?.[1];
};

/** @returns undefined when the code cannot be used @throws CallRefused */
const open = async (gatewayUrl: string, opening: object): Promise<Credentials | undefined> => {
  const response = await fetch(`${gatewayUrl}${OPENINGS}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(opening),
  });
  const text = await response.text();
  if (response.ok) return JSON.parse(text) as Credentials;
  const refusal = refusalOf(`POST ${OPENINGS}`, response.status, text);
  if (refusal.problem.code === 'invitation.not-usable') return undefined;
  throw refusal;
};

/**
 * Waits for the mail and opens its invitation. The mail is there a moment before its code is good, which no person is fast
 * enough to see; and one that is sent again has another code.
 */
const openMailed = async (
  { gatewayUrl, mailUrl }: RegistrationDoor,
  email: string,
  nationalPassword: string | undefined,
): Promise<Credentials> => {
  const deadline = performance.now() + DEADLINE_MS;
  for (;;) {
    const token = await findCode(mailUrl, email);
    const credentials = token === undefined ? undefined : await open(gatewayUrl, { token, nationalPassword });
    if (credentials !== undefined) return credentials;
    if (performance.now() > deadline)
      throw new Error(`no invitation that can be opened came to ${email} within ${DEADLINE_MS / 1_000} s`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
};

/** Invites the contact: of a client that is registered already, to a new secret. */
const invite = async ({ administrators }: RegistrationDoor, partner: NewPartner, email: string): Promise<void> => {
  const { clientId, name, role, tenantCode, national } = partner;
  const contact = { name, email };
  const nationalUsername = national?.username;
  try {
    const client = { clientId, name, role, tenantCode, contact, nationalUsername };
    await administrators.post<InvitedClient>('/v1/clients', client);
  } catch (error) {
    if (!(error instanceof CallRefused) || error.problem.code !== 'client.already-registered') throw error;
    const rotation = { reason: 'test partner: its secret is not known here', contact, overlapDays: 0 };
    await administrators.post<InvitedClient>(`/v1/clients/${clientId}/rotations`, rotation);
  }
};

let serial = 0;

/**
 * A partner from its registration to its secret, by the real doors: two administrators register it, its contact gets the
 * invitation by e-mail and opens it.
 */
export const registerPartner = async (door: RegistrationDoor, partner: NewPartner): Promise<RegisteredPartner> => {
  serial += 1;
  // Each time another address: an old mail is not taken for the new one.
  const email = `${partner.clientId}+${Date.now()}-${serial}@doi-tac.example`;
  await invite(door, partner, email);
  const { clientSecret } = await openMailed(door, email, partner.national?.password);
  if (clientSecret === undefined) throw new Error(`${OPENINGS} gave no secret`);
  return { ...partner, clientSecret };
};
