import { vnd } from '@ansinh/contracts/vocabulary/money';
import { QRPay } from 'vietnam-qr-pay';
import { paymentRequestOf, vietQrText } from './vietqr.rules';

describe('a VietQR code', () => {
  // Two public payloads whose CRC-16/CCITT-FALSE was computed again.
  it('equals the public vector with words as content', () => {
    expect(
      vietQrText({
        bankBin: '970415',
        accountNumber: '0011001932418',
        amountVnd: vnd(120_000n),
        content: 'ung ho lu lut',
      }),
    ).toBe(
      '00020101021238570010A00000072701270006970415011300110019324180208QRIBFTTA530370454061200005802VN62170813ung ho lu lut6304C15C',
    );
  });

  it('equals the public vector with an order number as content', () => {
    expect(
      vietQrText({ bankBin: '970436', accountNumber: '1023456789', amountVnd: vnd(1_943_000n), content: 'TT000069' }),
    ).toBe(
      '00020101021238540010A00000072701240006970436011010234567890208QRIBFTTA5303704540719430005802VN62120808TT0000696304A8E5',
    );
  });

  const account = { bankBin: '970415', accountNumber: '0011001932418', accountName: 'BHXH KHU VUC XXVI' };

  it('carries account, amount and reference of a payment request', () => {
    const request = paymentRequestOf(account, 'BH6000000001DNA03202610', vnd(3_200_000n));
    const read = new QRPay(request.vietQr);
    expect(read.isValid).toBe(true);
    expect([read.consumer.bankNumber, read.amount, read.additionalData.purpose]).toEqual([
      '0011001932418',
      '3200000',
      'BH6000000001DNA03202610',
    ]);
  });

  it('is not made when nothing is due', () => {
    expect(() => paymentRequestOf(account, 'BH6000000001DNA03202610', vnd(0n))).toThrow('payment-request.nothing-due');
  });
});
