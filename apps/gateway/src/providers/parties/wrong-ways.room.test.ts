import { createHmac } from 'node:crypto';
import { openBrowser, type Page } from '../../../testing/browser';
import {
  type Claims,
  CROOKED_CLIENT,
  CROOKED_SECRET,
  type CrookedProvider,
  newPair,
  nowSeconds,
  signBy,
} from '../../../testing/crooked-provider';
import { type CrookedRoom, type Sent, startCrookedRoom } from '../../../testing/crooked-room';
import { type GatewayRoom, PUBLIC_URL } from '../../../testing/gateway-room';
import { goToProvider, hasCode } from '../../../testing/provider-browser';

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const byHmac = (claims: Claims, key: string): string => {
  const signed = `${base64({ alg: 'HS256', kid: 'first' })}.${base64(claims)}`;
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
};

describe('a sign-in by a provider', () => {
  let crooked: CrookedProvider;
  let other: CrookedProvider;
  let gateway: GatewayRoom;
  let room: CrookedRoom;
  beforeAll(async () => {
    room = await startCrookedRoom();
    ({ gateway } = room);
    ({ agency: crooked, citizens: other } = room.providers);
  });
  afterAll(() => room.stop());

  const leave: CrookedRoom['leave'] = (provider) => room.leave(provider);
  const back: CrookedRoom['back'] = (browser, provider, query) => room.back(browser, provider, query);
  const isSignedIn = (page: Page): boolean =>
    hasCode(page) || page.text.includes('name="second"') || page.text.includes('name="code"');

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
});
