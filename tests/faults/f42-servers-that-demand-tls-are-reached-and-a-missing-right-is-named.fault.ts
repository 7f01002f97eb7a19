import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import { databaseOf, kafkaProbe, withClient } from '@ansinh/local';
import type { Right } from '@ansinh/messaging';
import { employerAt, personAt, personInputOf, type Random } from '@ansinh/sample-data';
import { eventually } from '@ansinh/testkit';
import type { Arena } from './arena/arena';
import { type Caller, type Request, send } from './arena/client';
import { fault } from './arena/fault';
import { createAuthority } from './arena/secured/certificates';
import { type SecuredProcess, startSecured } from './arena/secured/processes';
import { allRightsOf, type SecuredServers, startSecuredServers } from './arena/secured/servers';

const OFFICER: Caller = {
  tenant: { kind: 'agency', code: '66' },
  permissions: ['employer:register'],
};
const POST_OFFICE: Caller = { tenant: { kind: 'post-office', code: '630000' }, permissions: ['household:enrol'] };
const BANK: Caller = { tenant: { kind: 'bank', code: '970415' }, permissions: ['credit:report'] };

const EMPLOYERS = 'enrollment.employers.v1';
const ORDERS = 'enrollment.household-orders.v1';
const PARTICIPANTS = 'enrollment.participants.v1';
const WITHIN = { withinMs: 60_000 };

const READ_EMPLOYERS: Right = { resource: 'topic', name: EMPLOYERS, operations: ['READ'] };
const WRITE_ORDERS: Right = { resource: 'topic', name: ORDERS, operations: ['WRITE'] };

/** Nobody comes in who is not who he says, or cannot tell who answers. */
const refuseStrangers = async ({
  postgres,
  kafkaPort,
  clientOf,
  accessOf,
  directory,
}: SecuredServers): Promise<void> => {
  const known = new URL(postgres.url('postgres'));
  const changed = (change: (url: URL) => void): string => {
    const url = new URL(known);
    change(url);
    return url.href;
  };
  const stranger = createAuthority('somebody else').certificate;
  const strangersFile = join(directory, 'stranger.pem');
  writeFileSync(strangersFile, stranger);
  const open = (url: string) => withClient(url, (client) => client.query('SELECT 1'));
  await expect(open(known.href)).resolves.toBeDefined();
  await expect(
    open(
      changed((url) => {
        url.search = '';
      }),
    ),
  ).rejects.toThrow(/no encryption/);
  await expect(open(changed((url) => url.searchParams.set('sslrootcert', strangersFile)))).rejects.toThrow(
    /certificate/,
  );
  // The certificate is for `localhost`: the same server under another name is another server.
  await expect(
    open(
      changed((url) => {
        url.hostname = '127.0.0.1';
      }),
    ),
  ).rejects.toThrow(/altnames/);

  expect(await kafkaProbe(kafkaPort, 'localhost')()).toBe(false);
  const { ca, login } = accessOf('collection');
  const connect = async (security: Parameters<typeof clientOf>[0], brokers?: string): Promise<void> => {
    const admin = clientOf(security, brokers).admin({ retry: { retries: 0 } });
    try {
      await admin.connect();
    } finally {
      await admin.disconnect();
    }
  };
  await expect(connect('collection')).resolves.toBeUndefined();
  await expect(connect({ ca: stranger, login })).rejects.toThrow(/certificate/);
  await expect(connect({ ca, login }, `127.0.0.1:${kafkaPort}`)).rejects.toThrow(/altnames/);
  await expect(connect({ ca, login: { user: 'collection', password: 'guessed' } })).rejects.toThrow(/authentication/i);
};

/** What the name of one service may not do with the topics and the tables of another. */
const refuseOthers = async ({ clientOf, roleOf }: SecuredServers): Promise<void> => {
  const ask = (app: ServiceName, of: ServiceName, text: string) =>
    withClient(roleOf(app).url(databaseOf(of)), (client) => client.query(text));
  await expect(ask('collection', 'collection', 'SELECT count(*) FROM bank_credits')).resolves.toBeDefined();
  await expect(ask('collection', 'enrollment', 'SELECT 1')).rejects.toThrow(/permission denied for database/);
  await expect(ask('collection', 'collection', 'CREATE ROLE stranger')).rejects.toThrow(/permission denied/);
  const kafka = clientOf('collection');
  const admin = kafka.admin();
  const producer = kafka.producer();
  await Promise.all([admin.connect(), producer.connect()]);
  try {
    await expect(admin.fetchTopicMetadata({ topics: [PARTICIPANTS] })).rejects.toThrow(/Not authorized/);
    await expect(admin.fetchOffsets({ groupId: 'enrollment', topics: [] })).rejects.toThrow(/coordinator/);
    const messages = [{ key: 'k', value: 'v' }];
    await expect(producer.send({ topic: EMPLOYERS, messages })).rejects.toThrow(/Not authorized/);
  } finally {
    await Promise.all([admin.disconnect(), producer.disconnect()]);
  }
};

type Flow = {
  readonly registerEmployer: () => Promise<string>;
  readonly orderInsurance: () => Promise<string>;
  readonly pay: (reference: string, amountVnd: string) => Promise<void>;
};

/** A few commands, each of which must be taken. */
const flowOn = (arena: Arena, random: Random, urlOf: (app: 'enrollment' | 'collection') => string): Flow => {
  const seed = random.int(1, 1_000_000);
  let serial = 0;
  const post = async (app: 'enrollment' | 'collection', caller: Caller, request: Omit<Request, 'token'>) => {
    const token = await arena.servers.issuer.tokenFor(caller);
    const reply = await send(urlOf(app), { ...request, token });
    if (reply.kind !== 'answer' || reply.status >= 300)
      throw new Error(`${request.path} was not taken: ${JSON.stringify(reply)}`);
    return reply.body;
  };
  return {
    registerEmployer: async () => {
      serial += 1;
      const body = { ...employerAt(seed, serial), communeCode: '24133' };
      await post('enrollment', OFFICER, { path: '/v1/employers', key: body.unitCode, body });
      return body.unitCode;
    },
    orderInsurance: async () => {
      serial += 1;
      const { siNumber: _given, ...member } = personInputOf(personAt(seed, serial, { age: [20, 60] }));
      const household = await post('enrollment', POST_OFFICE, {
        path: '/v1/households',
        key: `household-${serial}`,
        body: { communeCode: '24133', address: `secured ${serial}`, members: [member] },
      });
      const [{ participantId = '' } = {}] = household.members as { participantId?: string }[];
      const order = await post('enrollment', POST_OFFICE, {
        path: `/v1/households/${String(household.householdId)}/health-insurance-orders`,
        key: `order-${serial}`,
        body: { participantIds: [participantId], months: 3, initialFacilityCode: '66001' },
      });
      return String(order.reference);
    },
    pay: async (reference, amountVnd) => {
      const body = {
        bankReference: `secured-${reference}`,
        bookedOn: '2026-11-05',
        content: reference,
        creditedAccount: '1066000000001',
        amountVnd,
      };
      await post('collection', BANK, { path: '/v1/bank-credits', key: reference, body });
    },
  };
};

const rowsOf = (servers: SecuredServers, app: ServiceName, text: string, value: string): Promise<string[]> =>
  withClient(servers.postgres.url(databaseOf(app)), async (client) => {
    const { rows } = await client.query<{ found: string }>(text, [value]);
    return rows.map(({ found }) => found);
  });

const PROJECTED = 'SELECT unit_code AS found FROM employers WHERE unit_code = $1';
const PREMIUM = 'SELECT total_vnd::text AS found FROM household_premiums WHERE reference = $1';
const PAID = 'SELECT paid_on::text AS found FROM household_orders WHERE reference = $1 AND paid_on IS NOT NULL';

const isReady = (process: SecuredProcess) =>
  eventually(async () => expect(await process.troubles()).toEqual([]), WITHIN);
const says = (process: SecuredProcess, sentence: string) =>
  eventually(async () => expect(await process.troubles()).toContain(sentence), WITHIN);

const play = async (arena: Arena, random: Random, servers: SecuredServers) => {
  await refuseStrangers(servers);
  await servers.grant('enrollment', allRightsOf('enrollment'));
  await servers.grant('collection', allRightsOf('collection'));
  await servers.revoke('collection', [READ_EMPLOYERS]);

  let enrollment = await startSecured(arena, servers, 'enrollment');
  await says(enrollment, 'collection has not made collection.statements.v1, collection.premiums.v1 yet');
  const guessing = await startSecured(arena, servers, 'collection', { KAFKA_PASSWORD: 'guessed' });
  await says(guessing, 'kafka does not take the name and password of this service');
  await guessing.child.stop();
  const collection = await startSecured(arena, servers, 'collection');
  await says(collection, `kafka does not let this service read ${EMPLOYERS}`);
  await isReady(enrollment);
  await refuseOthers(servers);

  const flow = flowOn(arena, random, (app) => (app === 'enrollment' ? enrollment : collection).url);
  const projected = (unitCode: string, within = WITHIN) =>
    eventually(async () => expect(await rowsOf(servers, 'collection', PROJECTED, unitCode)).toHaveLength(1), within);
  const early = await flow.registerEmployer();
  await servers.grant('collection', [READ_EMPLOYERS]);
  const granted = performance.now();
  await projected(early);
  await isReady(collection);
  const afterRead = (performance.now() - granted) / 1000;

  await servers.revoke('enrollment', [WRITE_ORDERS]);
  const reference = await flow.orderInsurance();
  await says(enrollment, `kafka does not let this service write ${ORDERS}`);
  // What goes to other topics is not held up by it.
  await projected(await flow.registerEmployer());
  expect(await rowsOf(servers, 'collection', PREMIUM, reference)).toEqual([]);
  await servers.grant('enrollment', [WRITE_ORDERS]);
  const grantedAgain = performance.now();
  const [premium = ''] = await eventually(async () => {
    const found = await rowsOf(servers, 'collection', PREMIUM, reference);
    expect(found).toHaveLength(1);
    return found;
  }, WITHIN);
  await isReady(enrollment);
  const afterWrite = (performance.now() - grantedAgain) / 1000;
  await flow.pay(reference, premium);
  await eventually(async () => expect(await rowsOf(servers, 'enrollment', PAID, reference)).toHaveLength(1), WITHIN);

  // So it is with a process that starts without it: it may do nothing at all with this topic, and all with the others.
  await enrollment.child.stop();
  const rightsOnOrders = allRightsOf('enrollment').filter(({ name }) => name === ORDERS);
  await servers.revoke('enrollment', rightsOnOrders);
  enrollment = await startSecured(arena, servers, 'enrollment');
  await says(enrollment, `kafka does not let this service make ${ORDERS}`);
  await projected(await flow.registerEmployer());
  const later = await flow.orderInsurance();
  await projected(await flow.registerEmployer());
  await servers.grant('enrollment', rightsOnOrders);
  await eventually(async () => expect(await rowsOf(servers, 'collection', PREMIUM, later)).toHaveLength(1), WITHIN);
  await isReady(enrollment);
  return Math.max(afterRead, afterWrite);
};

export const f42 = fault({
  id: 'F42',
  promises: ['P1', 'P2', 'P9'],
  isDeep: true,
  title:
    'servers that demand TLS, a name and rights refuse everybody else; a service says which topic it may not use, takes commands meanwhile, and loses nothing when it may',
  recoverWithinS: 5,
  play: async ({ arena, random }) => {
    const servers = await startSecuredServers(arena, ['enrollment', 'collection']);
    try {
      const recoverySeconds = await play(arena, random, servers);
      return {
        runs: 2,
        operations: 5,
        recoverySeconds,
        note: 'a right to read and a right to write were missing, also at a start',
      };
    } finally {
      await servers.end();
    }
  },
});
