import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type Configuration, errors, interactionPolicy, type JWKS } from 'oidc-provider';
import { peoplePage } from './people-page';
import { STAND_IN_CLIENT, STAND_IN_SECRET, type StandInPerson } from './stand-in-people';

export type StandInOptions = {
  readonly title: string;
  readonly port: number;
  /** 127.0.0.1 unless a container of its own is around it. */
  readonly host: string;
  /** Where it is found; by its port on this machine when left out. */
  readonly issuer?: string;
  readonly people: readonly StandInPerson[];
  /** Where it sends a browser back to. */
  readonly redirectUris: readonly string[];
  /** Where it says that a session is over. */
  readonly logoutUri?: string;
};

export type StandIn = { readonly issuer: string; readonly stop: () => Promise<void> };

const FORM_BYTES_MAX = 1_000;
const PAGE_CSP = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

const formOf = async (request: IncomingMessage): Promise<URLSearchParams> => {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > FORM_BYTES_MAX) throw new Error('the form is too long');
  }
  return new URLSearchParams(text);
};

const withoutConsent = () => {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  return policy;
};

/** Another one at each start: its keys roll over as those of a real one do, only more often. */
const newKeys = (): JWKS => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  return {
    keys: [{ ...privateKey.export({ format: 'jwk' }), kty: 'RSA', kid: randomUUID(), alg: 'RS256', use: 'sig' }],
  };
};

/** It tells gateways of this machine that a session is over; the library takes that for an attack, and its guard away with it. */
const fetchHere = (input: string | URL | Request, init: RequestInit & { readonly dispatcher?: unknown } = {}) => {
  const { dispatcher, ...asked } = init;
  return fetch(input, asked);
};

const HOUR_SECONDS = 3_600;

/** A browser keeps cookies by host and not by port: of two stand-ins none takes the session of the other one away. */
const cookieNames = (port: number) => ({
  session: `session-${port}`,
  interaction: `interaction-${port}`,
  resume: `resume-${port}`,
});

const configurationOf = ({ port, people, redirectUris, logoutUri }: StandInOptions): Configuration => ({
  clients: [
    {
      client_id: STAND_IN_CLIENT,
      client_secret: STAND_IN_SECRET,
      redirect_uris: [...redirectUris],
      ...(logoutUri === undefined
        ? {}
        : { backchannel_logout_uri: logoutUri, backchannel_logout_session_required: true }),
    },
  ],
  jwks: newKeys(),
  acrValues: [...new Set(people.flatMap(({ acr }) => acr ?? []))],
  claims: {
    openid: ['sub', 'acr', 'amr'],
    profile: ['name', ...new Set(people.flatMap(({ claims }) => Object.keys(claims)))],
  },
  // What is asked for stands in the id token, which is signed.
  conformIdTokenClaims: false,
  cookies: { keys: ['published'], names: cookieNames(port) },
  fetch: fetchHere,
  ttl: { AccessToken: 60, Grant: HOUR_SECONDS, IdToken: 300, Interaction: 600, Session: 8 * HOUR_SECONDS },
  features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
  findAccount: async (_context, accountId) => {
    const person = people.find(({ key }) => key === accountId);
    if (person === undefined) return undefined;
    return { accountId, claims: async () => ({ sub: accountId, name: person.name, ...person.claims }) };
  },
  loadExistingGrant: async ({ oidc }) => {
    const { account, client, provider, params } = oidc;
    if (account === undefined || client === undefined) return undefined;
    const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
    grant.addOIDCScope(String(params?.scope ?? 'openid'));
    await grant.save();
    return grant;
  },
  interactions: { policy: withoutConsent(), url: (_context, { uid }) => `/people/${uid}` },
  pkce: { required: () => true },
});

const answerPage = async (
  provider: Provider,
  { title, people }: StandInOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const { uid } = await provider.interactionDetails(request, response);
  if (request.method !== 'POST') {
    response.setHeader('content-security-policy', PAGE_CSP);
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(peoplePage(title, `/people/${uid}`, people));
    return;
  }
  const chosen = (await formOf(request)).get('person');
  const person = people.find(({ key }) => key === chosen);
  await provider.interactionFinished(
    request,
    response,
    person === undefined
      ? { error: 'access_denied', error_description: 'the person has cancelled' }
      : {
          login: {
            accountId: person.key,
            remember: false,
            ...(person.acr === undefined ? {} : { acr: person.acr }),
            ...(person.amr === undefined ? {} : { amr: [...person.amr] }),
          },
        },
    { mergeWithLastSubmission: false },
  );
};

const handle = async (
  provider: Provider,
  options: StandInOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const { pathname } = new URL(request.url ?? '/', 'http://stand-in');
  if (pathname === '/health') {
    response.end('ok\n');
    return;
  }
  if (!pathname.startsWith('/people/')) {
    await provider.callback()(request, response);
    return;
  }
  try {
    await answerPage(provider, options, request, response);
  } catch (error) {
    if (!(error instanceof errors.SessionNotFound)) throw error;
    response.writeHead(404, { 'content-type': 'text/plain' }).end('begin again\n');
  }
};

const stopped = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** An identity provider for trying out: real OpenID Connect, and people who are let in by one click. */
export const startStandIn = async (options: StandInOptions): Promise<StandIn> => {
  const server = createServer().listen(options.port, options.host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const issuer = options.issuer ?? `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, configurationOf(options));
  provider.on('server_error', (_context, error) => console.error(error));
  provider.on('backchannel.error', (_context, error) => console.error(error));
  server.on('request', (request, response) => {
    handle(provider, options, request, response).catch((error: unknown) => {
      console.error(error);
      response.writeHead(500).end();
    });
  });
  return { issuer, stop: () => stopped(server) };
};
