import type { KnownMessageChannel } from '@ansinh/contracts/notification/kinds';
import type { Channel } from './channel';
import { email } from './email/email';
import { inbox } from './inbox/inbox';

/** The inbox, and the ways in which messages leave it. A further one is a folder beside this file, and a line here. */
export const CHANNELS: Readonly<Record<'inbox' | KnownMessageChannel, Channel>> = { inbox, email };

/** A setting that cannot be used is found before anything is taken over. @throws Error of the channel that has it */
export const requireChannelSettings = (): void => {
  for (const { requireSettings } of Object.values(CHANNELS)) requireSettings();
};
