import { decodeJwt } from 'jose';
import { openBrowser } from '../../../testing/browser';
import { demoPeople } from '../../../testing/demo-people';
import { ADMINISTRATOR, byTwo, PUBLIC_URL } from '../../../testing/gateway-room';
import { signInPerson, typeIn } from '../../../testing/person-client';
import { goToProvider, hasCode, isOver, type ProviderRoom, startProviderRoom } from '../../../testing/provider-browser';
import { gatewayConfig } from '../../config';
import { openIdentityKeys } from '../../identity/accounts/identity-keys';

const TWO_FACTORS = 'urn:ansinh:two-factors';

describe("staff who sign in by the agency's own provider", () => {
  let room: ProviderRoom;
  let people: ReturnType<typeof demoPeople>;
  beforeAll(async () => {
    room = await startProviderRoom();
    people = demoPeople(room.gateway.room.clock);
  });
  afterAll(() => room.stop());

  const claimsOf = async (signedIn: Parameters<ProviderRoom['tokensOf']>[0]) =>
    decodeJwt((await room.tokensOf(signedIn)).access_token);

  it('are who has their staff number here, with the roles of the account and the factors that the provider saw', async () => {
    const claims = await claimsOf(await room.signIn('agency', 'officer'));
    expect(claims).toMatchObject({ sub: 'person:officer', acr: TWO_FACTORS, tenant_kind: 'agency', tenant: '66' });
    const own = decodeJwt((await signInPerson(room.gateway.room.url, people.next('officer'))).tokens.access_token);
    expect([claims.person, claims.scope]).toEqual([own.person, own.scope]);
    // By issuer and subject from then on, whatever number the provider says.
    expect(await room.gateway.room.db.accountLink.findMany()).toMatchObject([
      {
        issuer: room.standIns.agency.issuer,
        subject: 'officer',
        accountId: 'person:officer',
        linkedBy: 'staff-number',
      },
    ]);
    expect(await room.gateway.room.db.signIn.count({ where: { accountId: 'person:officer' } })).toBe(2);
  });

  it('show our second factor where the provider has seen one alone', async () => {
    const { ours, asked, page } = await room.signIn('agency', 'officer-2');
    expect([page.status, page.text.includes('name="code"')]).toEqual([200, true]);
    const wrong = await ours.submit(page, { code: '000000' });
    expect([wrong.status, wrong.text.includes('role="alert"')]).toEqual([401, true]);
    const { code = '' } = people.next('officer-2');
    const right = await ours.submit(page, { code });
    expect(await claimsOf({ page: right, asked })).toMatchObject({ sub: 'person:officer-2', acr: TWO_FACTORS });
    // The form is good once.
    expect((await ours.submit(page, { code })).status).toBe(403);
  });

  it('take the two codes of their account the first time, where no number says who they are', async () => {
    const { gateway } = room;
    const personKey = openIdentityKeys(gatewayConfig({}).personKey).personKeyOf('066190012399');
    const roles = [{ role: 'officer', tenantCode: '66', firstDay: '2026-01-01' }];
    const body = { username: 'new.comer', name: 'Lê Thị Mới', office: 'Phòng Thu', personKey, roles };
    expect((await byTwo(gateway, (maker) => maker.post('/v1/staff', body))).status).toBe(201);
    const draw = async (subject: string) => {
      const who = { ...ADMINISTRATOR, subject };
      const reply = await gateway.room.as(who).post('/v1/staff/person:new.comer/invitations');
      return (reply.body as { code: string }).code;
    };
    const [first, second] = [await draw('person:administrator'), await draw('person:administrator-2')];
    const { ours, asked, page } = await room.signIn('agency', 'newcomer');
    expect(page.text).toContain('name="second"');
    const wrong = await ours.submit(page, { username: 'new.comer', first, second: 'guessed' });
    expect([wrong.status, wrong.text.includes('role="alert"')]).toEqual([422, true]);
    const right = await ours.submit(page, { username: 'new.comer', first, second });
    expect(await claimsOf({ page: right, asked })).toMatchObject({ sub: 'person:new.comer', acr: TWO_FACTORS });
    // Nothing is asked the next time, and the codes are used up.
    expect((await claimsOf(await room.signIn('agency', 'newcomer'))).sub).toBe('person:new.comer');
    expect(await gateway.room.db.invitation.count({ where: { accountId: 'person:new.comer' } })).toBe(0);
  });

  it('whose account is closed are let in by no provider', async () => {
    expect((await claimsOf(await room.signIn('agency', 'manager'))).sub).toBe('person:manager');
    await room.gateway.room.db.account.update({
      where: { accountId: 'person:manager' },
      data: { closedAt: new Date(), closedBy: 'person:administrator' },
    });
    const { page } = await room.signIn('agency', 'manager');
    expect([page.status, hasCode(page)]).toEqual([403, false]);
  });

  it('leave the provider, and are signed out of what came of it at once', async () => {
    const signedIn = await room.signIn('agency', 'approver');
    const { access_token: token } = await room.tokensOf(signedIn);
    const other = await signInPerson(room.gateway.room.url, people.next('approver'));
    expect(await isOver(room.gateway, token)).toBe(false);
    await signedIn.theirs.submit(await signedIn.theirs.go('/session/end'), { logout: 'yes' });
    expect(await isOver(room.gateway, token)).toBe(true);
    // What began elsewhere goes on.
    expect(await isOver(room.gateway, other.tokens.access_token)).toBe(false);
  });

  it('who turned back from the provider in the same sign-in do not leave with who was there', async () => {
    const { ours, theirs, asked, page } = await room.signIn('agency', 'officer-2');
    const [, back = ''] = /href="(\/sign-in\/[^"]+\?language[^"]+)"/.exec(page.text) ?? [];
    const own = await typeIn(ours, await ours.go(back), people.next('operator'));
    const { access_token: token } = await room.tokensOf({ page: own, asked });
    await theirs.submit(await theirs.go('/session/end'), { logout: 'yes' });
    expect([decodeJwt(token).sub, await isOver(room.gateway, token)]).toEqual(['person:operator', false]);
  });

  it('may change their mind there, and sign in another way', async () => {
    const { page } = await room.signIn('agency', '');
    expect([page.status, page.text.includes('name="password"')]).toEqual([200, true]);
  });

  it('find a clear page when the provider is away, and nobody else notices', async () => {
    const away = await startProviderRoom();
    await away.standIns.agency.stop();
    const browser = openBrowser(away.gateway.room.url, PUBLIC_URL);
    const { page, there } = await goToProvider(browser, 'agency');
    expect([there.status, there.headers.get('retry-after'), there.text.includes('href="/sign-in/')]).toEqual([
      503,
      '60',
      true,
    ]);
    expect((await browser.ask(page.address.pathname)).status).toBe(200);
    await signInPerson(away.gateway.room.url, demoPeople(away.gateway.room.clock).next('officer'));
    expect((await away.tokensOf(await away.signIn('citizens', 'citizen'))).access_token).not.toBe('');
    await Promise.all([away.standIns.citizens.stop(), away.gateway.stop()]);
  });
});
