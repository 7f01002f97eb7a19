/** The browser keeps a cookie of this name for our host alone, by TLS, on every path: no neighbour can set it (RFC 6265bis). */
export const COOKIE = '__Host-ansinh';
/** From the begin of a sign-in to its end. */
export const SIGN_IN_COOKIE = '__Host-ansinh-begun';
/** A page of another origin cannot send it without asking first, and is not answered. */
export const HEADER = 'x-ansinh-console';

const VALUE = /^[A-Za-z0-9_-]{43}$/;

/** The cookie of this name; undefined when there are two of them, of which one is not ours. */
export const cookieIn = (header: string | undefined, name: string): string | undefined => {
  const found = (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`))
    .map((part) => part.slice(name.length + 1));
  return found.length === 1 ? found[0] : undefined;
};

/** The secret of a session in a browser, when it has the form of one. */
export const secretIn = (header: string | undefined): string | undefined => {
  const value = cookieIn(header, COOKIE);
  return value !== undefined && VALUE.test(value) ? value : undefined;
};

export type Said = {
  readonly method: string;
  readonly origin: string | undefined;
  /** `Sec-Fetch-Site`: a browser writes it, no page can. */
  readonly fetchSite: string | undefined;
};

const SAFE = new Set(['GET', 'HEAD']);

/** Whether a page of ours made this request. What changes something has to say where it comes from. */
export const isOwnRequest = ({ method, origin, fetchSite }: Said, address: string): boolean => {
  if (fetchSite !== undefined && fetchSite !== 'same-origin') return false;
  if (origin !== undefined && origin !== address) return false;
  return SAFE.has(method) || origin !== undefined || fetchSite !== undefined;
};

const SOMEWHERE = 'http://somewhere.invalid';
const START = '/docs';

/** Where a page of ours goes on after the sign-in; to nobody else's. */
export const localPath = (wished: unknown): string => {
  if (typeof wished !== 'string' || !wished.startsWith('/')) return START;
  const url = URL.parse(wished, SOMEWHERE);
  return url !== null && url.origin === SOMEWHERE && !url.pathname.startsWith('//')
    ? `${url.pathname}${url.search}${url.hash}`
    : START;
};

/** A token is renewed a minute before it ends, so that a call that takes long ends with a good one. */
export const renewAt = (now: Date, expiresInSeconds: number): Date =>
  new Date(now.getTime() + Math.max(0, expiresInSeconds - 60) * 1_000);
