/** No access token lives longer, of a client or of a person: what was revoked is forgotten when the last one has ended. */
export const LONGEST_TOKEN_SECONDS = 1_800;

/** So much may the clocks of two machines differ, where an end is compared. */
export const CLOCK_TOLERANCE_SECONDS = 10;

/** The natural person who signed in, apart from the account that was used. */
export type SignedIn = {
  /** Pseudonym made of the personal id: the same for all accounts of one person, and for nobody else. */
  readonly key: string;
  /** Id of the session, which can be ended everywhere. */
  readonly session: string;
  /** 2: a second factor was shown when this session began. */
  readonly factors: 1 | 2;
};
