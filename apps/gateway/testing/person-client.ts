import { createHash, createHmac, randomBytes } from 'node:crypto';
import { type Browser, openBrowser, type Page } from './browser';
import { PUBLIC_URL } from './gateway-room';

/** The program of persons that takes its answer on the own machine, as an independent one would do: by plain HTTP. */
export const CLIENT = 'command-line';
export const CALLBACK = 'http://127.0.0.1:4711/callback';

export type TokenReply = {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly id_token?: string;
  readonly expires_in: number;
  readonly scope?: string;
};

/** RFC 6238, written apart from the code that takes it. */
export const oneTimeCode = (base32: string, atMs: number): string => {
  const bits = [...base32].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  );
  const bytes = bits.join('').match(/.{8}/g) ?? [];
  const key = Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(atMs / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) % 16;
  return String((mac.readUInt32BE(offset) % 2 ** 31) % 1_000_000).padStart(6, '0');
};

export type Asked = { readonly query: URLSearchParams; readonly verifier: string };

/** A request as it should be; `change` makes it wrong, an empty value takes a part away. */
export const askedWith = (change: Readonly<Record<string, string>> = {}): Asked => {
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    client_id: CLIENT,
    response_type: 'code',
    redirect_uri: CALLBACK,
    state: 'a state',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...change,
  });
  for (const [name, value] of [...query]) if (value === '') query.delete(name);
  return { query, verifier };
};

export type Person = { readonly username: string; readonly password: string; readonly code?: string };

export const typeIn = (browser: Browser, page: Page, { username, password, code = '' }: Person): Promise<Page> =>
  browser.submit(page, { username, password, code, act: 'sign-in' });

/** Begins a sign-in in a browser, and types in who it is when it is asked. @returns where it leads */
export const signInAt = async (browser: Browser, asked: Asked, person: Person): Promise<Page> => {
  const page = await browser.go(`/oauth/authorize?${asked.query}`);
  return page.text.includes('name="password"') ? typeIn(browser, page, person) : page;
};

export const askTokens = (url: string, form: Readonly<Record<string, string>>, headers?: Record<string, string>) =>
  fetch(`${url}/oauth/token`, {
    method: 'POST',
    ...(headers === undefined ? {} : { headers }),
    body: new URLSearchParams({ client_id: CLIENT, ...form }),
  });

export const exchangeOf = (page: Page, { verifier }: Asked): Record<string, string> => ({
  grant_type: 'authorization_code',
  code: page.address.searchParams.get('code') ?? '',
  redirect_uri: CALLBACK,
  code_verifier: verifier,
});

/** The whole flow of a person. */
export const signInPerson = async (url: string, person: Person, change: Readonly<Record<string, string>> = {}) => {
  const browser = openBrowser(url, PUBLIC_URL);
  const asked = askedWith(change);
  const page = await signInAt(browser, asked, person);
  const reply = await askTokens(url, exchangeOf(page, asked));
  if (reply.status !== 200) throw new Error(`no tokens for ${person.username}: ${page.text} ${await reply.text()}`);
  return { browser, tokens: (await reply.json()) as TokenReply };
};

export const refresh = (url: string, refreshToken: string, form: Readonly<Record<string, string>> = {}) =>
  askTokens(url, { grant_type: 'refresh_token', refresh_token: refreshToken, ...form });
