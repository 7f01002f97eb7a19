/** Who asked, by what ends with that one: the account, and the session where it is known. */
export type Asked = { readonly subject: string; readonly session?: string | undefined; readonly at: Date };

/** What was taken from whom, and when. */
export type GoneMaker = { readonly kind: string; readonly subject: string; readonly at: Date };

/**
 * A right that ended just before a request was heard of by a service: it asked with a right that was over. Clocks of two
 * machines differ by less, and a revocation is everywhere sooner. Who asks in that time by new rights asks once more.
 */
const BEFORE_MS = 30_000;

/** Since when what was taken from who asked counts. */
export const countsSince = (askedAt: Date): Date => new Date(askedAt.getTime() - BEFORE_MS);

/** For how many days what was taken is remembered: longer than anything waits that is decided in time. */
const KEPT_DAYS = 400;
const DAY_MS = 86_400_000;

export const forgottenBefore = (now: Date): Date => new Date(now.getTime() - KEPT_DAYS * DAY_MS);
