import type { PayoutDestination } from '@ansinh/contracts/payment/api';
import { type KnownPayoutChannel, PAYOUT_CHANNELS } from '@ansinh/contracts/payment/kinds';
import { knownKind } from '@ansinh/contracts/wire/open-kind';

/** A destination as tables keep it: the columns of one channel are filled, those of the others are empty. */
export type DestinationColumns = {
  readonly channel: KnownPayoutChannel;
  readonly bankBin: string | null;
  /** Sealed where it rests (sealing.ts). */
  readonly accountNumber: string | null;
  readonly accountName: string | null;
  readonly postOfficeCode: string | null;
};

type Bodies = { readonly [D in PayoutDestination as D['channel']]: Omit<D, 'channel'> };
type Destination<Channel extends KnownPayoutChannel> = {
  readonly [C in Channel]: { readonly channel: C } & Bodies[C];
}[Channel];

/** What differs from channel to channel. */
type ChannelType<Channel extends KnownPayoutChannel> = {
  /** Whose account it is, as its bank names it; undefined where a clerk sees the papers of who is paid. */
  readonly accountNameOf: (destination: Destination<Channel>) => string | undefined;
  /** Whether payouts go out in a batch; the others are paid from a list. */
  readonly batched: boolean;
  readonly columns: (destination: Destination<Channel>) => Partial<DestinationColumns>;
  /** Reads what `columns` wrote; undefined for columns that name no destination. */
  readonly read: (columns: DestinationColumns) => PayoutDestination | undefined;
};

const CHANNELS: { readonly [Channel in KnownPayoutChannel]: ChannelType<Channel> } = {
  bank: {
    accountNameOf: ({ account }) => account.accountName,
    batched: true,
    columns: ({ account }) => account,
    read: ({ bankBin, accountNumber, accountName }) =>
      bankBin === null || accountNumber === null || accountName === null
        ? undefined
        : { channel: 'bank', account: { bankBin, accountNumber, accountName } },
  },
  'post-office': {
    accountNameOf: () => undefined,
    batched: false,
    columns: ({ postOfficeCode }) => ({ postOfficeCode }),
    read: ({ postOfficeCode }) => (postOfficeCode === null ? undefined : { channel: 'post-office', postOfficeCode }),
  },
};

/** The channel of a row. Throws for one of a later release: a payout that we cannot send must not be read as another. */
export const channelOf = (channel: string): KnownPayoutChannel => {
  const known = knownKind(PAYOUT_CHANNELS, channel);
  if (known === undefined) throw new Error(`this release knows no channel ${channel}`);
  return known;
};

const NO_COLUMNS = { bankBin: null, accountNumber: null, accountName: null, postOfficeCode: null };

export const destinationColumns = <Channel extends KnownPayoutChannel>(
  destination: Destination<Channel>,
): DestinationColumns => ({
  ...NO_COLUMNS,
  ...CHANNELS[destination.channel].columns(destination),
  channel: destination.channel,
});

/** Reads what `destinationColumns` wrote; undefined for columns that name no destination. */
export const destinationOf = (columns: DestinationColumns): PayoutDestination | undefined =>
  CHANNELS[columns.channel].read(columns);

/** Whose account is paid, as its bank names it; undefined where money is paid in person. */
export const accountNameOf = <Channel extends KnownPayoutChannel>(
  destination: Destination<Channel>,
): string | undefined => CHANNELS[destination.channel].accountNameOf(destination);

/** Whether payouts of a channel wait for a batch. */
export const goesInBatch = (channel: KnownPayoutChannel): boolean => CHANNELS[channel].batched;
