import { createHash } from 'node:crypto';
import { APPROVAL } from '@ansinh/contracts/examples/approvals';
import { Approval } from '@ansinh/contracts/operations/approvals.api';
import { newId } from '@ansinh/database';
import { withClient } from '@ansinh/local';
import type { Room } from '@ansinh/testkit';
import { z } from 'zod';
import { ACTORS, CODES, type Owner, whoIs } from '../actors';
import type { Door } from '../doors';
import { agencyThing, type Special, told } from '../world';

const OTHER = { ...whoIs('administrator'), subject: 'person:administrator-2' } as const;
const KINDS = { hospital: 'facility', bank: 'bank', 'post-office': 'post-office', employer: 'employer' } as const;
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What the examples of the doors say. */
const examplesOf = (doors: readonly Door[]) => {
  const bodyOf = <Body>(name: string, schema: z.ZodType<Body>): Body =>
    schema.parse(doors.find((door) => door.name === name)?.example.body);
  return {
    registering: bodyOf('POST /v1/clients', z.looseObject({ clientId: z.string() })),
    opening: bodyOf('POST /v1/invitations/openings', z.object({ token: z.string() })),
    rotatingOwn: bodyOf('POST /v1/client/rotations', z.looseObject({ currentSecret: z.string() })),
  };
};

type Insertion = {
  readonly clientId: string;
  readonly role: keyof typeof KINDS;
  readonly code: string;
  readonly secret: string;
};

/** As registering and opening leave it: its secret is that of the example. */
const insert = ({ databaseUrl }: Room<unknown>, { clientId, role, code, secret }: Insertion): Promise<void> =>
  withClient(databaseUrl, async (client) => {
    await client.query(
      `INSERT INTO clients (client_id, name, role, tenant_kind, tenant_code, secret_hash, created_by, created_at)
       VALUES ($1, $1, $2, $3, $4, $5, 'test', now())`,
      [clientId, role, KINDS[role], code, hashOf(secret)],
    );
  });

/** An invitation whose code is that of the example. */
const invite = ({ databaseUrl }: Room<unknown>, clientId: string, token: string): Promise<void> =>
  withClient(databaseUrl, async (client) => {
    await client.query(
      `INSERT INTO client_invitations (id, client_id, contact_name, contact_email, overlap_days, created_by, created_at,
                                       token_hash, sent_at, expires_at)
       VALUES ($1, $2, 'Mẫu', 'mau@mau.example', 0, 'test', now(), $3, now(), '2099-01-01')`,
      [newId(), clientId, hashOf(token)],
    );
  });

const partnerOf = (role: string): keyof typeof KINDS | undefined =>
  (Object.keys(KINDS) as (keyof typeof KINDS)[]).find((known) => known === role);

export type Clients = {
  readonly clientId: string;
  readonly specials: Readonly<Record<string, Special>>;
  /** By these a partner knows its own client. */
  readonly marks: Partial<Readonly<Record<Owner, readonly string[]>>>;
};

/** A client of each partner who asks, one that is closed, one that is invited, and what waits for a second administrator. */
export const clientsOf = async (room: Room<unknown>, doors: readonly Door[]): Promise<Clients> => {
  const { registering, opening, rotatingOwn } = examplesOf(doors);
  const { currentSecret: secret } = rotatingOwn;
  const marks: Partial<Record<Owner, readonly string[]>> = {};
  for (const { role, owner, who } of ACTORS) {
    const partner = partnerOf(role);
    if (partner === undefined) continue;
    const clientId = who.subject ?? owner;
    await insert(room, { clientId, role: partner, code: CODES[owner], secret });
    marks[owner] = [`"clientId":"${clientId}"`];
  }
  const bank = { role: 'bank', code: CODES['bank-a'], secret } as const;
  for (const clientId of ['read-bank', 'closed-bank', 'invited-bank', 'closing-bank'])
    await insert(room, { clientId, ...bank });
  await invite(room, 'invited-bank', opening.token);
  const administrator = room.as(whoIs('administrator'));
  await administrator.post('/v1/clients/closed-bank/disabling', { reason: 'closed for the test' });
  const register = async (asked: ReturnType<typeof room.as>, clientId: string): Promise<Approval> =>
    told(await asked.post('/v1/clients', { ...registering, clientId }), Approval);
  const [ofOther, own] = [await register(room.as(OTHER), 'one-bank'), await register(administrator, 'other-bank')];
  const asked = await register(administrator, 'third-bank');
  const door = '/v1/approvals/gateway/:approvalId';
  const things = { approvalId: agencyThing(ofOther.id) };
  return {
    clientId: 'read-bank',
    marks,
    specials: {
      'POST /v1/clients': { words: ({ serial }) => ({ [registering.clientId]: `ngan-hang-mau-${serial}` }) },
      'POST /v1/clients/:clientId/disabling': { things: { clientId: agencyThing('closing-bank') } },
      'POST /v1/clients/:clientId/enabling': { things: { clientId: agencyThing('closed-bank') } },
      [`GET ${door}`]: { things },
      [`POST ${door}/decisions`]: { things, words: () => ({ [APPROVAL.digest]: ofOther.digest }) },
      [`POST ${door}/withdrawal`]: { things: { approvalId: agencyThing(own.id) } },
      [`POST ${door}/renewal`]: { things: { approvalId: agencyThing(asked.id) } },
    },
  };
};
