import { z } from 'zod';
import { Id } from './identifiers';
import { InstantText } from './time';

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
