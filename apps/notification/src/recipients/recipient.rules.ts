import type { Recipient } from '@ansinh/contracts/notification/events';
import type { Tenant } from '@ansinh/contracts/wire/permissions';

export const participant = (id: string): Recipient => ({ kind: 'participant', id });

/** Whoever a token speaks for, as a recipient: its own inbox, and its own contact. */
export const ofTenant = ({ kind, code }: Tenant): Recipient => ({ kind, id: code });
