import { z } from 'zod';
import { InstantText } from '../vocabulary/calendar';
import { Id } from '../vocabulary/identifiers';

export const InboxMessage = z
  .object({
    messageId: Id,
    template: z.string(),
    title: z.string(),
    text: z.string(),
    postedAt: InstantText,
    readAt: InstantText.nullable(),
  })
  .meta({ id: 'InboxMessage' });
export type InboxMessage = z.infer<typeof InboxMessage>;
