import type { ClientRole } from '@ansinh/contracts/wire/permissions';
import { refusalOf } from './call-refused';
import { holdToken, type Token, type TokenSource } from './held-token';

/** The demo clients of the gateway, by what they play in the sample month. */
export const DEMO_CLIENTS = {
  hospital: 'demo-hospital',
  bank: 'demo-bank',
  'post-office': 'demo-post',
  employer: 'demo-employer',
  officer: 'demo-officer',
  approver: 'demo-approver',
  operator: 'demo-operator',
} as const satisfies Record<ClientRole, string>;
const DEMO_SECRET = 'demo-secret';

export type Login = {
  readonly clientId: string;
  /** That of the demo clients when left out. */
  readonly clientSecret?: string;
  /** More headers of the client's own. */
  readonly headers?: Readonly<Record<string, string>>;
};

/**
 * A token for a client that has a name and a secret, as RFC 6749 section 4.4 says it.
 * @throws CallRefused
 */
export const signIn = async (
  gatewayUrl: string,
  { clientId, clientSecret = DEMO_SECRET, headers = {} }: Login,
): Promise<Token> => {
  const response = await fetch(`${gatewayUrl}/oauth/token`, {
    method: 'POST',
    headers: { ...headers, authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const text = await response.text();
  if (!response.ok) throw refusalOf('POST /oauth/token', response.status, text);
  const { access_token: token, expires_in: seconds } = JSON.parse(text) as {
    access_token: string;
    expires_in: number;
  };
  return { text: token, expiresInSeconds: seconds };
};

/** A token of a demo client. */
export const signInAs = async (gatewayUrl: string, role: ClientRole): Promise<string> =>
  (await signIn(gatewayUrl, { clientId: DEMO_CLIENTS[role] })).text;

/** Tokens of a demo client, for as long as it goes on. */
export const demoClient = (
  gatewayUrl: string,
  role: ClientRole,
  headers: Readonly<Record<string, string>>,
): TokenSource => holdToken(() => signIn(gatewayUrl, { clientId: DEMO_CLIENTS[role], headers }));
