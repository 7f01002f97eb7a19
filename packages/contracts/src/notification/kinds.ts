import type { z } from 'zod';
import { type KindList, type KindName, type KindOf, openKind } from '../wire/open-kind';
import { EmailAddress } from './addresses';

/** Whom a message can be for. A tenant of another kind has an inbox as well; nothing is told to it yet. */
export const RECIPIENT_KINDS = {
  participant: { vi: 'người tham gia', en: 'participant' },
  facility: { vi: 'cơ sở khám bệnh, chữa bệnh', en: 'medical facility' },
  employer: { vi: 'đơn vị sử dụng lao động', en: 'employer' },
  agency: { vi: 'cơ quan bảo hiểm xã hội', en: 'agency' },
} as const satisfies KindList;
export const RecipientKind = openKind('RecipientKind', RECIPIENT_KINDS);

type MessageChannelRow = KindName & {
  /** The form that an address has. */
  readonly address: z.ZodType<string>;
};

/** The ways in which a message goes to its recipient beside the inbox, each to an address of its own. */
export const MESSAGE_CHANNELS = {
  email: { vi: 'thư điện tử', en: 'e-mail', address: EmailAddress },
} as const satisfies Record<string, MessageChannelRow>;
export type KnownMessageChannel = KindOf<typeof MESSAGE_CHANNELS>;
export const MessageChannel = openKind('MessageChannel', MESSAGE_CHANNELS);
