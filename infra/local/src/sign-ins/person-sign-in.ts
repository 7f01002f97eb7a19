import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { oneTimeCode, STEP_MS } from './one-time-code';

/** Published: the gateway lets them in only when it was started with DEMO_CLIENTS=true, which no production takes. */
const DEMO_PASSWORD = 'demo-secret';
const DEMO_CODE_SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
export const CLIENT = 'command-line';
const CODES_TRIED = 3;
/** Those that wait for the same half minute do not all come at once. */
const SPREAD_MS = 5_000;
/** Where the answer of the gateway leads: to a program of this machine (RFC 8252). Nobody has to listen there to read it. */
export const CALLBACK = 'http://127.0.0.1/callback';

export type PersonTokens = {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresInSeconds: number;
};

/** What a person can do something about; its text is for the terminal. */
export class SignInRefused extends Error {}

const tokensIn = async (reply: Response): Promise<PersonTokens> => {
  const body = (await reply.json()) as { access_token: string; refresh_token: string; expires_in: number };
  return { accessToken: body.access_token, refreshToken: body.refresh_token, expiresInSeconds: body.expires_in };
};

const askTokens = (gatewayUrl: string, form: Readonly<Record<string, string>>): Promise<Response> =>
  fetch(`${gatewayUrl}/oauth/token`, { method: 'POST', body: new URLSearchParams({ client_id: CLIENT, ...form }) });

/** New tokens for a refresh token; undefined when it is good no more. */
export const renewTokens = async (gatewayUrl: string, refreshToken: string): Promise<PersonTokens | undefined> => {
  const reply = await askTokens(gatewayUrl, { grant_type: 'refresh_token', refresh_token: refreshToken });
  return reply.ok ? tokensIn(reply) : undefined;
};

type Step = { readonly reply: Response; readonly text: string };

/** A browser as far as a sign-in needs one: it keeps cookies and follows redirects, up to the one that leads to us. */
const openBrowser = (gatewayUrl: string) => {
  const cookies = new Map<string, string>();
  const ask = async (path: string, init: RequestInit): Promise<Step> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const reply = await fetch(`${gatewayUrl}${path}`, { ...init, headers: { cookie }, redirect: 'manual' });
    for (const line of reply.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return { reply, text: await reply.text() };
  };
  const go = async (path: string, init: RequestInit = {}): Promise<Step | URL> => {
    const step = await ask(path, init);
    const location = step.reply.headers.get('location');
    if (location === null) return step;
    if (location.startsWith(`${CALLBACK}?`)) return new URL(location);
    const next = new URL(location, gatewayUrl);
    return go(`${next.pathname}${next.search}`);
  };
  return go;
};

const hiddenIn = (html: string, name: string): string =>
  new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

const msToNextCode = (): number => STEP_MS - (Date.now() % STEP_MS) + 500 + Math.random() * SPREAD_MS;

/** Types in who it is. @returns for how long to wait when the page comes back: the code was used before, or nobody has this name */
const typeIn = async (go: ReturnType<typeof openBrowser>, { text }: Step, username: string): Promise<URL | number> => {
  const action = /<form[^>]* action="(\/sign-in\/[^"]+)"/.exec(text)?.[1];
  if (action === undefined) throw new SignInRefused('the gateway has shown no page to sign in at');
  const body = new URLSearchParams({
    csrf: hiddenIn(text, 'csrf'),
    username,
    password: DEMO_PASSWORD,
    code: oneTimeCode(DEMO_CODE_SECRET, Date.now()),
    act: 'sign-in',
  });
  const done = await go(action, { method: 'POST', body });
  if (done instanceof URL) return done;
  return Math.max(msToNextCode(), 1_000 * Number(done.reply.headers.get('retry-after') ?? 0));
};

export type DemoSignIn = {
  readonly gatewayUrl: string;
  readonly username: string;
  /** Told once when the code of this half minute was used already, and the next one is waited for. */
  readonly waiting?: () => void;
};

/** A request of this program, and what it keeps to be given the tokens. */
export const askedByPkce = () => {
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    client_id: CLIENT,
    response_type: 'code',
    redirect_uri: CALLBACK,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  return { query, verifier };
};

/** @throws SignInRefused */
export const exchange = async (
  gatewayUrl: string,
  { username, code, verifier }: { readonly username: string; readonly code: string; readonly verifier: string },
): Promise<PersonTokens> => {
  const form = { grant_type: 'authorization_code', code, redirect_uri: CALLBACK, code_verifier: verifier };
  const reply = await askTokens(gatewayUrl, form);
  if (!reply.ok) throw new SignInRefused(`the gateway gave no token for ${username}: ${await reply.text()}`);
  return tokensIn(reply);
};

/**
 * Signs a demo person in as a person does: the page of the gateway, password, one-time code, authorization code and PKCE.
 * @throws SignInRefused
 */
export const signInDemoPerson = async ({ gatewayUrl, username, waiting }: DemoSignIn): Promise<PersonTokens> => {
  const { query, verifier } = askedByPkce();
  const go = openBrowser(gatewayUrl);
  const page = await go(`/oauth/authorize?${query}`);
  if (page instanceof URL || page.reply.status !== 200)
    throw new SignInRefused(
      `the gateway at ${gatewayUrl} lets no demo persons in: it is a production, or was started without DEMO_CLIENTS=true`,
    );
  let done = await typeIn(go, page, username);
  // Each code is taken once, and others may sign in as the same person in each half minute.
  for (let again = 0; typeof done === 'number' && again < CODES_TRIED; again += 1) {
    if (again === 0) waiting?.();
    await wait(done);
    done = await typeIn(go, page, username);
  }
  const code = typeof done === 'number' ? null : done.searchParams.get('code');
  if (code === null) throw new SignInRefused(`the gateway at ${gatewayUrl} does not let ${username} in`);
  return exchange(gatewayUrl, { username, code, verifier });
};
