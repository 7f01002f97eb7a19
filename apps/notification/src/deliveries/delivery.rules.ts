import type { DeliveryStatus } from '@ansinh/contracts/notification/api';

/** How sending a message by a channel ended, and by how many attempts. An error says what a server said, and names nobody. */
export type Outcome = { readonly attempts: number } & (
  | { readonly result: 'sent' }
  | { readonly result: 'refused'; readonly error: string }
  | { readonly result: 'no-address' }
  | { readonly result: 'off' }
  /** It failed, and will not be tried again. */
  | { readonly result: 'given-up'; readonly error: string }
);

/** A message is sent once: only what is still queued is decided. */
export const isOpen = (status: DeliveryStatus): boolean => status === 'queued';

export type Decided = {
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly sentAt: Date | null;
  readonly lastError: string | null;
};

const STATUS_OF = {
  sent: 'sent',
  refused: 'failed',
  'given-up': 'failed',
  'no-address': 'unsendable',
  off: 'off',
} as const satisfies Record<Outcome['result'], DeliveryStatus>;

/** What becomes of a queued delivery; undefined of one that was decided before. */
export const decide = (status: DeliveryStatus, outcome: Outcome, now: Date): Decided | undefined => {
  if (!isOpen(status)) return undefined;
  return {
    status: STATUS_OF[outcome.result],
    attempts: outcome.attempts,
    sentAt: outcome.result === 'sent' ? now : null,
    lastError: 'error' in outcome ? outcome.error : null,
  };
};
