import type { DeliveryStatus } from '@ansinh/contracts/notification/api';

/** How sending a message by a channel ended, and by how many attempts. An error says what a server said, and names nobody. */
export type Outcome = { readonly attempts: number } & (
  | { readonly result: 'sent' }
  | { readonly result: 'refused'; readonly error: string }
  | { readonly result: 'no-address' }
  | { readonly result: 'off' }
  /** It failed, and is not tried again unless an operator says so. */
  | { readonly result: 'given-up'; readonly error: string }
  /** An operator decided that it is not sent. */
  | { readonly result: 'cancelled' }
);

/** A message is sent once: only what still may be sent is decided. */
export const isOpen = (status: DeliveryStatus): boolean => status === 'queued' || status === 'given-up';

export type Decided = {
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly sentAt: Date | null;
  readonly lastError: string | null;
};

const STATUS_OF = {
  sent: 'sent',
  refused: 'failed',
  'given-up': 'given-up',
  cancelled: 'cancelled',
  'no-address': 'unsendable',
  off: 'off',
} as const satisfies Record<Outcome['result'], DeliveryStatus>;

/** What becomes of a delivery that still may be sent; undefined of one that was decided before. */
export const decide = (status: DeliveryStatus, outcome: Outcome, now: Date): Decided | undefined => {
  if (!isOpen(status)) return undefined;
  return {
    status: STATUS_OF[outcome.result],
    attempts: outcome.attempts,
    sentAt: outcome.result === 'sent' ? now : null,
    lastError: 'error' in outcome ? outcome.error : null,
  };
};
