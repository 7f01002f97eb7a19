import type { PayoutDestination } from '@ansinh/contracts/payment/api';
import type { KnownPayoutChannel } from '@ansinh/contracts/payment/kinds';
import fc from 'fast-check';
import { destinationColumns, destinationOf, goesInBatch } from './destination.rules';

const digits = fc.stringMatching(/^\d{6,19}$/);
const byChannel = {
  bank: fc.record({
    channel: fc.constant('bank' as const),
    account: fc.record({ bankBin: digits, accountNumber: digits, accountName: fc.string({ minLength: 1 }) }),
  }),
  'post-office': fc.record({ channel: fc.constant('post-office' as const), postOfficeCode: digits }),
} satisfies Record<KnownPayoutChannel, fc.Arbitrary<PayoutDestination>>;
const destination: fc.Arbitrary<PayoutDestination> = fc.oneof(...Object.values(byChannel));
/** A channel that nobody has prepared, as a row of a later version may hold it. */
const unknown: KnownPayoutChannel = JSON.parse('"wallet"');

describe('a destination', () => {
  it('is read from its columns as it was written to them', () => {
    fc.assert(
      fc.property(destination, (told) => {
        expect(destinationOf(destinationColumns(told))).toEqual(told);
      }),
      { seed: 20_261_124 },
    );
  });

  it('of a channel that nobody prepared is read as none of the others', () => {
    const account = { bankBin: '970436', accountNumber: '0011', accountName: 'TRAN THI MAU' };
    const columns = { ...account, channel: unknown, postOfficeCode: '630000' };
    expect(() => destinationOf(columns)).toThrow();
    expect(() => goesInBatch(unknown)).toThrow();
  });

  it('is none when a column of its channel is empty', () => {
    const cash = destinationColumns({ channel: 'post-office', postOfficeCode: '630000' });
    const account = { bankBin: '970436', accountNumber: '0011', accountName: 'TRAN THI MAU' };
    expect(destinationOf({ ...cash, postOfficeCode: null })).toBeUndefined();
    expect(destinationOf({ ...cash, ...account, channel: 'bank', accountName: null })).toBeUndefined();
    expect(destinationOf({ ...account, channel: 'post-office', postOfficeCode: null })).toBeUndefined();
  });
});
