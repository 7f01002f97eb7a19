import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

// A provider that does what no good one does. It is written apart from the library that checks it: of an OpenID provider it
// has what a relying party asks of one, and every word of it can be made wrong.

export const CROOKED_CLIENT = 'gateway-at-the-crooked-one';
export const CROOKED_SECRET = 'a secret of thirty-two characters';

export type Claims = Readonly<Record<string, unknown>>;
type Answer = (request: IncomingMessage, response: ServerResponse) => void;
export type Pair = { readonly kid: string; readonly privateKey: CryptoKey; readonly publicJwk: JWK };

export const newPair = async (kid: string): Promise<Pair> => {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  return { kid, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } };
};

export const signBy = ({ kid, privateKey }: Pair, claims: Claims): Promise<string> =>
  new SignJWT({ ...claims }).setProtectedHeader({ alg: 'ES256', kid }).sign(privateKey);

const sendJson = (response: ServerResponse, body: unknown): void => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

export const nowSeconds = (): number => Math.floor(Date.now() / 1_000);

export type CrookedProvider = {
  readonly issuer: string;
  /** The keys that it publishes; the first signs. */
  keys: readonly Pair[];
  /** What the token endpoint answers. */
  token: Answer;
  /** Claims as they should be, for what a browser was sent away with. */
  readonly claimsFor: (nonce: string) => Claims;
  readonly giveToken: (idToken: string) => void;
  readonly sign: (claims: Claims) => Promise<string>;
  readonly stop: () => Promise<void>;
};

export const startCrookedProvider = async (): Promise<CrookedProvider> => {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://crooked');
    if (pathname === '/.well-known/openid-configuration') sendJson(response, metadata);
    else if (pathname === '/jwks') sendJson(response, { keys: crooked.keys.map(({ publicJwk }) => publicJwk) });
    else if (pathname === '/token') crooked.token(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const metadata = {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['ES256', 'none', 'HS256'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  };
  const crooked: CrookedProvider = {
    issuer,
    keys: [await newPair('first')],
    token: (_request, response) => void response.writeHead(400).end(),
    claimsFor: (nonce) => ({
      iss: issuer,
      aud: CROOKED_CLIENT,
      sub: 'somebody',
      nonce,
      iat: nowSeconds(),
      exp: nowSeconds() + 300,
    }),
    giveToken: (idToken) => {
      crooked.token = (_request, response) =>
        sendJson(response, { access_token: 'of no use', token_type: 'Bearer', expires_in: 60, id_token: idToken });
    },
    sign: (claims) => {
      const [first] = crooked.keys;
      if (first === undefined) throw new Error('it has no key');
      return signBy(first, claims);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return crooked;
};
