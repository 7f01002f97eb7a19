import { createHash, randomBytes } from 'node:crypto';
import { vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { getAccount } from '../../identity/accounts/account.views';
import { hashOf } from '../../identity/accounts/identity-keys';
import { findCodeSecret } from '../../identity/credentials/credential.store';
import { endSession } from '../../identity/sessions/session.commands';
import { AT_THE_DOOR, personOf, type SignInDoor } from '../../identity/sign-ins/sign-in.commands';
import { closedBy, networkOf } from '../../identity/sign-ins/sign-in.rules';
import { insertSignIn } from '../../identity/sign-ins/sign-in.store';
import type { Tx } from '../../kit';
import { type NotWelcome, welcomeCitizen } from '../citizens/citizen.commands';
import { tenantOfCitizen } from '../citizens/citizen.rules';
import { linkByStaffNumber } from '../links/link.commands';
import { findLinked } from '../links/link.store';
import type { ArrivingCitizen, ArrivingStaff } from '../parties/arriving.rules';
import type { Errand, Expected } from '../parties/relying-party';
import type { ProviderName } from '../settings/provider-settings';
import { awayUntil, keptUntil, stateOf } from './arrival.rules';
import {
  type Begun,
  forgetArrivals,
  saveArrived,
  saveAway,
  saveSessionOf,
  saveSignedOut,
  takeAway,
} from './arrival.store';

const SECRET_BYTES = 32;
const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/** A sign-in of our page that goes on elsewhere. */
export type Going = { readonly signInId: string; readonly provider: ProviderName };

/** What a browser takes along to a provider; of the state, which it brings back, the digest alone is kept. */
export const leaveFor = (door: SignInDoor, { signInId, provider }: Going, redirectUri: string): Promise<Errand> =>
  door.transact(AT_THE_DOOR, async ({ db, now }) => {
    const state = stateOf(signInId, newSecret());
    const [nonce, verifier] = [newSecret(), newSecret()];
    const kept = { stateHash: hashOf(state), nonce, verifier, begunAt: now, expiresAt: awayUntil(now) };
    await saveAway(db, { signInId, provider, ...kept });
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    return { state, nonce, verifier, challenge, redirectUri };
  });

/** What the answer to this state must fit; undefined when nobody waits for it, or not any more. */
export const comeBack = async (
  door: SignInDoor,
  { signInId, provider }: Going,
  { state, redirectUri }: Pick<Errand, 'state' | 'redirectUri'>,
): Promise<Expected | undefined> => {
  const taken = await door.transact(AT_THE_DOOR, ({ db, now }) =>
    takeAway(db, { signInId, provider, stateHash: hashOf(state) }, now),
  );
  return taken && { ...taken, state, redirectUri };
};

export type SignedIn = { readonly accountId: string; readonly factors: 1 | 2 };
export type Outcome =
  | SignedIn
  | { readonly needs: 'code' | 'link' }
  /** `account`: it is closed, or has no role today. */
  | { readonly refused: 'account' | NotWelcome };

/** What came of it, and what the audit is told beside the transaction: of two who sign in at once none waits for the other. */
export type Settled = {
  readonly outcome: Outcome;
  readonly told?: Parameters<SignInDoor['note']>;
};

export const tell = ({ note }: SignInDoor, { outcome, told }: Settled): Outcome => {
  if (told !== undefined) note(...told);
  return outcome;
};

/** Whoever is known by a provider signs in by an account that is open, with our second factor where the provider saw none. */
export const settle = async (
  tx: Tx,
  { accountId, factors }: SignedIn,
  address: string | undefined,
): Promise<Settled> => {
  const account = await getAccount(tx.db, accountId);
  const came = { accountId, at: tx.now, network: networkOf(address) };
  const target = `account:${accountId}` as const;
  const reason = closedBy(account, vietNamDate(tx.now));
  if (reason !== undefined) {
    await insertSignIn(tx.db, { ...came, reason });
    return { outcome: { refused: 'account' }, told: [AT_THE_DOOR, { action: 'sign-in.refused', target, reason }] };
  }
  if (factors < 2 && (await findCodeSecret(tx.db, accountId)) !== undefined) return { outcome: { needs: 'code' } };
  await insertSignIn(tx.db, { ...came, factors });
  return { outcome: { accountId, factors }, told: [personOf(account, tx.now), { action: 'sign-in', target }] };
};

/** A session that came of it can be ended by the provider for as long as it lasts; until there is one, it is soon forgotten. */
export const expiryOf = (outcome: Outcome, now: Date): Date =>
  'accountId' in outcome ? keptUntil(now) : awayUntil(now);

export type CameBack<Arriving> = {
  readonly signInId: string;
  readonly arriving: Arriving;
  readonly address: string | undefined;
};

/** A member of staff whom the agency's provider knows: by the account that is linked, or is linked now by its number. */
export const receiveStaff = async (
  door: SignInDoor,
  { signInId, arriving, address }: CameBack<ArrivingStaff>,
): Promise<Outcome> => {
  const settled = await door.transact(AT_THE_DOOR, async (tx): Promise<Settled> => {
    const { factors, staffNumber } = arriving;
    const accountId =
      (await findLinked(tx.db, arriving)) ??
      (staffNumber === undefined ? undefined : await linkByStaffNumber(tx, arriving, staffNumber));
    const known: Settled =
      accountId === undefined ? { outcome: { needs: 'link' } } : await settle(tx, { accountId, factors }, address);
    await saveArrived(tx.db, signInId, arriving, { accountId, expiresAt: expiryOf(known.outcome, tx.now) });
    return known;
  });
  return tell(door, settled);
};

/** A citizen whom the national provider knows. */
export const receiveCitizen = async (
  door: SignInDoor,
  { signInId, arriving, address }: CameBack<ArrivingCitizen>,
): Promise<Outcome> => {
  const settled = await door.transact(AT_THE_DOOR, async (tx): Promise<Settled> => {
    const { factors } = arriving;
    const welcomed = await welcomeCitizen(tx, door.keys, arriving);
    if ('refused' in welcomed) {
      const refusal = { action: 'sign-in.refused', target: 'citizen', reason: welcomed.refused } as const;
      return { outcome: welcomed, told: [AT_THE_DOOR, refusal] };
    }
    const { citizenId: accountId } = welcomed;
    await saveArrived(tx.db, signInId, arriving, { accountId, expiresAt: keptUntil(tx.now) });
    await insertSignIn(tx.db, { accountId, at: tx.now, network: networkOf(address), factors });
    const by = { subject: accountId, tenant: tenantOfCitizen(accountId), permissions: new Set<never>() };
    return { outcome: { accountId, factors }, told: [by, { action: 'sign-in', target: `citizen:${accountId}` }] };
  });
  return tell(door, settled);
};

/** A sign-in has led to a session; one that its provider has ended in between ends here, too. */
export const noteSession = async (tx: Tx, begun: Begun): Promise<void> => {
  const isOver = await saveSessionOf(tx.db, begun);
  if (isOver === true) await endSession(tx, begun.sessionId, 'ended');
};

/** The provider says that a session of it is over: so are those that came of it, at every door within five seconds. */
export const endByProvider = async (tx: Tx, over: Parameters<typeof saveSignedOut>[1]): Promise<void> => {
  for (const sessionId of await saveSignedOut(tx.db, over, tx.now)) await endSession(tx, sessionId, 'ended');
};

export const forgetOldArrivals = async (tx: Tx): Promise<void> => {
  await forgetArrivals(tx.db, tx.now);
};
