// What one person can do alone, whatever role that person has: generated from the routes' own data, over every act of the
// agency. What needs two persons is held and nothing has changed, or it is refused.
import { Problem } from '@ansinh/contracts/catalogue/problems';
import { Approval } from '@ansinh/contracts/operations/approvals.api';
import { HELD_KINDS } from '@ansinh/contracts/operations/held-kinds';
import { SERVICES } from '@ansinh/contracts/vocabulary/services';
import { withClient } from '@ansinh/local';
import type { Reply, Who } from '@ansinh/testkit';
import { ACTORS, type Actor } from './actors';
import { ask } from './asking';
import type { Door } from './doors';
import { choicesOf } from './matrix';
import { ORACLE } from './oracle';
import { digestOf } from './rows';
import type { World } from './world';
import { startWorlds, type Worlds } from './worlds/worlds';

/** What changes money, accounts, clients, rights and law, from the decisions of the agency and apart from the routes. */
const TWO_PERSONS: readonly string[] = [
  'POST /v1/advances',
  'POST /v1/calendar-days/:day/withdrawal',
  'POST /v1/clients',
  'POST /v1/clients/:clientId/enabling',
  'POST /v1/clients/:clientId/rotations',
  'POST /v1/employers/:employerId/declarations',
  'POST /v1/facilities',
  'POST /v1/facilities/:facilityCode/catalogues/:kind',
  'POST /v1/facilities/:facilityCode/certificates',
  'POST /v1/households',
  'POST /v1/households/:householdId/health-insurance-orders',
  'POST /v1/imports/participants',
  'POST /v1/law/:parameter/:firstDay/withdrawal',
  'POST /v1/payouts/:payoutId/redirections',
  'POST /v1/periods/:quarter/closing',
  'POST /v1/settlements',
  'POST /v1/signing-keys/roll-overs',
  'POST /v1/staff',
  'PUT /v1/appraisal-rules/:code',
  'PUT /v1/calendar-days/:day',
  'PUT /v1/clients/:clientId/expiry',
  'PUT /v1/facilities/:facilityCode/budgets/:year',
  'PUT /v1/law/:parameter/:firstDay',
  'PUT /v1/staff/:accountId/roles',
  'PUT /v1/wage-zones/:communeCode',
];

/** Every other act that the agency's people have, and why one of them is enough. */
const ALONE: Readonly<Record<string, readonly string[]>> = {
  'it only shows': ['POST /v1/participants/searches', 'POST /v1/insurance-cards/look-ups', 'POST /v1/staff/pseudonyms'],
  'it enters what somebody has declared, and pays nobody': [
    'POST /v1/employers',
    'PUT /v1/participants/:participantId/contact',
    'PUT /v1/participants/:participantId/messages/:messageId/reading',
  ],
  'it is about who asks': [
    'PUT /v1/messages/:messageId/reading',
    'PUT /v1/contact',
    'POST /v1/me/sessions/ending',
    'POST /v1/me/sessions/:sessionId/ending',
    'POST /v1/me/tenant',
    'POST /v1/me/password',
    'POST /v1/me/codes/proposals',
    'PUT /v1/me/codes',
    'POST /v1/me/passkeys/options',
    'POST /v1/me/passkeys',
    'POST /v1/me/passkeys/:passkeyId/removal',
  ],
  'it computes by law and register, or executes what two have approved': [
    'POST /v1/assessments',
    'POST /v1/payout-runs',
  ],
  'its thing has a maker and another checker in its own states': [
    'POST /v1/benefit-claims',
    'POST /v1/benefit-claims/:benefitId/decisions',
    'POST /v1/payout-batches',
    'POST /v1/payout-batches/:batchId/approvals',
  ],
  'it is the second person, or takes back or asks again what the first one asked': [
    'enrollment',
    'gateway',
    'health-insurance',
    'payment',
  ].flatMap((service) =>
    ['decisions', 'withdrawal', 'renewal'].map((act) => `POST /v1/approvals/${service}/:approvalId/${act}`),
  ),
  'it closes a door, which must not wait': [
    'POST /v1/facilities/:facilityCode/certificates/:fingerprint/revocation',
    'POST /v1/clients/:clientId/disabling',
    'POST /v1/clients/:clientId/revocations',
    'POST /v1/clients/:clientId/overlap-endings',
    'POST /v1/staff/:accountId/closing',
    'POST /v1/staff/:accountId/sessions/ending',
  ],
  'two administrators draw a code each': ['POST /v1/staff/:accountId/invitations'],
  'the settlement of what is decided needs two': [
    'POST /v1/claims/:claimId/decisions',
    'POST /v1/claims/:claimId/return',
    'POST /v1/appraisal-questions/decisions',
  ],
  'the watch asks, and decides nothing': [
    'POST /v1/watch/months/:month/runs',
    'POST /v1/watch/cases/:caseId/conclusion',
    'PUT /v1/watch/signals/:code',
    'PUT /v1/watch/drug-indications',
  ],
  'it goes on with what was asked before': [
    'POST /v1/operations/dead-letters/:id/replay',
    'POST /v1/operations/dead-letters/:id/discard',
    'POST /v1/operations/dead-letter-replays',
    'POST /v1/operations/jobs/:id/retry',
    'POST /v1/operations/jobs/:id/cancellation',
  ],
};

const INSIDERS = ACTORS.filter(({ owner }) => owner === 'agency');

let worlds: Worlds;
beforeAll(async () => {
  worlds = await startWorlds();
}, 120_000);
afterAll(() => worlds?.stop());

const heldAt = ({ doors }: World): readonly Door[] => doors.filter(({ isHeld }) => isHeld);
const allDoors = (): readonly Door[] => SERVICES.flatMap((name) => worlds.of[name].doors);

/** Where a request rests that waits; who asked for it is noted. */
const WAITING: ReadonlySet<string> = new Set(['platform.approvals', 'platform.audit', 'platform.idempotency_keys']);

/** All rows but those of what waits, and how many acts have been noted beside being held or refused. */
const stateOf = (world: World) =>
  Promise.all(
    world.databases.map(async (url) => {
      const rows = Object.entries(await digestOf(url)).filter(([table]) => !WAITING.has(table));
      const acts = await withClient(url, async (client) => {
        const { rows: found } = await client.query<{ acts: string }>(
          `SELECT count(*) AS acts FROM platform.audit
           WHERE action NOT IN ('refused', 'approval.hold') AND action NOT LIKE '%.read'`,
        );
        return found[0]?.acts;
      });
      return { rows: Object.fromEntries(rows), acts };
    }),
  );

/** Asks as the example of the door does, for a thing that is there. */
const askAs = (world: World, door: Door, by: Actor): Promise<Reply> => {
  const whose = choicesOf(world, door).find((choice) => !Object.values(choice).includes('nobody'));
  if (whose === undefined) throw new Error(`${door.name} has no thing that is there`);
  return ask(world, { door, by, whose, expected: 'own' });
};

/** The same person by other accounts, with the roles that decide; somebody's machine; somebody else with one factor. */
const unfitFor = ({ who, owner }: Actor): Who[] =>
  (['approver', 'administrator'] as const).flatMap((role): Who[] => {
    const { tenantCode, subject = owner } = who;
    return [
      { role, tenantCode, subject },
      { role, tenantCode, subject: `${subject}-again`, person: subject },
      { role, tenantCode, subject: 'machine', machine: true },
      { role, tenantCode, subject: 'somebody else', factors: 1 },
    ];
  });

it('every act of the agency needs two persons, or it is said why one is enough', () => {
  const held = allDoors().flatMap(({ name, isHeld }) => (isHeld ? [name] : []));
  expect([...new Set(held)].sort()).toEqual([...TWO_PERSONS].sort());
  // Who decides reads each of them by its name.
  expect(Object.keys(HELD_KINDS).sort()).toEqual([...TWO_PERSONS].sort());
  const acts = [...ORACLE].flatMap(([name, { who }]) => {
    const isOpen = INSIDERS.some(({ role }) => who.includes(role));
    return isOpen && !name.startsWith('GET ') && !TWO_PERSONS.includes(name) ? [name] : [];
  });
  expect(acts.sort()).toEqual(Object.values(ALONE).flat().sort());
});

/** What is wrong when one person asks and decides alone: what is neither refused nor held, and whoever decides all the same. */
const faultsOf = async (world: World, door: Door, by: Actor, reply: Reply): Promise<string[]> => {
  if (reply.status === 403) return [];
  if (reply.status !== 202) return [`${by.name} at ${door.name}: ${reply.status} ${reply.text.slice(0, 300)}`];
  const { service, id, digest } = Approval.parse(reply.body);
  const path = `/v1/approvals/${service}/${id}/decisions`;
  const faults: string[] = [];
  for (const who of unfitFor(by)) {
    const { status } = await world.room.as(who).post(path, { decision: 'approve', digest });
    if (status !== 403) faults.push(`${who.role} ${who.subject} decides on ${door.name} of ${by.name}: ${status}`);
  }
  return faults;
};

describe.each(SERVICES)('one person alone at the doors of %s', (name) => {
  it('is refused, or waits for another one and has changed nothing, by whichever role and account', async () => {
    const world = worlds.of[name];
    const before = await stateOf(world);
    const faults: string[] = [];
    const waited = new Set<string>();
    for (const door of heldAt(world))
      for (const by of INSIDERS) {
        const reply = await askAs(world, door, by);
        if (reply.status === 202) waited.add(door.name);
        faults.push(...(await faultsOf(world, door, by, reply)));
      }
    expect(faults).toEqual([]);
    // A door that refuses everybody would prove nothing.
    const names = heldAt(world).map((door) => door.name);
    expect([...waited].sort()).toEqual(names.sort());
    expect(await stateOf(world)).toEqual(before);
  });

  it('is no machine', async () => {
    const world = worlds.of[name];
    const before = await stateOf(world);
    for (const door of heldAt(world))
      for (const by of INSIDERS) {
        const reply = await askAs(world, door, { ...by, who: { ...by.who, machine: true } });
        const { code } = Problem.parse(reply.body);
        expect([door.name, reply.status, code]).toEqual([
          door.name,
          403,
          expect.stringMatching(/^(auth\.forbidden|approval\.person-required)$/),
        ]);
      }
    expect(await stateOf(world)).toEqual(before);
  });
});

it.each(['POST /v1/benefit-claims/:benefitId/decisions', 'POST /v1/payout-batches/:batchId/approvals'])(
  'who has proposed it does not decide by another account at %s',
  async (name) => {
    const world = worlds.of.payment;
    const door = world.doors.find((one) => one.name === name);
    if (door === undefined) throw new Error(`there is no ${name}`);
    const before = await stateOf(world);
    const who = { role: 'approver', tenantCode: '66', subject: 'colleague-again', person: 'colleague' } as const;
    const reply = await askAs(world, door, { name: 'colleague', role: 'approver', owner: 'agency', who });
    expect([reply.status, Problem.parse(reply.body).code]).toEqual([403, 'approval.same-person']);
    expect(await stateOf(world)).toEqual(before);
  },
);
