import type { Channel } from './channel';
import { email } from './email/email';
import { inbox } from './inbox/inbox';

/** The ways in which messages reach people. A further one is a folder beside this file, and a line here. */
export const CHANNELS: Readonly<Record<string, Channel>> = { inbox, email };
