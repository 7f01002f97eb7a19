import type { PayoutDestination } from '@ansinh/contracts/payment/api';
import type { PayoutChannel } from '@ansinh/contracts/payment/events';

/** A destination as tables keep it: the columns of one channel are filled, those of the others are empty. */
export type DestinationColumns = {
  readonly channel: PayoutChannel;
  readonly bankBin: string | null;
  readonly accountNumber: string | null;
  readonly accountName: string | null;
  readonly postOfficeCode: string | null;
};

type Bodies = { readonly [D in PayoutDestination as D['channel']]: Omit<D, 'channel'> };
type Destination<Channel extends PayoutChannel> = {
  readonly [C in Channel]: { readonly channel: C } & Bodies[C];
}[Channel];

/** What differs from channel to channel. */
type ChannelType<Channel extends PayoutChannel> = {
  /** Whose account it is, as its bank names it; undefined where a clerk sees the papers of who is paid. */
  readonly accountNameOf: (destination: Destination<Channel>) => string | undefined;
  /** Whether payouts go out in a batch; the others are paid from a list. */
  readonly batched: boolean;
  readonly columns: (destination: Destination<Channel>) => Partial<DestinationColumns>;
  /** Reads what `columns` wrote; undefined for columns that name no destination. */
  readonly read: (columns: DestinationColumns) => PayoutDestination | undefined;
};

const CHANNELS: { readonly [Channel in PayoutChannel]: ChannelType<Channel> } = {
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

const NO_COLUMNS = { bankBin: null, accountNumber: null, accountName: null, postOfficeCode: null };

export const destinationColumns = <Channel extends PayoutChannel>(
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
export const accountNameOf = <Channel extends PayoutChannel>(destination: Destination<Channel>): string | undefined =>
  CHANNELS[destination.channel].accountNameOf(destination);

/** Whether payouts of a channel wait for a batch. */
export const goesInBatch = (channel: PayoutChannel): boolean => CHANNELS[channel].batched;
