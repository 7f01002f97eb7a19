/** The natural person who signed in, apart from the account that was used. */
export type SignedIn = {
  /** Pseudonym made of the personal id: the same for all accounts of one person, and for nobody else. */
  readonly key: string;
  /** Id of the session, which can be ended everywhere. */
  readonly session: string;
  /** 2: a second factor was shown when this session began. */
  readonly factors: 1 | 2;
};
