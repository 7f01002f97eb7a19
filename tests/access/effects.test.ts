// What two persons approve is the effect. Every kind of act that is held is walked: between holding and approving the world is
// changed, mostly so that neither the answer nor what is shown of the thing is another, and then it is not done.
import { Problem } from '@ansinh/contracts/catalogue/problems';
import { LAST_MONTH } from '@ansinh/contracts/examples/story';
import { FACILITY_ACCOUNT } from '@ansinh/contracts/health-insurance/events';
import { Approval } from '@ansinh/contracts/operations/approvals.api';
import { HELD_KINDS } from '@ansinh/contracts/operations/held-kinds';
import { SERVICES } from '@ansinh/contracts/vocabulary/services';
import { newId } from '@ansinh/database';
import { withClient } from '@ansinh/local';
import { FACILITY } from '@ansinh/sample-data';
import { keyRing } from '@ansinh/secrets';
import type { Reply, Who } from '@ansinh/testkit';
import { ACTORS, CODES } from './actors';
import { ask, type Wire } from './asking';
import { type Door, fieldsOf } from './doors';
import { choicesOf } from './matrix';
import { ORACLE } from './oracle';
import { digestOf } from './rows';
import { told, type World } from './world';
import { startWorlds, type Worlds } from './worlds/worlds';

type Sql = (text: string, values?: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>;
type Change = {
  /** What must be there before it is asked. */
  readonly before?: (sql: Sql, door: Door) => Promise<unknown>;
  readonly change: (sql: Sql, door: Door) => Promise<unknown>;
  /** Whether it is seen in what was shown beside the effect and the rows. */
  readonly isSeen?: true;
};

const THIRD = FACILITY.basicGraded;
const QUARTER = '2025-Q4';

const otherSecret =
  (clientId: string): Change['change'] =>
  (sql) =>
    sql(`UPDATE clients SET secret_hash = encode(sha256('another'), 'hex') WHERE client_id = $1`, [clientId]);

/** The account of a hospital becomes another one that ends alike: of its number that alone is shown. */
const otherAccount = async (sql: Sql): Promise<unknown> => {
  const facilityCode = CODES['facility-a'];
  const [row] = await sql('SELECT account_number AS sealed FROM facilities WHERE facility_code = $1', [facilityCode]);
  const number = keyRing().open(String(row?.sealed), [FACILITY_ACCOUNT, facilityCode]);
  const other = keyRing().seal(`${number.startsWith('9') ? '8' : '9'}${number.slice(1)}`, [
    FACILITY_ACCOUNT,
    facilityCode,
  ]);
  return sql('UPDATE facilities SET account_number = $2 WHERE facility_code = $1', [facilityCode, other]);
};

/** What two claims are paid is another by these hundredths of a dong. */
const movePay = (sql: Sql, first: number, last: number): Promise<unknown> =>
  sql(
    `UPDATE claims SET fund_pays = fund_pays + CASE WHEN claim_id = one.first THEN $3::int ELSE $4::int END
     FROM (SELECT min(claim_id::text)::uuid AS first, max(claim_id::text)::uuid AS last FROM claims
           WHERE facility_code = $1 AND settlement_month = $2 AND status = 'accepted') AS one
     WHERE claim_id IN (one.first, one.last)`,
    [THIRD, LAST_MONTH, first, last],
  );

const CHANGES: Readonly<Record<string, Change>> = {
  'POST /v1/clients/:clientId/enabling': { change: otherSecret('closed-bank') },
  'POST /v1/clients/:clientId/rotations': { change: otherSecret('read-bank') },
  'PUT /v1/clients/:clientId/expiry': {
    change: (sql) =>
      sql(`UPDATE clients SET secret_hash = encode(sha256('a third'), 'hex') WHERE client_id = 'read-bank'`),
  },
  'POST /v1/facilities': { change: otherAccount },
  'POST /v1/facilities/:facilityCode/catalogues/:kind': {
    change: (sql) => sql('UPDATE catalogue_entries SET price = price + 1'),
  },
  'POST /v1/facilities/:facilityCode/certificates': {
    change: (sql) =>
      sql(
        `INSERT INTO facility_certificates SELECT (jsonb_populate_record(one, '{"fingerprint": "${'e'.repeat(64)}"}')).*
         FROM facility_certificates AS one WHERE facility_code = $1`,
        [CODES['facility-a']],
      ),
    isSeen: true,
  },
  'POST /v1/payouts/:payoutId/redirections': { change: (sql) => sql('UPDATE payouts SET version = version + 1') },
  'POST /v1/periods/:quarter/closing': {
    before: (sql) =>
      sql(
        `INSERT INTO advances (advance_id, facility_code, quarter, reported, percent, source, amount_vnd, status,
           approved_at, approved_by)
         VALUES ($1, $2, $3, 1000, 90, 'a test', 9, 'approved', now(), 'a test')`,
        [newId(), THIRD, QUARTER],
      ),
    change: (sql) =>
      sql(
        `UPDATE advances SET reported = 2 * reported, amount_vnd = (2 * reported * percent + 5000) / 10000
         WHERE quarter = $1`,
        [QUARTER],
      ),
  },
  // Other claims by the same sum.
  'POST /v1/settlements': { before: (sql) => movePay(sql, -100, -100), change: (sql) => movePay(sql, 50, -50) },
  'POST /v1/signing-keys/roll-overs': {
    change: (sql) =>
      sql(
        `INSERT INTO token_keys SELECT $1, jsonb_set(jwk, '{kid}', to_jsonb($1::text)), created_at, '2026-01-01'
         FROM token_keys LIMIT 1`,
        [newId()],
      ),
  },
  'PUT /v1/appraisal-rules/:code': {
    change: (sql) =>
      sql(
        `INSERT INTO appraisal_rule_settings VALUES ('QTY', '2026-01-02', false, '{}', 'a test', now(), 'a test')
         ON CONFLICT DO NOTHING`,
      ),
    isSeen: true,
  },
  'PUT /v1/wage-zones/:communeCode': {
    change: (sql, { example }) =>
      sql(
        `INSERT INTO employers (id, unit_code, name, commune_code, wage_zone, registered_at)
         VALUES ($1, '6199999999DNA03', 'Công ty Mới', $2, 'IV', now())`,
        [newId(), fieldsOf(example.params).communeCode],
      ),
  },
};

/** Here the same, asked by a colleague and approved meanwhile, is the change: what is told is told once, or it is refused. */
const TWINS: readonly string[] = [
  'POST /v1/advances',
  'POST /v1/calendar-days/:day/withdrawal',
  'POST /v1/clients',
  'POST /v1/employers/:employerId/declarations',
  'POST /v1/households',
  'POST /v1/households/:householdId/health-insurance-orders',
  'POST /v1/imports/participants',
  'POST /v1/law/:parameter/:firstDay/withdrawal',
  'POST /v1/staff',
  'PUT /v1/calendar-days/:day',
  'PUT /v1/facilities/:facilityCode/budgets/:year',
  'PUT /v1/law/:parameter/:firstDay',
  'PUT /v1/staff/:accountId/roles',
];

let worlds: Worlds;
beforeAll(async () => {
  worlds = await startWorlds();
}, 120_000);
afterAll(() => worlds?.stop());

const placeOf = (name: string): readonly [World, Door] => {
  for (const service of SERVICES) {
    const world = worlds.of[service];
    const door = world.doors.find((one) => one.name === name);
    if (door !== undefined) return [world, door];
  }
  throw new Error(`there is no ${name}`);
};

/** Somebody of the agency who may ask there, and somebody else who decides on it. */
const peopleAt = (name: string) => {
  const maker = ACTORS.find(({ role, owner }) => owner === 'agency' && ORACLE.get(name)?.who.includes(role) === true);
  if (maker === undefined) throw new Error(`nobody may ask ${name}`);
  const isOfAccess = ['/v1/clients', '/v1/staff', '/v1/signing-keys'].some((place) => name.includes(place));
  const role = isOfAccess ? 'administrator' : 'approver';
  const decider: Who = { role, tenantCode: CODES.agency, subject: 'a second person' };
  return { maker, decider };
};

type Asking = { readonly world: World; readonly door: Door; readonly subject?: string; readonly wire?: Wire };

/** Asks as the example of the door does, or as it was asked before. @returns the answer, and what was sent */
const asked = async ({ world, door, subject, wire }: Asking): Promise<readonly [Reply, Wire | undefined]> => {
  const { maker } = peopleAt(door.name);
  const by = subject === undefined ? maker : { ...maker, who: { ...maker.who, subject } };
  const whose = choicesOf(world, door).find((choice) => !Object.values(choice).includes('nobody'));
  if (whose === undefined) throw new Error(`${door.name} has no thing that is there`);
  let sent: Wire | undefined;
  const change = (own: Wire): Wire => {
    sent = wire ?? own;
    return sent;
  };
  return [await ask(world, { door, by, whose, expected: 'own' }, { change }), sent];
};

const decide = ({ room }: World, { service, id, digest }: Approval, who: Who): Promise<Reply> =>
  room.as(who).post(`/v1/approvals/${service}/${id}/decisions`, { decision: 'approve', digest });

const sqlOf =
  ({ databases: [url = ''] }: World): Sql =>
  (text, values = []) =>
    withClient(url, async (client) => (await client.query(text, [...values])).rows);

/** All rows but those of what waits, and of who has tried what. */
const stateOf = async ({ databases: [url = ''] }: World) =>
  Object.entries(await digestOf(url)).filter(([table]) => !/^platform\.(approvals|audit|idempotency_keys)/.test(table));

it('every kind of act that is held is walked', () => {
  const held = SERVICES.flatMap((name) => worlds.of[name].doors).filter(({ isHeld }) => isHeld);
  const walked = [...Object.keys(CHANGES), ...TWINS].sort();
  expect([...new Set(held.map(({ name }) => name))].sort()).toEqual(walked);
  expect(Object.keys(HELD_KINDS).sort()).toEqual(walked);
});

/** It is refused, nothing has happened, and what waits says what differs. */
const requireRefused = async (world: World, approval: Approval, decider: Who): Promise<Approval> => {
  const before = await stateOf(world);
  const reply = await decide(world, approval, decider);
  expect([reply.status, Problem.parse(reply.body).code]).toEqual([409, 'approval.changed']);
  expect(await stateOf(world)).toEqual(before);
  const { service, id } = approval;
  const left = told(await world.room.as(decider).get(`/v1/approvals/${service}/${id}`), Approval);
  expect([left.status, left.changed]).toMatchObject(['waiting', { at: expect.any(String) }]);
  return left;
};

it.each(Object.keys(CHANGES))('%s is not done when it would do something else', async (name) => {
  const [world, door] = placeOf(name);
  const { before, change, isSeen = false } = CHANGES[name] ?? { change: async () => undefined };
  const sql = sqlOf(world);
  await before?.(sql, door);
  const { maker, decider } = peopleAt(name);
  const approval = told((await asked({ world, door }))[0], Approval);
  expect(approval.shows.effect?.counts).not.toEqual([]);
  await change(sql, door);
  const { changed } = await requireRefused(world, approval, decider);
  const isOutside = changed?.differs.some((place) => !/^(effect|rows)/.test(place));
  expect([changed?.refusal, isOutside]).toEqual([undefined, isSeen]);
  // Who asked asks again by one call, and what is shown now is done.
  const { service, id } = approval;
  const renewed = told(await world.room.as(maker.who).post(`/v1/approvals/${service}/${id}/renewal`), Approval);
  expect(renewed.digest).not.toBe(approval.digest);
  if (!isSeen) expect([renewed.shows.answer, renewed.shows.now]).toEqual([approval.shows.answer, approval.shows.now]);
  expect((await decide(world, renewed, decider)).status).toBe(200);
});

it.each(TWINS)('%s is not done when it was done meanwhile', async (name) => {
  const [world, door] = placeOf(name);
  const { decider } = peopleAt(name);
  const [first, wire] = await asked({ world, door });
  const approval = told(first, Approval);
  expect(approval.shows.effect?.counts).not.toEqual([]);
  const twin = told(
    (await asked({ world, door, subject: 'colleague', ...(wire === undefined ? {} : { wire }) }))[0],
    Approval,
  );
  expect((await decide(world, twin, decider)).status).toBe(200);
  await requireRefused(world, approval, decider);
});
