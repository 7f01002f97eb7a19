import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { z } from 'zod';

/** The job that makes the code and sends it. */
export const SENDING = { name: 'send-invitation', data: z.object({ invitationId: Id }) } as const;

/** From the moment at which the mail is sent. */
export const VALID_HOURS = 72;
const HOUR_MS = 3_600_000;

export const expiryOf = (sentAt: Date): Date => new Date(sentAt.getTime() + VALID_HOURS * HOUR_MS);

/** What is known of an invitation. */
export type Known = {
  readonly expiresAt: Date | null;
  readonly openedAt: Date | null;
  readonly withdrawnAt: Date | null;
};

/** Once, in its time, and while no newer one has taken its place. */
export const isUsable = ({ expiresAt, openedAt, withdrawnAt }: Known, now: Date): boolean =>
  openedAt === null && withdrawnAt === null && expiresAt !== null && now < expiresAt;
