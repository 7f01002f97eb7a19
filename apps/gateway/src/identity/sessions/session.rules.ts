/** The most that a person stays signed in. */
export const SESSION_SECONDS = 8 * 3_600;
/** A session that nobody used for so long is over in the browser. */
const IDLE_MS = 30 * 60_000;
/** A page that has to know its own form again, without anybody having signed in. */
export const NOBODYS_SECONDS = 600;
/** More often than this it is not written down that a session was used. */
const SEEN_AGAIN_MS = 60_000;

const SECOND_MS = 1_000;

type Times = {
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
};

/** When a session is over at the latest that begins now. */
export const sessionEnd = (startedAt: Date, accountId: string | undefined): Date =>
  new Date(startedAt.getTime() + (accountId === undefined ? NOBODYS_SECONDS : SESSION_SECONDS) * SECOND_MS);

/** Whether tokens that came of the session may be renewed. */
export const isOpen = ({ expiresAt, endedAt }: Pick<Times, 'expiresAt' | 'endedAt'>, now: Date): boolean =>
  endedAt === null && now < expiresAt;

/** When it is over in the browser unless it is used before. */
export const idleFrom = ({ lastSeenAt }: Pick<Times, 'lastSeenAt'>): Date => new Date(lastSeenAt.getTime() + IDLE_MS);

/** Whether a browser may go on by its cookie. */
export const isInUse = (session: Times, now: Date): boolean => isOpen(session, now) && now < idleFrom(session);

/** Before which moment a session was seen last that is to be written down again. */
export const seenLongAgo = (now: Date): Date => new Date(now.getTime() - SEEN_AGAIN_MS);

/** What is left of the longest session since the sign-in, in whole seconds; at least one. */
export const secondsLeft = (signedInSeconds: number, nowSeconds: number): number =>
  Math.max(1, Math.floor(signedInSeconds + SESSION_SECONDS - nowSeconds));
