import { createHmac } from 'node:crypto';
import { type Browser, openBrowser, type Page } from '../../../testing/browser';
import {
  type Claims,
  CROOKED_CLIENT,
  CROOKED_SECRET,
  type CrookedProvider,
  newPair,
  nowSeconds,
  signBy,
  startCrookedProvider,
} from '../../../testing/crooked-provider';
import { type GatewayRoom, PUBLIC_URL, startGatewayRoom } from '../../../testing/gateway-room';
import { goToProvider } from '../../../testing/provider-browser';
import type { ProviderName } from '../../provider-settings';

const CITIZEN = { name: 'Nguyễn Thị Mẫu', personal_id: '066190000021', assurance_level: 2 };

const settingsOf = ({ issuer }: CrookedProvider) => ({
  issuer,
  clientId: CROOKED_CLIENT,
  clientSecret: CROOKED_SECRET,
});

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const byHmac = (claims: Claims, key: string): string => {
  const signed = `${base64({ alg: 'HS256', kid: 'first' })}.${base64(claims)}`;
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
};

type Sent = { readonly state: string; readonly nonce: string; readonly browser: Browser };

describe('a sign-in by a provider', () => {
  let crooked: CrookedProvider;
  let other: CrookedProvider;
  let gateway: GatewayRoom;
  beforeAll(async () => {
    crooked = await startCrookedProvider();
    other = await startCrookedProvider();
    gateway = await startGatewayRoom({
      AGENCY_PROVIDER: JSON.stringify({ ...settingsOf(crooked), staffNumberClaim: 'staff_number' }),
      CITIZEN_PROVIDER: JSON.stringify(settingsOf(other)),
      // All of them come from one address.
      ANONYMOUS_PER_MINUTE: '100000',
    });
  });
  afterAll(async () => {
    await Promise.all([crooked.stop(), other.stop(), gateway.stop()]);
  });

  const leave = async (provider: ProviderName): Promise<Sent> => {
    const browser = openBrowser(gateway.room.url, PUBLIC_URL);
    const { there } = await goToProvider(browser, provider);
    const asked = there.address.searchParams;
    return { browser, state: asked.get('state') ?? '', nonce: asked.get('nonce') ?? '' };
  };
  const back = (browser: Browser, provider: ProviderName, query: Readonly<Record<string, string>>): Promise<Page> =>
    browser.go(`/sign-in-callbacks/${provider}?${new URLSearchParams({ code: 'a code', ...query })}`);
  const isSignedIn = (page: Page): boolean =>
    page.address.searchParams.has('code') || page.text.includes('name="second"') || page.text.includes('name="code"');

  it('asks by code, PKCE, state and nonce, for an answer at one exact address', async () => {
    const browser = openBrowser(gateway.room.url, PUBLIC_URL);
    const { there } = await goToProvider(browser, 'agency');
    expect(Object.fromEntries(there.address.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: CROOKED_CLIENT,
      redirect_uri: `${PUBLIC_URL}/sign-in-callbacks/agency`,
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
      nonce: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
    });
  });

  const signIn = async (): Promise<Page> => {
    const { browser, state, nonce } = await leave('agency');
    crooked.giveToken(await crooked.sign(crooked.claimsFor(nonce)));
    return back(browser, 'agency', { state, iss: crooked.issuer });
  };

  it('goes on when everything is as it must be, also by a key that the provider has had since a moment ago', async () => {
    expect(isSignedIn(await signIn())).toBe(true);
    const before = crooked.keys;
    crooked.keys = [await newPair('second'), ...before];
    // Keys are looked for once a second at most.
    let page = await signIn();
    for (let tries = 0; tries < 100 && !isSignedIn(page); tries += 1) page = await signIn();
    expect(isSignedIn(page)).toBe(true);
    crooked.keys = before;
  });

  const WRONG_TOKENS: readonly (readonly [string, (claims: Claims) => string | Promise<string>])[] = [
    ['of another issuer', (claims) => crooked.sign({ ...claims, iss: 'https://elsewhere.example' })],
    ['of the other provider', (claims) => other.sign({ ...claims, iss: other.issuer })],
    ['for another party', (claims) => crooked.sign({ ...claims, aud: 'another-party' })],
    [
      'for us and another party, which is not said to be us',
      (claims) => crooked.sign({ ...claims, aud: [CROOKED_CLIENT, 'x'] }),
    ],
    ['that another party asked for', (claims) => crooked.sign({ ...claims, azp: 'another-party' })],
    ['with the nonce of another sign-in', (claims) => crooked.sign({ ...claims, nonce: 'another' })],
    ['without a nonce', (claims) => crooked.sign({ ...claims, nonce: undefined })],
    ['that has expired', (claims) => crooked.sign({ ...claims, iat: nowSeconds() - 400, exp: nowSeconds() - 100 })],
    ['that never expires', (claims) => crooked.sign({ ...claims, exp: undefined })],
    ['of an hour ago', (claims) => crooked.sign({ ...claims, iat: nowSeconds() - 3_600 })],
    ['of tomorrow', (claims) => crooked.sign({ ...claims, iat: nowSeconds() + 86_400, exp: nowSeconds() + 90_000 })],
    ['of nobody', (claims) => crooked.sign({ ...claims, sub: '' })],
    ['that nobody has signed', (claims) => `${base64({ alg: 'none' })}.${base64(claims)}.`],
    ['signed by HMAC with the public key', (claims) => byHmac(claims, JSON.stringify(crooked.keys[0]?.publicJwk))],
    ['signed by HMAC with our secret', (claims) => byHmac(claims, CROOKED_SECRET)],
    ['by a key that nobody publishes', async (claims) => signBy(await newPair('unknown'), claims)],
    ['by another key of the same name', async (claims) => signBy(await newPair('first'), claims)],
    ['that is none', () => 'not.a.token'],
  ];
  it.each(WRONG_TOKENS)('takes no token %s', async (_which, make) => {
    const { browser, state, nonce } = await leave('agency');
    crooked.giveToken(await make(crooked.claimsFor(nonce)));
    const page = await back(browser, 'agency', { state, iss: crooked.issuer });
    expect([page.status, isSignedIn(page)]).toEqual([403, false]);
  });

  const good = async (sent: Sent) => crooked.giveToken(await crooked.sign(crooked.claimsFor(sent.nonce)));

  it('takes no answer of another provider, nor one that does not say whose it is (mix-up)', async () => {
    for (const iss of [{ iss: other.issuer }, {}]) {
      const sent = await leave('agency');
      await good(sent);
      const page = await back(sent.browser, 'agency', { state: sent.state, ...iss });
      expect([page.status, isSignedIn(page)]).toEqual([403, false]);
    }
    const sent = await leave('agency');
    const page = await back(sent.browser, 'citizens', { state: sent.state, iss: other.issuer });
    expect([page.status, isSignedIn(page)]).toEqual([403, false]);
  });

  it('is brought to an end by the browser that began it, and by no other one (login CSRF)', async () => {
    const sent = await leave('agency');
    await good(sent);
    const stranger = openBrowser(gateway.room.url, PUBLIC_URL);
    expect((await back(stranger, 'agency', { state: sent.state, iss: crooked.issuer })).status).toBe(403);
    const own = await leave('agency');
    expect((await back(own.browser, 'agency', { state: sent.state, iss: crooked.issuer })).status).toBe(403);
    const [id = ''] = own.state.split('.');
    const guessed = { state: `${id}.${'x'.repeat(43)}`, iss: crooked.issuer };
    expect((await back(own.browser, 'agency', guessed)).status).toBe(403);
    // The own one is still good, once.
    await good(sent);
    expect(isSignedIn(await back(sent.browser, 'agency', { state: sent.state, iss: crooked.issuer }))).toBe(true);
    expect((await back(sent.browser, 'agency', { state: sent.state, iss: crooked.issuer })).status).toBe(403);
  });

  it.each(['//evil.example', 'https://evil.example/x', '../../evil', 'a.b', ''])(
    'leads nowhere else by the state %j',
    async (state) => {
      const browser = openBrowser(gateway.room.url, PUBLIC_URL);
      const page = await browser.ask(`/sign-in-callbacks/agency?${new URLSearchParams({ code: 'a code', state })}`);
      expect([page.status, page.headers.get('location')]).toEqual([403, null]);
    },
  );

  it('does not follow a provider elsewhere, and waits for none that answers too much, too slowly or not at all', async () => {
    const answers: readonly CrookedProvider['token'][] = [
      (_request, response) => void response.writeHead(500).end(),
      (_request, response) => void response.writeHead(200).end(JSON.stringify({ id_token: 'x'.repeat(200_000) })),
      () => undefined,
      (request) => void request.socket.destroy(),
    ];
    for (const answer of answers) {
      const { browser, state } = await leave('agency');
      crooked.token = answer;
      const page = await back(browser, 'agency', { state, iss: crooked.issuer });
      expect([page.status, page.headers.get('retry-after')]).toEqual([503, '60']);
    }
    const { browser, state } = await leave('agency');
    let isAsked = false;
    other.token = (_request, response) => {
      isAsked = true;
      response.writeHead(400).end();
    };
    crooked.token = (_request, response) => void response.writeHead(307, { location: `${other.issuer}/token` }).end();
    const page = await back(browser, 'agency', { state, iss: crooked.issuer });
    expect([page.status, isAsked]).toEqual([403, false]);
  });

  it.each<[string, Claims]>([
    ['no personal id', { personal_id: undefined }],
    ['a personal id with blanks', { personal_id: '066 190 000 021' }],
    ['a personal id as a number', { personal_id: 66_190_000_021 }],
    ['the nine digits of an old card', { personal_id: '241234567' }],
    ['thirteen digits', { personal_id: '0661900000210' }],
    ['no level', { assurance_level: undefined }],
    ['a level that there is not', { assurance_level: 3 }],
    ['no name', { name: ' ' }],
  ])('makes no citizen of who has %s', async (_which, change) => {
    const { browser, state, nonce } = await leave('citizens');
    other.giveToken(await other.sign({ ...other.claimsFor(nonce), ...CITIZEN, ...change }));
    const page = await back(browser, 'citizens', { state, iss: other.issuer });
    expect([page.status, page.address.searchParams.has('code')]).toEqual([403, false]);
    expect(await gateway.room.db.citizen.count()).toBe(0);
  });

  it('makes nobody somebody else when the provider says another personal id of a subject', async () => {
    const signIn = async (change: Claims): Promise<Page> => {
      const { browser, state, nonce } = await leave('citizens');
      other.giveToken(await other.sign({ ...other.claimsFor(nonce), ...CITIZEN, ...change }));
      return back(browser, 'citizens', { state, iss: other.issuer });
    };
    expect((await signIn({})).address.searchParams.has('code')).toBe(true);
    expect((await signIn({ personal_id: '066190000022' })).status).toBe(403);
    // A new subject of the same person is the same citizen.
    expect((await signIn({ sub: 'somebody-anew' })).address.searchParams.has('code')).toBe(true);
    expect(await gateway.room.db.citizen.count()).toBe(1);
  });

  describe('and a token that says that a session is over', () => {
    const EVENTS = { 'http://schemas.openid.net/event/backchannel-logout': {} };
    let serial = 0;
    const claims = (change: Claims = {}): Claims => {
      serial += 1;
      return {
        iss: crooked.issuer,
        aud: CROOKED_CLIENT,
        iat: nowSeconds(),
        exp: nowSeconds() + 120,
        jti: `logout-${serial}`,
        events: EVENTS,
        sub: 'somebody',
        ...change,
      };
    };
    const post = (token: string) =>
      gateway
        .call('/sign-in-callbacks/agency/logout', {
          method: 'POST',
          body: new URLSearchParams({ logout_token: token }),
        })
        .then(({ status }) => status);

    it('is heard, once', async () => {
      const token = await crooked.sign(claims());
      expect([await post(token), await post(token)]).toEqual([200, 400]);
    });

    const WRONG_LOGOUTS: readonly (readonly [string, () => string | Promise<string>])[] = [
      ['with a nonce', () => crooked.sign(claims({ nonce: 'a nonce' }))],
      ['that is an id token', () => crooked.sign(crooked.claimsFor('a nonce'))],
      ['of no event', () => crooked.sign(claims({ events: {} }))],
      ['of nobody', () => crooked.sign(claims({ sub: undefined }))],
      ['without an id', () => crooked.sign(claims({ jti: undefined }))],
      ['for another party', () => crooked.sign(claims({ aud: 'another-party' }))],
      ['of another issuer', () => other.sign(claims({ iss: other.issuer }))],
      ['that has expired', () => crooked.sign(claims({ iat: nowSeconds() - 200, exp: nowSeconds() - 100 }))],
      ['that never expires', () => crooked.sign(claims({ exp: undefined }))],
      ['that nobody has signed', () => `${base64({ alg: 'none' })}.${base64(claims())}.`],
      ['by a key that nobody publishes', async () => signBy(await newPair('unknown'), claims())],
      ['that is none', () => ''],
    ];
    it.each(WRONG_LOGOUTS)('%s is not heard', async (_which, make) => {
      expect(await post(await make())).toBe(400);
    });
  });
});
