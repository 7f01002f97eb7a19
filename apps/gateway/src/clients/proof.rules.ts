import type { ProofKind } from '@ansinh/contracts/gateway/clients.api';
import type { SentKey } from './public-key.rules';

/** How a client proves who it is: by a secret, by keys that it gave us, or by those at an address of its own. */
export type Proof =
  | { readonly secretHash: string }
  | { readonly jwks: { readonly keys: readonly SentKey[] } }
  | { readonly jwksUrl: string };

/** What is valid, and for a while what was valid before. */
export type Proofs = {
  /** Undefined until the partner has opened its invitation. */
  readonly current: Proof | undefined;
  readonly former: { readonly proof: Proof; readonly until: Date } | undefined;
};

export const NO_PROOF: Proofs = { current: undefined, former: undefined };

export const kindOfProof = (proof: Proof): ProofKind => {
  if ('secretHash' in proof) return 'secret';
  return 'jwks' in proof ? 'keys' : 'key-address';
};

const DAY_MS = 86_400_000;

/** Another proof takes the place; the one before stays good for as many days. One that was former before is over. */
export const succeeded = (
  { current }: Proofs,
  proof: Proof,
  { now, overlapDays }: { readonly now: Date; readonly overlapDays: number },
): Proofs => ({
  current: proof,
  former:
    current === undefined || overlapDays === 0
      ? undefined
      : { proof: current, until: new Date(now.getTime() + overlapDays * DAY_MS) },
});

export const withoutFormer = ({ current }: Proofs): Proofs => ({ current, former: undefined });

/** By which the client may prove itself at a moment; the newest first. */
export const validProofs = ({ current, former }: Proofs, now: Date): readonly Proof[] => [
  ...(current === undefined ? [] : [current]),
  ...(former !== undefined && now < former.until ? [former.proof] : []),
];

export const formerUntil = ({ former }: Proofs, now: Date): Date | undefined =>
  former !== undefined && now < former.until ? former.until : undefined;
