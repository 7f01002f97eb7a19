import type { Route } from '@ansinh/http';
import type { Job } from '@ansinh/jobs';
import type { Tx } from '../kit';
import type { PostedMessage } from '../messages/message.store';

export type Channel = {
  readonly routes: readonly Route<Tx>[];
  readonly jobs: readonly Job<Tx>[];
  /** @throws Error that names the setting that cannot be used, and no value */
  readonly requireSettings: () => void;
  /** Takes over messages in the transaction that posts them: it writes down and enqueues, and sends nothing yet. */
  readonly take: (tx: Tx, messages: readonly PostedMessage[]) => Promise<void>;
};
