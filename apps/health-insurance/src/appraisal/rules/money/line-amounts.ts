import { divideRounded, type Hundredths, hundredths, least, minus, plus } from '@ansinh/contracts/vocabulary/money';
import type { ClaimLine } from '../../../claim/parsed-claim';

/** The formulas of QD 4750 for one line (domain 4.3), half up to the hundredth of a dong. */

// Thousandths x thousandths is 10^-6 dong, one ratio 10^-4, two 10^-8; a hundredth is 10^-2.
export const hospitalAmountOf = (line: ClaimLine): Hundredths =>
  hundredths(divideRounded(line.quantityThousandths * line.hospitalPriceThousandths * line.serviceRatio, 100_000_000n));

/** What the fund and the co-payment share; nothing for a line outside the list, at most T_TRANTT. */
export const inScopeAmountOf = (line: ClaimLine): Hundredths => {
  if (line.scope === '2') return hundredths(0n);
  const { quantityThousandths, insurancePriceThousandths, serviceRatio, insuranceRatio } = line;
  const product = quantityThousandths * insurancePriceThousandths * serviceRatio * insuranceRatio;
  const full = hundredths(divideRounded(product, 1_000_000_000_000n));
  return line.ceiling === undefined || line.ceiling === 0n ? full : least(full, line.ceiling);
};

export type Split = { readonly selfPaid: Hundredths; readonly coPayment: Hundredths; readonly fundAmount: Hundredths };

/**
 * Who pays a line at a benefit level (hundredths of a percent). Other sources take first what the patient pays himself,
 * then the co-payment, then the part of the fund.
 */
export const splitOf = (
  line: Pick<ClaimLine, 'hospitalAmount' | 'inScopeAmount' | 'otherAmount'>,
  level: bigint,
): Split => {
  const outside = minus(line.hospitalAmount, line.inScopeAmount);
  const fund = hundredths(divideRounded(line.inScopeAmount * level, 10_000n));
  const coPayment = minus(line.inScopeAmount, fund);
  const fromOutside = least(line.otherAmount, outside);
  const fromCoPayment = least(minus(line.otherAmount, fromOutside), coPayment);
  return {
    selfPaid: minus(outside, fromOutside),
    coPayment: minus(coPayment, fromCoPayment),
    fundAmount: minus(fund, minus(line.otherAmount, plus(fromOutside, fromCoPayment))),
  };
};

/** Supplies that were used together: a package (GOI_VTYT), else each line by itself. */
export const usesOf = (lines: readonly ClaimLine[]): ClaimLine[][] => {
  const uses = new Map<string, ClaimLine[]>();
  for (const line of lines) {
    const use = line.package === '' ? `row ${line.row}` : `${line.package}|${line.service}`;
    uses.set(use, [...(uses.get(use) ?? []), line]);
  }
  return [...uses.values()];
};
