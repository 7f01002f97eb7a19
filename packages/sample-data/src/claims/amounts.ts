import { divideRounded, type Hundredths, hundredths, sumOf } from '@ansinh/contracts/vocabulary/money';
import { benefitTenths } from './benefit';
import { type CostLine, dateOfMinute, type Totals, type Visit } from './claim-model';

/** The amounts of one line (domain 4.3); without other sources of money, which the samples do not have. */
export type LineAmounts = Totals;
export type PricedLine = { readonly line: CostLine; readonly amounts: LineAmounts };
export type PricedVisit = {
  readonly benefitTenths: bigint;
  readonly lines: readonly PricedLine[];
  readonly totals: Totals;
};

// Thousandths times thousandths are millionths of a dong: 10^4 of them are a hundredth, each percentage adds 10^2.
const hospitalAmount = (line: CostLine): Hundredths =>
  hundredths(divideRounded(line.quantity * line.hospitalPrice * BigInt(line.serviceRatio), 1_000_000n));

const inScopeAmount = (line: CostLine): Hundredths =>
  hundredths(
    divideRounded(
      line.quantity * line.insuredPrice * BigInt(line.serviceRatio) * BigInt(line.insuredRatio),
      100_000_000n,
    ),
  );

const amountsOf = (line: CostLine, tenths: bigint): LineAmounts => {
  const hospital = hospitalAmount(line);
  const inScope = inScopeAmount(line);
  const fundPays = divideRounded(inScope * tenths, 1_000n);
  return {
    hospital,
    inScope,
    fundPays: hundredths(fundPays),
    coPayment: hundredths(inScope - fundPays),
    selfPay: hundredths(hospital - inScope),
  };
};

const totalsOf = (lines: readonly PricedLine[]): Totals => {
  const sum = (part: keyof Totals): Hundredths => sumOf(lines.map(({ amounts }) => amounts[part]));
  return {
    hospital: sum('hospital'),
    inScope: sum('inScope'),
    fundPays: sum('fundPays'),
    coPayment: sum('coPayment'),
    selfPay: sum('selfPay'),
  };
};

/** The benefit percent that the law gives this visit, in tenths. */
export const lawfulTenths = (visit: Visit): bigint =>
  benefitTenths({
    cardNumber: visit.card.cardNumber,
    reasonCode: visit.reasonCode,
    inpatient: visit.inpatient,
    arrivedOn: dateOfMinute(visit.arrivedAt),
    inScope: sumOf(visit.lines.map(inScopeAmount)),
  });

/** Prices every line at one benefit percent: the lawful one, or another one to plant a fault. */
export const priceVisit = (visit: Visit, tenths: bigint = lawfulTenths(visit)): PricedVisit => {
  const lines = visit.lines.map((line) => ({ line, amounts: amountsOf(line, tenths) }));
  return { benefitTenths: tenths, lines, totals: totalsOf(lines) };
};
