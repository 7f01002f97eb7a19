import { reject } from '@ansinh/contracts/catalogue/problems';
import type { PaymentRequest } from '@ansinh/contracts/collection/api';
import type { Vnd } from '@ansinh/contracts/vocabulary/money';
import { QRPay } from 'vietnam-qr-pay';
import { CONTENT_LENGTH_MAX } from './reference.rules';

/** The account of the agency that employers and households pay to. */
export type CollectingAccount = PaymentRequest['account'];

export type Transfer = {
  readonly bankBin: string;
  readonly accountNumber: string;
  readonly amountVnd: Vnd;
  readonly content: string;
};

/** EMV text of a NAPAS VietQR transfer to an account; 12 marks a code that is made for one payment. */
export const vietQrText = (transfer: Transfer): string =>
  QRPay.initVietQR({
    bankBin: transfer.bankBin,
    bankNumber: transfer.accountNumber,
    amount: transfer.amountVnd.toString(),
    purpose: transfer.content,
    initMethod: '12',
  }).build();

/** How to pay what is open: the content is the reference alone, so that the credit is matched by it. */
export const paymentRequestOf = (account: CollectingAccount, reference: string, amountVnd: Vnd) => {
  if (amountVnd === 0n) throw reject('payment-request.nothing-due', { reference });
  if (!/^[A-Za-z0-9 .-]+$/.test(reference) || reference.length > CONTENT_LENGTH_MAX)
    throw new Error('a reference that a VietQR code cannot carry was issued');
  return {
    reference,
    amountVnd: amountVnd.toString(),
    account,
    content: reference,
    vietQr: vietQrText({ ...account, amountVnd, content: reference }),
  };
};
