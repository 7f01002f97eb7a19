// The one file that knows @simplewebauthn/server.
import type { AddPasskey, PasskeyAnswer } from '@ansinh/contracts/gateway/passkeys.api';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';

/** Where passkeys are good: those of another address, however like ours it looks, answer nothing here. */
export type Site = { readonly origin: string; readonly rpId: string };

export const siteOf = (publicUrl: string): Site => {
  const { origin, hostname } = new URL(publicUrl);
  return { origin, rpId: hostname };
};

export const CHALLENGE_MS = 300_000;
/** EdDSA, ES256 and RS256, by their numbers in COSE. */
const ALGORITHMS = [-8, -7, -257] as const;

type Owner = { readonly accountId: string; readonly username: string; readonly name: string };

export const creationOptions = (
  { rpId }: Site,
  { accountId, username, name }: Owner,
  known: readonly string[],
): Promise<PublicKeyCredentialCreationOptionsJSON> =>
  generateRegistrationOptions({
    rpName: 'An Sinh',
    rpID: rpId,
    userName: username,
    userDisplayName: name,
    userID: new Uint8Array(Buffer.from(accountId)),
    timeout: CHALLENGE_MS,
    supportedAlgorithmIDs: [...ALGORITHMS],
    // Who signs in is not known before the device has answered: it has to remember for whom its key is.
    authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
    excludeCredentials: known.map((id) => ({ id })),
  });

export const requestOptions = (
  { rpId }: Site,
  userVerification: 'required' | 'preferred' = 'preferred',
): Promise<PublicKeyCredentialRequestOptionsJSON> =>
  generateAuthenticationOptions({ rpID: rpId, userVerification, timeout: CHALLENGE_MS });

/** Takes a challenge that we gave; the second time it is none. */
export type TakeChallenge = (challenge: string) => Promise<boolean>;
export type NewPasskey = {
  readonly credentialId: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly counter: number;
  readonly transports: readonly string[];
};

/** What our challenges look like. */
const CHALLENGE = /^[A-Za-z0-9_-]{43}$/;

/**
 * The library throws for each thing that does not fit, and whatever a forged answer makes its readers throw; only what failed
 * when we took the challenge is no fault of the answer.
 */
const orNothing = async <Checked>(
  take: TakeChallenge,
  check: (take: TakeChallenge) => Promise<Checked>,
): Promise<Checked | undefined> => {
  const failures: unknown[] = [];
  const taken: TakeChallenge = async (challenge) => {
    try {
      return CHALLENGE.test(challenge) && (await take(challenge));
    } catch (error) {
      failures.push(error);
      return false;
    }
  };
  try {
    return await check(taken);
  } catch {
    if (failures.length > 0) throw failures[0];
    return undefined;
  }
};

/** What is kept of a new passkey; undefined for an answer that is not good. */
export const checkCreated = async (
  { origin, rpId }: Site,
  credential: AddPasskey['credential'],
  takeChallenge: TakeChallenge,
): Promise<NewPasskey | undefined> => {
  const checked = await orNothing(takeChallenge, (expectedChallenge) =>
    verifyRegistrationResponse({
      response: credential,
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      // The password is the other factor: that somebody is there is enough.
      requireUserVerification: false,
      supportedAlgorithmIDs: [...ALGORITHMS],
    }),
  );
  if (checked?.verified !== true) return undefined;
  const { id, publicKey, counter } = checked.registrationInfo.credential;
  return { credentialId: id, publicKey, counter, transports: credential.response.transports };
};

type Answered = {
  readonly answer: PasskeyAnswer;
  readonly known: KnownPasskey;
  /** Nothing but the device says who it is: it has to have seen a finger, a face or a PIN. */
  readonly isAlone?: boolean;
};
type KnownPasskey = Pick<NewPasskey, 'credentialId' | 'publicKey' | 'counter'>;

/** How often the device has signed by now; undefined for an answer that is not good. */
export const checkAnswer = async (
  { origin, rpId }: Site,
  { answer, known, isAlone = false }: Answered,
  takeChallenge: TakeChallenge,
): Promise<number | undefined> => {
  const { userHandle, ...response } = answer.response;
  const checked = await orNothing(takeChallenge, (expectedChallenge) =>
    verifyAuthenticationResponse({
      response: { ...answer, response: userHandle === undefined ? response : { ...response, userHandle } },
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      credential: { id: known.credentialId, publicKey: known.publicKey, counter: known.counter },
      requireUserVerification: isAlone,
    }),
  );
  return checked?.verified === true ? checked.authenticationInfo.newCounter : undefined;
};
