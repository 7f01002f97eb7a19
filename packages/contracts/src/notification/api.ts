import { z } from 'zod';
import { InstantText } from '../vocabulary/calendar';
import { Id } from '../vocabulary/identifiers';
import { kindsOf } from '../wire/open-kind';
import { type KnownMessageChannel, MESSAGE_CHANNELS, MessageChannel } from './kinds';

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
    channel: MessageChannel,
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

const chosenBy = (channel: KnownMessageChannel) =>
  z.object({
    channel: z.literal(channel),
    address: MESSAGE_CHANNELS[channel].address.nullable().describe('`null`: nothing is to come this way'),
    language: Language.describe('In which language it comes'),
  });

const [firstChannel, ...otherChannels] = kindsOf(MESSAGE_CHANNELS);

/** Where messages are to go by a channel that is known here. */
export const ChosenAddress = z
  .discriminatedUnion('channel', [chosenBy(firstChannel), ...otherChannels.map(chosenBy)])
  .meta({ id: 'ChosenAddress' });
export type ChosenAddress = z.infer<typeof ChosenAddress>;

export const ChangeContact = z
  .object({
    addresses: z
      .array(ChosenAddress)
      .min(1)
      .refine((all) => new Set(all.map(({ channel }) => channel)).size === all.length, 'each channel stands there once')
      .describe(
        'One for each channel that changes; what is not named stays as it is, so that nobody has to know all of them',
      ),
  })
  .meta({ id: 'ChangeContact' });
export type ChangeContact = z.infer<typeof ChangeContact>;

export const ContactAddress = z
  .object({
    channel: MessageChannel,
    address: z.string().nullable().describe('`null`: nothing comes this way'),
    language: Language,
    verifiedAt: InstantText.nullable().describe('When its owner confirmed it; `null` while nobody has'),
    changedAt: InstantText.nullable().describe('`null` when it is as it was registered'),
  })
  .meta({ id: 'ContactAddress' });
export type ContactAddress = z.infer<typeof ContactAddress>;

/** How somebody is reached beside the inbox. */
export const Contact = z
  .object({ addresses: z.array(ContactAddress).describe('One for each channel') })
  .meta({ id: 'Contact' });
export type Contact = z.infer<typeof Contact>;
