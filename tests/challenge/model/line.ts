// Domain 4.3: the amounts of one line, exact to the hundredth of a dong.
import { type Change, read } from './claim.ts';
import { halfUp, hundredths, least, scaled, thousandths } from './exact.ts';
import type { Line } from './facts.ts';

export type Parts = { readonly self: bigint; readonly coPay: bigint; readonly fund: bigint; readonly other: bigint };

const HUNDREDTHS_OF_PERCENT = 10_000n;

/** The split of what is billed and what is in scope; other sources are taken from self-pay, then co-pay, then fund. */
export const split = (billed: bigint, inScope: bigint, level: bigint, other: bigint): Parts => {
  const fund = halfUp(inScope * level, HUNDREDTHS_OF_PERCENT);
  let left = other;
  const take = (part: bigint): bigint => {
    const taken = least(part, left);
    left -= taken;
    return part - taken;
  };
  const self = take(billed - inScope);
  const coPay = take(inScope - fund);
  return { self, coPay, fund: take(fund), other };
};

const percent = (line: Line, name: string): bigint => scaled(read(line.fields, name), 0) ?? 0n;

const ofQuantity = (quantity: bigint, price: bigint, ...percents: readonly bigint[]): bigint => {
  const product = percents.reduce((value, next) => value * next, quantity * price);
  // Thousandths by thousandths are millionths; ten thousand of them are a hundredth.
  return halfUp(product, 10_000n * 100n ** BigInt(percents.length));
};

/** THANH_TIEN_BV by the formula. */
export const billedOf = (line: Line): bigint => {
  const quantity = thousandths(read(line.fields, 'SO_LUONG'));
  if (line.table === 'XML2') return ofQuantity(quantity, thousandths(read(line.fields, 'DON_GIA')));
  return ofQuantity(quantity, thousandths(read(line.fields, 'DON_GIA_BV')), percent(line, 'TYLE_TT_DV'));
};

/** THANH_TIEN_BH by the formula, with what a rule changes. */
export const inScopeOf = (line: Line, change: Change = {}): bigint => {
  const quantity = change.quantity ?? thousandths(read(line.fields, 'SO_LUONG'));
  const price = change.price ?? thousandths(read(line.fields, line.table === 'XML2' ? 'DON_GIA' : 'DON_GIA_BH'));
  const ratio = percent(line, 'TYLE_TT_BH');
  if (line.table === 'XML2') return ofQuantity(quantity, price, ratio);
  const amount = ofQuantity(quantity, price, change.serviceRatio ?? percent(line, 'TYLE_TT_DV'), ratio);
  const ceilings = [read(line.fields, 'T_TRANTT')].filter((text) => text !== '').map(hundredths);
  return least(amount, ...ceilings, ...(change.ceiling === undefined ? [] : [change.ceiling]));
};

/** What the law makes of a line at a level, once the rules have changed it. */
export const lawfulParts = (line: Line, level: bigint, change: Change): Parts => {
  const billed = hundredths(read(line.fields, 'THANH_TIEN_BV'));
  const claimed = hundredths(read(line.fields, 'THANH_TIEN_BH'));
  const isChanged = Object.keys(change).some((name) => name !== 'refuse');
  const inScope = isChanged ? least(claimed, inScopeOf(line, change)) : claimed;
  const other = hundredths(read(line.fields, 'T_NGUONKHAC'));
  return split(billed, inScope, level, other);
};
