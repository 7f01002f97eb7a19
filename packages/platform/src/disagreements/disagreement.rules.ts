/** How often the register may disagree with what a client sends. */
export type DisagreementLimits = {
  /** Without a pause, on one day. */
  readonly freeADay: number;
  /** After that so many, then a pause. */
  readonly eachTime: number;
  readonly pauseMs: number;
};

export type DisagreementsToday = { readonly count: number; readonly lastAt: Date | null };

const pauseLeftMs = ({ pauseMs }: DisagreementLimits, { lastAt }: DisagreementsToday, now: Date): number =>
  lastAt === null ? 0 : Math.max(0, lastAt.getTime() + pauseMs - now.getTime());

/** How many times the register may still disagree before nothing is compared any more: none during a pause. */
export const disagreementsLeft = (limits: DisagreementLimits, today: DisagreementsToday, now: Date): number => {
  const { freeADay, eachTime } = limits;
  if (today.count < freeADay) return freeADay - today.count;
  if (pauseLeftMs(limits, today, now) === 0) return eachTime;
  // What is left of the few that follow a pause; the pause begins when they are used up.
  const used = (today.count - freeADay) % eachTime;
  return used === 0 ? 0 : eachTime - used;
};

export const retryAfterSeconds = (limits: DisagreementLimits, today: DisagreementsToday, now: Date): number =>
  Math.max(1, Math.ceil(pauseLeftMs(limits, today, now) / 1_000));
