import { PAYOUT_KINDS } from '@ansinh/contracts/payment/kinds';
import { kindsOf } from '@ansinh/contracts/wire/open-kind';
import { bankText } from '@ansinh/iso20022';
import { wordingOf } from './remittance.rules';

const textOf = (kind: string) => {
  const { purpose, text } = wordingOf({ kind, period: '2026-10' });
  return `${purpose} ${bankText(text, 140)}`;
};

describe('what a bank reads of a payout', () => {
  it('says what is paid, by kind', () => {
    expect(kindsOf(PAYOUT_KINDS).map(textOf)).toEqual([
      'PENS BHXH chi tra luong huu thang 10/2026',
      'SSBE BHXH chi tra tro cap mai tang thang 10/2026',
      'HLTI BHXH chi tra chi phi KCB BHYT thang 10/2026',
      'HLTI BHXH chi tra tam ung chi phi KCB BHYT thang 10/2026',
    ]);
  });

  it('keeps the generic part of a kind that a later release made', () => {
    expect(textOf('jubilee')).toBe('GOVT BHXH chi tra khoan cua co quan BHXH thang 10/2026');
  });
});
