import { askedByPkce, CALLBACK, exchange, type PersonTokens, SignInRefused } from './person-sign-in';

type Step = { readonly address: URL; readonly text: string };

/** A browser that keeps the cookies of each host for itself, and stops where a page is or the way leads to this program. */
const openBrowser = () => {
  const jars = new Map<string, Map<string, string>>();
  const ask = async (address: URL, init: RequestInit): Promise<Response> => {
    const jar = jars.get(address.host) ?? new Map<string, string>();
    jars.set(address.host, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const reply = await fetch(address, { ...init, headers: { cookie }, redirect: 'manual' });
    for (const line of reply.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return reply;
  };
  const go = async (address: URL, init: RequestInit = {}): Promise<Step> => {
    const reply = await ask(address, init);
    const location = reply.headers.get('location');
    if (location === null) return { address, text: await reply.text() };
    const next = new URL(location, address);
    return next.href.startsWith(`${CALLBACK}?`) ? { address: next, text: '' } : go(next);
  };
  return go;
};

const found = (pattern: RegExp, { text, address }: Step, what: string): URL => {
  const [, path] = pattern.exec(text) ?? [];
  if (path === undefined) throw new SignInRefused(`${address.origin} shows ${what}`);
  return new URL(path, address);
};

export type CitizenSignIn = {
  readonly gatewayUrl: string;
  /** As the stand-in calls it. */
  readonly person: string;
};

/**
 * Signs a demo citizen in as a citizen does: by the page of the gateway, the national provider, and back.
 * @throws SignInRefused
 */
export const signInDemoCitizen = async ({ gatewayUrl, person }: CitizenSignIn): Promise<PersonTokens> => {
  const { query, verifier } = askedByPkce();
  const go = openBrowser();
  const page = await go(new URL(`/oauth/authorize?${query}`, gatewayUrl));
  const there = await go(
    found(
      /href="(\/sign-in\/[^"]+\/by\/citizens)"/,
      page,
      'no way to sign in as a citizen: it has no CITIZEN_PROVIDER',
    ),
  );
  const chosen = found(/action="(\/people\/[^"]+)"/, there, 'no stand-in of the national provider');
  const done = await go(chosen, { method: 'POST', body: new URLSearchParams({ person }) });
  const code = done.address.searchParams.get('code');
  if (code === null) throw new SignInRefused(`the gateway at ${gatewayUrl} does not let ${person} in`);
  return exchange(gatewayUrl, { username: person, code, verifier });
};
