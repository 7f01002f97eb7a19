import { type PersonTokens, renewTokens, signInDemoPerson } from '../../sign-ins/person-sign-in';
import { holdToken, type Token, type TokenSource } from './held-token';

/** The members of staff of the sample month. */
export type PersonName = 'officer' | 'approver' | 'operator';

/** Whoever acts for the agency, each signed in once: a one-time code is good once, and the next one half a minute later. */
export type People = Readonly<Record<PersonName, TokenSource>>;

type Signed = Token & Pick<PersonTokens, 'refreshToken'>;

const signedIn = (gatewayUrl: string, username: PersonName): TokenSource =>
  holdToken<Signed>(async (before) => {
    const renewed = before === undefined ? undefined : await renewTokens(gatewayUrl, before.refreshToken);
    const { accessToken, ...tokens } = renewed ?? (await signInDemoPerson({ gatewayUrl, username }));
    return { text: accessToken, ...tokens };
  });

/** Demo persons who sign in when they are needed first: with password, one-time code, authorization code and PKCE. */
export const demoPeople = (gatewayUrl: string): People => ({
  officer: signedIn(gatewayUrl, 'officer'),
  approver: signedIn(gatewayUrl, 'approver'),
  operator: signedIn(gatewayUrl, 'operator'),
});
