import { requireSecondPerson } from '@ansinh/approvals';
import { decodeJwt } from 'jose';
import { demoPeople } from '../../../testing/demo-people';
import { signInPerson } from '../../../testing/person-client';
import { type ProviderRoom, startProviderRoom } from '../../../testing/provider-browser';
import { json } from '../../../testing/services';

const CARD = {
  cardId: '01a109ae-99c0-7c02-8b1c-5d2f3a4b6c32',
  cardNumber: 'HC4660123456789',
  status: 'active',
  initialFacilityCode: '66001',
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
};
const PARTICIPANT = {
  participantId: '019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5b',
  personalId: '068171618033',
  siNumber: '6621000021',
  fullName: 'Nguyễn Thị Diễm',
  birthDate: '1971-06-07',
  sex: 'female',
  cards: [
    CARD,
    { ...CARD, cardId: '01a109ae-99c0-7c02-8b1c-5d2f3a4b6c33', status: 'withdrawn' },
    { ...CARD, cardId: '01a109ae-99c0-7c02-8b1c-5d2f3a4b6c34', validTo: '2025-12-31' },
  ],
  participations: [],
};

describe('citizens who sign in by the national provider', () => {
  let room: ProviderRoom;
  beforeAll(async () => {
    room = await startProviderRoom();
    demoPeople(room.gateway.room.clock).wait({ minutes: 0 });
  });
  afterAll(() => room.stop());

  const tokenOf = async (person: string): Promise<string> =>
    (await room.tokensOf(await room.signIn('citizens', person))).access_token;
  const ask = async (token: string, path: string) => {
    const reply = await room.gateway.call(path, { headers: { authorization: `Bearer ${token}` } });
    return { status: reply.status, body: (await reply.json()) as unknown };
  };

  it('are made by their first sign-in, speak for themselves alone, and are told who they are', async () => {
    const token = await tokenOf('citizen');
    const claims = decodeJwt(token);
    expect(claims).toMatchObject({
      sub: `citizen:${claims.tenant}`,
      tenant_kind: 'citizen',
      scope: 'record:own session:own',
      acr: 'urn:ansinh:two-factors',
    });
    expect(await ask(token, '/v1/me')).toMatchObject({
      status: 200,
      body: { accountId: claims.sub, role: 'citizen', name: 'Nguyễn Thị Diễm', level: 2, sessionId: claims.sid },
    });
    const again = decodeJwt(await tokenOf('citizen'));
    expect([again.sub, again.person]).toEqual([claims.sub, claims.person]);
    expect(await room.gateway.room.db.citizen.count()).toBe(1);
  });

  it('are kept without their personal id in the clear', async () => {
    const kept = await room.gateway.room.db.$queryRaw<object[]>`
      SELECT c::text FROM citizens c UNION ALL SELECT p::text FROM provider_sign_ins p
      UNION ALL SELECT s::text FROM sessions s UNION ALL SELECT a::text FROM platform.audit a`;
    expect(kept.length).toBeGreaterThan(2);
    expect(JSON.stringify(kept)).not.toContain('068171618033');
  });

  it('see their own record, which the register is asked for by a number in the body', async () => {
    const { enrollment } = room.gateway.services;
    const token = await tokenOf('citizen');
    enrollment.answer = json(200, { items: [PARTICIPANT] });
    enrollment.received.length = 0;
    const { fullName, birthDate, sex, siNumber } = PARTICIPANT;
    expect(await ask(token, '/v1/me/record')).toEqual({
      status: 200,
      body: { fullName, birthDate, sex, siNumber, cards: [CARD] },
    });
    const [received] = enrollment.received;
    expect([received?.method, received?.path, JSON.parse(received?.body.toString() ?? '')]).toEqual([
      'POST',
      '/v1/participants/searches',
      { personalId: '068171618033' },
    ]);
    // A token for this one question, of the citizen: the one that the citizen has is of no use there.
    const errand = decodeJwt(received?.headers.authorization?.slice('Bearer '.length) ?? '');
    const { sub, sid } = decodeJwt(token);
    expect(errand).toMatchObject({ sub, sid, scope: 'participant:read', tenant_kind: 'citizen' });
    expect((errand.exp ?? 0) - (errand.iat ?? 0)).toBe(60);
  });

  it('see nobody else, whatever the register answers', async () => {
    const { enrollment } = room.gateway.services;
    const token = await tokenOf('citizen-2');
    for (const [answer, status] of [
      [json(200, { items: [PARTICIPANT] }), 404],
      [json(200, { items: [] }), 404],
      [json(500, {}), 503],
    ] as const) {
      enrollment.answer = answer;
      expect((await ask(token, '/v1/me/record')).status).toBe(status);
    }
    for (const path of ['/v1/staff', '/v1/approvals', '/v1/clients']) expect((await ask(token, path)).status).toBe(403);
  });

  it('of level 1 are let in, and shown no record', async () => {
    const token = await tokenOf('citizen-level-1');
    expect(decodeJwt(token).acr).toBeUndefined();
    expect((await ask(token, '/v1/me')).body).toMatchObject({ level: 1, factors: 1 });
    expect(await ask(token, '/v1/me/record')).toMatchObject({ status: 403, body: { code: 'citizen.level-too-low' } });
  });

  it('are one person with the account that they have as staff: no second person of their own', async () => {
    const people = demoPeople(room.gateway.room.clock);
    const signedIn = await signInPerson(room.gateway.room.url, people.next('officer'));
    const officer = decodeJwt(signedIn.tokens.access_token);
    const atHome = decodeJwt(await tokenOf('officer-at-home'));
    expect([atHome.person, atHome.sub === officer.sub]).toEqual([officer.person, false]);
    const checker = {
      subject: String(officer.sub),
      person: { key: String(officer.person), session: String(officer.sid), factors: 2 as const },
    };
    const maker = { subject: String(atHome.sub), key: String(atHome.person) };
    expect(() => requireSecondPerson(checker, maker)).toThrow('approval.same-person');
  });
});
