import type { PayoutDestination } from '@ansinh/contracts/payment/api';

/** A destination as tables keep it: the columns of one channel are filled, those of the other are empty. */
export type DestinationColumns = {
  readonly channel: PayoutDestination['channel'];
  readonly bankBin: string | null;
  readonly accountNumber: string | null;
  readonly accountName: string | null;
  readonly postOfficeCode: string | null;
};

export const destinationColumns = (destination: PayoutDestination): DestinationColumns =>
  destination.channel === 'bank'
    ? { ...destination.account, channel: destination.channel, postOfficeCode: null }
    : {
        channel: destination.channel,
        bankBin: null,
        accountNumber: null,
        accountName: null,
        postOfficeCode: destination.postOfficeCode,
      };

/** Reads what `destinationColumns` wrote; undefined for columns that name no destination. */
export const destinationOf = (columns: DestinationColumns): PayoutDestination | undefined => {
  const { channel, bankBin, accountNumber, accountName, postOfficeCode } = columns;
  if (channel === 'post-office') return postOfficeCode === null ? undefined : { channel, postOfficeCode };
  if (bankBin === null || accountNumber === null || accountName === null) return undefined;
  return { channel, account: { bankBin, accountNumber, accountName } };
};
