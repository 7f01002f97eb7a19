import type { ParticipantRegistered } from '@ansinh/contracts/enrollment/events';
import type { Contact, ContactAddress, Language } from '@ansinh/contracts/notification/api';
import { type KnownMessageChannel, MESSAGE_CHANNELS } from '@ansinh/contracts/notification/kinds';
import type { EventData } from '@ansinh/contracts/wire/envelope';
import { kindsOf } from '@ansinh/contracts/wire/open-kind';

const CHANNELS = kindsOf(MESSAGE_CHANNELS);

/** Addresses by channel, as somebody else wrote them down: each may be any text. */
export type RegisteredAddresses = Readonly<Record<string, string>>;

/** What somebody chose for itself, for one channel. */
export type Choice = {
  readonly channel: string;
  readonly address: string | null;
  readonly language: Language;
  readonly changedAt: Date;
  readonly verifiedAt: Date | null;
};

type Person = EventData<typeof ParticipantRegistered>;
/** What of a registered person is its address by a channel, until another one is chosen. */
const REGISTERED = { email: 'email' } as const satisfies Record<KnownMessageChannel, keyof Person>;
type Registered = Pick<Person, (typeof REGISTERED)[KnownMessageChannel]>;

/** What the register knows of a person, by the channels that there are. */
export const registeredAddresses = (person: Registered): RegisteredAddresses =>
  Object.fromEntries(
    CHANNELS.flatMap((channel) => {
      const address = person[REGISTERED[channel]];
      return address === null ? [] : [[channel, address] as const];
    }),
  );

const asRegistered = (channel: KnownMessageChannel, address: string | undefined): ContactAddress => ({
  channel,
  address: address ?? null,
  language: 'vi',
  verifiedAt: null,
  changedAt: null,
});

/** A choice counts for all that was registered before it: who chose that nothing is to come gets nothing. */
export const contactOf = (registered: RegisteredAddresses, choices: readonly Choice[]): Contact => ({
  addresses: CHANNELS.map((channel) => {
    const choice = choices.find((each) => each.channel === channel);
    if (choice === undefined) return asRegistered(channel, registered[channel]);
    const { address, language, verifiedAt, changedAt } = choice;
    return {
      channel,
      address,
      language,
      verifiedAt: verifiedAt?.toISOString() ?? null,
      changedAt: changedAt.toISOString(),
    };
  }),
});

/** How somebody is reached by one channel. */
export const addressBy = (channel: KnownMessageChannel, { addresses }: Contact): ContactAddress =>
  addresses.find((each) => each.channel === channel) ?? asRegistered(channel, undefined);

/** The address as one that can be sent to: what was registered elsewhere may be any text. */
export const usableAddress = (channel: KnownMessageChannel, { address }: ContactAddress): string | undefined =>
  MESSAGE_CHANNELS[channel].address.safeParse(address).data;
