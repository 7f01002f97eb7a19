const SIGN_INS: ReadonlySet<string> = new Set([
  '/oauth/token',
  '/api/token/take',
  '/v1/invitations/openings',
  '/oauth/authorize',
  '/session/callback',
]);
/** Pages of a sign-in that has begun, each with an id of its own. */
const SIGN_IN_PAGES = ['/sign-in/', '/oauth/authorize/', '/session/sign-in'];

/** Express takes a path with a slash at its end for the same. By hand: a pattern would walk a path of slashes again and again. */
const withoutEnd = (path: string): string => {
  let end = path.length;
  while (end > 1 && path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
};

/** Where a client gets a token, or what it gets one with, and where a person signs in; none of them has one yet. */
export const isSignIn = (path: string): boolean => {
  const asked = withoutEnd(path).toLowerCase();
  return SIGN_INS.has(asked) || SIGN_IN_PAGES.some((page) => asked.startsWith(page));
};

const ADDRESSES = 10;

/** What one address may do of that which all without a token may do together. */
export const addressShare = (anonymousPerMinute: number): number =>
  Math.max(1, Math.floor(anonymousPerMinute / ADDRESSES));

/** The client id that HTTP Basic names, right or wrong; undefined for every other way to sign in. */
export const claimedClient = (authorization: string | undefined): string | undefined => {
  const [scheme = '', credentials = ''] = (authorization ?? '').split(' ');
  if (scheme.toLowerCase() !== 'basic') return undefined;
  const [clientId = ''] = Buffer.from(credentials, 'base64').toString('utf8').split(':');
  return clientId === '' ? undefined : clientId.slice(0, 255);
};
