/** No access token lives longer, of a client or of a person: what was revoked is forgotten when the last one has ended. */
export const LONGEST_TOKEN_SECONDS = 1_800;

/** So much may the clocks of two machines differ, where an end is compared. */
export const CLOCK_TOLERANCE_SECONDS = 10;
