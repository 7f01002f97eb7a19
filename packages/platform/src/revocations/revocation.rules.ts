import type { RevokedKind } from '@ansinh/contracts/gateway/kinds';
import { CLOCK_TOLERANCE_SECONDS, LONGEST_TOKEN_SECONDS } from '@ansinh/contracts/wire/tokens';
import type { IssuedToken } from '@ansinh/http';

/** Tokens of a subject that were issued before a moment are good no more. */
export type Revocation = {
  /** A kind that this release does not know is kept as it is, and ends no token that it knows. */
  readonly kind: string;
  readonly subject: string;
  readonly notBefore: Date;
  /** Whether what it has asked for falls with it, where that still waits for a second person. */
  readonly endsRequests?: boolean | undefined;
};

const SECOND_MS = 1_000;

/**
 * From when on a token of who is revoked now is good again. A token says the second in which it was issued and no more, so
 * that those of the running second are all refused: one of them may be older than the revocation.
 */
export const notBeforeOf = (now: Date): Date => new Date((Math.floor(now.getTime() / SECOND_MS) + 1) * SECOND_MS);

/** Whose end is the end of this token. */
const subjectsOf = ({ subject, session }: IssuedToken): readonly (readonly [RevokedKind, string])[] =>
  session === undefined
    ? [['client', subject]]
    : [
        ['account', subject],
        ['session', session],
      ];

export const nameOf = (kind: string, subject: string): string => `${kind} ${subject}`;

/** `notBeforeMs` of what is revoked, by `nameOf`. */
export const isRevoked = (notBefore: ReadonlyMap<string, number>, token: IssuedToken): boolean =>
  subjectsOf(token).some(([kind, subject]) => token.issuedAtMs < (notBefore.get(nameOf(kind, subject)) ?? 0));

/** A revocation from before this moment concerns no token any more: the last one has ended. */
export const forgottenBefore = (now: Date): Date =>
  new Date(now.getTime() - (LONGEST_TOKEN_SECONDS + 2 * CLOCK_TOLERANCE_SECONDS) * SECOND_MS);
