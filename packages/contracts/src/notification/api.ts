import { z } from 'zod';
import { InstantText } from '../vocabulary/calendar';
import { Id } from '../vocabulary/identifiers';

export const Language = z.enum(['vi', 'en']).meta({ id: 'Language' });
export type Language = z.infer<typeof Language>;

/**
 * `queued`: will be sent; `sent`: a mail server took it; `failed`: it refused it; `given-up`: none could be reached, and an
 * operator may have it tried again; `cancelled`: an operator decided that it is not sent; `unsendable`: there is no usable
 * address any more; `off`: this installation sends nothing by this channel.
 */
export const DeliveryStatus = z
  .enum(['queued', 'sent', 'failed', 'given-up', 'cancelled', 'unsendable', 'off'])
  .meta({ id: 'DeliveryStatus' });
export type DeliveryStatus = z.infer<typeof DeliveryStatus>;

export const MessageDelivery = z
  .object({
    channel: z.string().describe('`email`; further channels may come'),
    status: DeliveryStatus,
    sentAt: InstantText.nullable(),
  })
  .meta({ id: 'MessageDelivery' });
export type MessageDelivery = z.infer<typeof MessageDelivery>;

export const InboxMessage = z
  .object({
    messageId: Id,
    template: z.string(),
    title: z.string(),
    text: z.string(),
    postedAt: InstantText,
    readAt: InstantText.nullable(),
    deliveries: z.array(MessageDelivery).describe('How it was sent beside this inbox'),
  })
  .meta({ id: 'InboxMessage' });
export type InboxMessage = z.infer<typeof InboxMessage>;

/**
 * In ASCII, as every mail server takes it: letters of other scripts before the @ need SMTPUTF8, which most refuse, and a
 * domain in them has a form in ASCII (`xn--`). It holds no control character, so that it cannot end the line of a header.
 */
export const EmailAddress = z
  .email()
  .max(254)
  .refine((address) => address.indexOf('@') <= 64, 'at most 64 characters stand before the @')
  .meta({ id: 'EmailAddress', description: 'E-mail address, in ASCII', examples: ['ke-toan@mau.example'] });

export const ChangeContact = z
  .object({
    /** `null`: nothing is to come by e-mail. */
    email: EmailAddress.nullable(),
    /** In which language mail comes. */
    language: Language,
  })
  .meta({ id: 'ChangeContact' });
export type ChangeContact = z.infer<typeof ChangeContact>;

export const Contact = z
  .object({
    email: z.string().nullable(),
    language: Language,
    /** When its owner confirmed the address; null while nobody has. */
    verifiedAt: InstantText.nullable(),
    /** Null when it is as it was registered. */
    changedAt: InstantText.nullable(),
  })
  .meta({ id: 'Contact' });
export type Contact = z.infer<typeof Contact>;
