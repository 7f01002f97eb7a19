import { createHash } from 'node:crypto';
import { PlatformThingTraces } from '@ansinh/contracts/operations/traces.api';
import type { Payout } from '@ansinh/contracts/payment/api';
import { demoPeople, type People, runSampleMonth, signIn, signInAs, tellLife } from '@ansinh/local';
import { createSampleRegion, sampleClaims } from '@ansinh/sample-data';
import { eventually } from '@ansinh/testkit';
import { p99, startCrowd, timesOf } from './crowd';
import { knock } from './door';
import { promisesOf, runPage } from './pages';
import { startTestPlatform, type TestPlatform } from './platform';

/**
 * The main job, end to end, on the processes that `npm start` runs: the month of architecture section 8, then everything
 * that an outsider may get wrong at the door, then a restart.
 */
describe('one month of the agency', () => {
  let platform: TestPlatform;
  let people: People;
  let first: Awaited<ReturnType<typeof runSampleMonth>>;
  const progress: string[] = [];
  /** Once more by the same people, who are signed in already. */
  const playAgain = () =>
    runSampleMonth({ gatewayUrl: platform.gatewayUrl, mailUrl: platform.mail.url }, () => undefined, people);

  beforeAll(async () => {
    platform = await startTestPlatform();
    people = demoPeople(platform.gatewayUrl);
    const addresses = { gatewayUrl: platform.gatewayUrl, mailUrl: platform.mail.url };
    first = await runSampleMonth(addresses, (line) => progress.push(line), people);
  }, 180_000);
  afterAll(() => platform.remove(), 60_000);

  it('ends with totals that agree: paid = settled + benefits, and both ledgers balance', () => {
    expect(first.report.faults).toEqual([]);
    expect(Object.fromEntries(first.report.lines)).toMatchObject({ 'Paid = settled + benefits': 'yes' });
  });

  it('pays exactly what it always has', () => {
    expect(Object.fromEntries(first.report.lines)).toMatchObject({
      'Settled with hospitals': '42.929.352 đ',
      'Payment ledger': '99.327.256 đ = 99.327.256 đ',
      'Collection ledger': '935.188.880 đ = 935.188.880 đ',
    });
  });

  it('tells each step with its outcome', () => {
    expect(progress).toHaveLength(19);
    expect(progress[1]).toContain('15 lists of 3 hospitals');
    expect(progress[12]).toContain('39 accepted, 2 returned; found: DUP, LEVEL, PRICE, TOTALS');
    expect(progress[16]).toContain('4 paid, 1 returned (AC04)');
  });

  it('sends by e-mail what it told, to whoever has an address, and nothing of it that is private', async () => {
    expect(progress.at(-1)).toMatch(/notices in \d+ inboxes, [1-9]\d* sent by e-mail/);
    const response = await fetch(`${platform.mail.url}/mails`);
    const { mails } = (await response.json()) as { mails: { to: string[]; subject: string; text: string }[] };
    const subjects = new Set(mails.map(({ subject }) => subject));
    for (const subject of [
      'Ông/bà được hưởng lương hưu',
      'Ông/bà sắp nhận lương hưu',
      'Ông/bà đã nhận lương hưu',
      'Ông/bà chưa nhận được lương hưu',
      'Ông/bà có thông báo mới của cơ quan bảo hiểm xã hội',
    ])
      expect(subjects).toContain(subject);
    const invitations = mails.filter(({ subject }) => subject.startsWith('Lời mời nhận khóa truy cập'));
    expect(new Set(invitations.flatMap(({ to }) => to)).size).toBe(first.month.region.facilities.length);
    for (const { to, text } of mails.filter((mail) => !invitations.includes(mail))) {
      expect(to).toEqual([expect.stringMatching(/^nguoi-\d@mau\.example$/)]);
      // Neither an amount nor a date nor a number of a person.
      expect(text).not.toMatch(/\d[.,]\d{3}|\d\d\/\d{4}|\d{6}/);
    }
  });

  describe('its traces', () => {
    type Span = {
      readonly name: string;
      readonly kind?: string;
      readonly localEndpoint: { readonly serviceName: string };
      readonly tags?: Readonly<Record<string, string>>;
    };
    let operator: string;
    let spans: (traceId: string) => Promise<Span[]>;
    beforeAll(async () => {
      operator = await people.operator();
      spans = async (traceId) => {
        const response = await fetch(`${platform.zipkin.url}/api/v2/trace/${traceId}`);
        return response.ok ? ((await response.json()) as Span[]) : [];
      };
    });
    /** The life of a thing by its id: the spans of all its traces, once the last of them are sent. */
    const lifeOf = (key: string, has: (all: readonly Span[]) => void) =>
      eventually(
        async () => {
          const { status, body } = await knock(platform.gatewayUrl, `/v1/operations/traces/${key}`, {
            token: operator,
          });
          expect(status).toBe(200);
          const { items, unavailable } = PlatformThingTraces.parse(body);
          expect(unavailable).toEqual([]);
          const traces = await Promise.all(items.map(async ({ traceId }) => spans(traceId)));
          has(traces.flat());
          return { items, traces };
        },
        { withinMs: 30_000 },
      );
    /** What `npm run life` writes of it, once the services that send their spans last have sent them. */
    const show = async (key: string, parts: readonly string[]): Promise<void> => {
      const text = await eventually(
        async () => {
          const told = await tellLife(
            { gatewayUrl: platform.gatewayUrl, zipkinUrl: platform.zipkin.url, token: operator },
            key,
          );
          for (const part of parts) expect(told).toContain(part);
          return told;
        },
        { withinMs: 30_000 },
      );
      process.stdout.write(`${text}\n`);
    };
    const requestsIn = (all: readonly Span[]): Set<string> =>
      new Set(all.filter(({ kind }) => kind === 'SERVER').map(({ name }) => name.toLowerCase()));
    const servicesIn = (all: readonly Span[]) => [
      ...new Set(all.map(({ localEndpoint }) => localEndpoint.serviceName)),
    ];

    it('tell the life of a claim from the hospital to the money, by its id, and each opens as one page', async () => {
      const officer = await people.officer();
      const { body } = await knock(platform.gatewayUrl, '/v1/claims?pageSize=200', { token: officer });
      const claims = body.items as { readonly claimId: string; readonly status: string }[];
      const claim = claims.find(({ status }) => status === 'paid') ?? claims.find(({ status }) => status === 'settled');
      if (claim === undefined) throw new Error('the month settles claims');
      const { items, traces } = await lifeOf(claim.claimId, (all) => {
        expect(servicesIn(all).sort()).toEqual(['gateway', 'health-insurance', 'notification', 'payment']);
        const requests = requestsIn(all);
        for (const request of [
          'post /v1/approvals/health-insurance/:approvalid/decisions',
          'post /v1/payout-batches',
          'post /v1/payout-batches/:batchid/approvals',
        ])
          expect(requests).toContain(request);
      });
      expect(items.length).toBeGreaterThanOrEqual(4);
      expect(items.map(({ at }) => at)).toEqual(items.map(({ at }) => at).toSorted());
      for (const trace of traces) expect(trace.length).toBeLessThan(100);
      await show(claim.claimId, [
        'POST /v1/approvals/health-insurance/:approvalId/decisions · health-insurance',
        'process health-insurance.settlements.v1 · payment',
        'POST /v1/payout-batches/:batchId/approvals · payment',
      ]);
    }, 90_000);

    it('tell the life of a payout by its own id: from the claim for a pension to the cash at the counter', async () => {
      const { partners, region, state } = first.month;
      const payouts = await Promise.all(
        region.pensioners.map(({ person }) =>
          partners.officer.get<Payout[]>(`/v1/participants/${state.participants.get(person.personalId)}/payouts`),
        ),
      );
      const payout = payouts.flat().find(({ channel, status }) => channel === 'post-office' && status === 'paid');
      if (payout === undefined) throw new Error('the month pays what came back in cash');
      const { items } = await lifeOf(payout.payoutId, (all) => {
        const requests = requestsIn(all);
        for (const request of [
          'post /v1/benefit-claims',
          'post /v1/benefit-claims/:benefitid/decisions',
          'post /v1/payout-runs',
          'post /v1/payout-batches',
          'post /v1/payout-batches/:batchid/approvals',
          'post /v1/payout-batches/:batchid/status-reports',
          'post /v1/payouts/:payoutid/redirections',
          'post /v1/approvals/payment/:approvalid/decisions',
          'post /v1/payouts/:payoutid/cash-payments',
        ])
          expect(requests).toContain(request);
        expect(all.some(({ tags }) => tags?.['ansinh.payout.id'] === payout.payoutId)).toBe(true);
      });
      expect(items.filter(({ key }) => key === payout.payoutId).map(({ about }) => about)).toContain('payment.payouts');
      await show(payout.payoutId, [
        'POST /v1/payout-runs · payment',
        'POST /v1/payouts/:payoutId/cash-payments · payment',
        'process payment.payouts.v1 · notification',
      ]);
    }, 90_000);

    it('tell the life of a batch by its id, through the bank', async () => {
      const { batch } = first.month.state;
      if (batch === undefined) throw new Error('the month has a batch');
      const { items } = await lifeOf(batch.batchId, (all) => {
        const requests = requestsIn(all);
        for (const request of ['post /v1/payout-batches', 'post /v1/payout-batches/:batchid/status-reports'])
          expect(requests).toContain(request);
        expect(all.some(({ tags }) => tags?.['ansinh.batch.id'] === batch.batchId)).toBe(true);
      });
      expect(items.map(({ service }) => service)).toContain('payment');
    });

    it('begin at the door, whatever trace the stranger names, and name that', async () => {
      const traceId = 'ab'.repeat(16);
      // Flag 00: kept by nobody, if it were taken over.
      const headers = { traceparent: `00-${traceId}-${'cd'.repeat(8)}-00` };
      const reply = await knock(platform.gatewayUrl, '/v1/operations/status', { token: operator, headers });
      const ours = String(reply.headers.get('x-trace-id'));
      expect([reply.status, ours]).toEqual([200, expect.not.stringContaining(traceId)]);
      await eventually(
        async () => {
          const all = await spans(ours);
          const root = all.find(({ tags }) => tags?.['ansinh.caller.trace_id'] !== undefined);
          expect([root?.name.toLowerCase(), root?.tags?.['ansinh.caller.trace_id']]).toEqual([
            'get /v1/operations/status',
            traceId,
          ]);
          expect(servicesIn(all).length).toBe(6);
        },
        { withinMs: 20_000 },
      );
      expect(await spans(traceId)).toEqual([]);
    });

    it('name statements by operation and table, messages by their topic, and no person', async () => {
      const { batch } = first.month.state;
      const { traces } = await lifeOf(String(batch?.batchId), (all) => {
        expect(servicesIn(all)).toEqual(expect.arrayContaining(['payment', 'notification']));
        const names = all.map(({ kind, name }) => `${kind} ${name}`);
        for (const name of ['CONSUMER process payment.payouts.v1', 'PRODUCER send payment.payouts.v1'])
          expect(names).toContain(name);
        expect(all.map(({ tags }) => tags?.['db.collection.name'])).toContain('payout_batches');
      });
      const all = traces.flat();
      expect(all.filter(({ name }) => /^(begin|commit|rollback)/i.test(name))).toEqual([]);
      const consumed = all.filter(({ kind }) => kind === 'CONSUMER');
      for (const { tags = {}, localEndpoint } of consumed.filter(({ name }) => name.startsWith('process '))) {
        expect(tags['messaging.consumer.group.name']).toBe(localEndpoint.serviceName);
        expect([tags['messaging.destination.partition.id'], tags['messaging.kafka.offset']]).toEqual([
          expect.stringMatching(/^\d$/),
          expect.stringMatching(/^\d+$/),
        ]);
      }
      // Neither cards nor numbers of persons; what is sent is measured, not said.
      expect(JSON.stringify(all)).not.toMatch(/[A-Z]{2}[1-5]\d{12}|(?<![0-9a-f-])\d{12}(?![0-9a-f-])/);
    });
  });

  it('changes nothing when it is played a second time', async () => {
    const second = await playAgain();
    expect(second.report).toEqual(first.report);
  }, 60_000);

  describe('bad input at the door', () => {
    const claims = sampleClaims(createSampleRegion(26));
    const nationalUser = {
      username: 'bv-66001',
      hash: createHash('md5').update('mat-khau-66001').digest('hex').toUpperCase(),
    };
    let hospital: string;
    let officer: string;
    let employer: string;
    let before: number;

    const countClaims = async () => {
      const { body } = await knock(platform.gatewayUrl, '/v1/claims?pageSize=200', { token: officer });
      return (body.items as unknown[]).length;
    };
    const xml = { 'content-type': 'application/xml' };
    const json = { 'content-type': 'application/json' };
    const claimAt = (facilityCode: string): string => {
      const claim = claims.find((each) => each.facilityCode === facilityCode);
      if (claim === undefined) throw new Error(`no sample claim of ${facilityCode}`);
      return claim.xml;
    };

    beforeAll(async () => {
      hospital = await signInAs(platform.gatewayUrl, 'hospital');
      officer = await people.officer();
      employer = await signInAs(platform.gatewayUrl, 'employer');
      before = await countClaims();
    });
    afterAll(async () => {
      expect(await countClaims()).toBe(before);
    });

    it.each([
      ['malformed XML', '<GIAMDINHHS><THONGTINDONVI>'],
      ['an entity bomb', '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><GIAMDINHHS>&b;</GIAMDINHHS>'],
      ['an outside entity', '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><GIAMDINHHS>&a;</GIAMDINHHS>'],
      ['another root', '<HOSO/>'],
    ])('%s is refused, and the answer says where', async (_name, body) => {
      const reply = await knock(platform.gatewayUrl, '/v1/claims', { token: hospital, headers: xml, body });
      expect(reply.body).toMatchObject({
        status: 400,
        code: 'request.malformed',
        traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
      });
      expect(JSON.stringify(reply.body)).toMatch(/"line":\d+/);
      expect(JSON.stringify(reply.body)).not.toContain('root:');
    });

    it('a file of another facility is refused, not filed', async () => {
      const reply = await knock(platform.gatewayUrl, '/v1/claims', {
        token: hospital,
        headers: xml,
        body: claimAt('66010'),
      });
      expect(reply.body).toMatchObject({ status: 422, code: 'claim.other-facility' });
    });

    it('a body of 30 MB is refused with the limit', async () => {
      const body = 'x'.repeat(30_000_000);
      const reply = await knock(platform.gatewayUrl, '/v1/claims', { token: hospital, headers: xml, body });
      expect(reply.body).toMatchObject({ status: 413, code: 'request.body-too-large', limitBytes: 20_000_000 });
    });

    it('a wrong token, no token and a wrong secret are 401', async () => {
      const wrong = await knock(platform.gatewayUrl, '/v1/claims', { token: `${hospital.slice(0, -4)}AAAA` });
      const none = await knock(platform.gatewayUrl, '/v1/claims');
      expect([wrong.body, none.body]).toMatchObject([{ code: 'auth.token-invalid' }, { code: 'auth.token-invalid' }]);
      const guessing = signIn(platform.gatewayUrl, { clientId: 'demo-hospital', clientSecret: 'guess' });
      await expect(guessing).rejects.toMatchObject({ name: 'CallRefused', status: 401 });
    });

    it('a negative amount, an unknown enum and a missing key are named', async () => {
      const credit = {
        bankReference: 'X1',
        amountVnd: '-1',
        bookedOn: '2026-11-05',
        content: 'x',
        creditedAccount: '5200205000066',
      };
      const bank = await signInAs(platform.gatewayUrl, 'bank');
      const negative = await knock(platform.gatewayUrl, '/v1/bank-credits', {
        token: bank,
        headers: { ...json, 'idempotency-key': 'bad-1' },
        body: JSON.stringify(credit),
      });
      expect(negative.body).toMatchObject({
        status: 422,
        code: 'request.invalid',
        errors: [{ pointer: '/amountVnd' }],
      });
      const facility = { ...createSampleRegion(26).facilities[0], level: 'heavenly' };
      const unknown = await knock(platform.gatewayUrl, '/v1/facilities', {
        token: officer,
        headers: { ...json, 'idempotency-key': 'bad-2' },
        body: JSON.stringify(facility),
      });
      expect(unknown.body).toMatchObject({ status: 422, errors: [{ pointer: '/level' }] });
      const keyless = await knock(platform.gatewayUrl, '/v1/employers', {
        token: employer,
        headers: json,
        body: JSON.stringify(createSampleRegion(26).employers[0]?.registration),
      });
      expect(keyless.body).toMatchObject({ status: 400, code: 'idempotency.key-missing' });
    });

    const national = async (form: Record<string, string>, hash = nationalUser.hash) => {
      const token = await knock(platform.gatewayUrl, '/api/token/take', {
        body: new URLSearchParams({ username: nationalUser.username, password: nationalUser.hash }),
      });
      const { access_token: accessToken, id_token: tokenId } = token.body.APIKey as {
        access_token: string;
        id_token: string;
      };
      return knock(platform.gatewayUrl, '/api/qd130/guiHoSoXmlQD3176', {
        headers: { accessToken, tokenId, passwordHash: hash },
        body: new URLSearchParams({
          username: nationalUser.username,
          loaiHoSo: '130',
          maTinh: '66',
          maCSKCB: '66001',
          ...form,
        }),
      });
    };

    it.each<[string, Record<string, string>, string]>([
      ['wrong base64', { fileHSBase64: 'this is %% not base64' }, '205'],
      ['a file without its fields', { fileHSBase64: Buffer.from('<GIAMDINHHS/>').toString('base64') }, '422'],
      [
        'the code of another facility in the form',
        { maCSKCB: '66010', fileHSBase64: Buffer.from('<GIAMDINHHS/>').toString('base64') },
        '403',
      ],
      ['another facility in the file', { fileHSBase64: Buffer.from(claimAt('66010')).toString('base64') }, '403'],
    ])('the national call answers %s with its code', async (_name, form, maKetQua) => {
      const reply = await national(form);
      expect(reply.body).toMatchObject({ maKetQua, thongDiep: expect.stringMatching(/\S/) });
    });

    it('the national call answers a wrong password hash with 401', async () => {
      const reply = await national({ fileHSBase64: 'AAAA' }, 'F'.repeat(32));
      expect(reply.body).toMatchObject({ maKetQua: '401' });
    });
  });

  describe('a partner who sends a hundred bodies drop by drop', () => {
    /** What somebody at a counter does not notice; without the crowd it is a twentieth of it. */
    const BOUND_MS = 500;

    it('holds up nobody else, and is ended after a while', async () => {
      const { gatewayUrl } = platform;
      const [bank, officer] = [await signInAs(gatewayUrl, 'bank'), await people.officer()];
      const ask = async () => {
        const { status } = await knock(gatewayUrl, '/v1/bank-credits?pageSize=1', { token: officer });
        expect(status).toBe(200);
      };
      const alone = p99(await timesOf(300, 4, ask));
      const crowd = await startCrowd(gatewayUrl, '/v1/bank-credits', bank, 100);
      try {
        const beside = p99(await timesOf(300, 4, ask));
        process.stdout.write(`slow partner: p99 ${alone.toFixed(0)} ms alone, ${beside.toFixed(0)} ms beside it\n`);
        // A machine that is slow is slow for both.
        expect(beside).toBeLessThan(Math.max(BOUND_MS, 2 * alone));
        await eventually(
          async () => expect(crowd.heard()).toEqual(Array.from({ length: 100 }, () => 'HTTP/1.1 408 Request Timeout')),
          { withinMs: 40_000, everyMs: 500 },
        );
        expect(crowd.open()).toBe(0);
      } finally {
        crowd.leave();
      }
    }, 90_000);
  });

  describe('a newcomer who follows the pages', () => {
    it.each(['hospital', 'bank', 'post-office', 'employer'])(
      'for a partner of kind %s sees what they promise',
      async (partner) => {
        const page = `docs/partners/${partner}.md`;
        const { code, output, values, left } = await runPage(page, platform.gatewayUrl);
        expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
        expect(values).toEqual(promisesOf(page));
        expect(left).toEqual(['.local']);
      },
      // A demo person whose one-time code was used in this half minute waits for the next one.
      120_000,
    );
  });

  it('is still there after a stop and a second start', async () => {
    const before = await playAgain();
    platform = await platform.startAgain();
    const again = await playAgain();
    expect(again.report).toEqual(before.report);
  }, 300_000);
});
