// Domain 4.1: the benefit level of a line, in hundredths of a percent.

import { read } from './claim.ts';
import { hundredths, most, sum } from './exact.ts';
import { type Facts, goodCards, type Line, linesOf } from './facts.ts';
import { cardLevel, ratioOf, smallVisitBelow } from './law.ts';
import { dayOf } from './times.ts';

const FULL = 10_000n;

/** 4.1 (a): cost of one visit below 15 % of the base salary. */
export const isSmallVisit = ({ claim, left }: Facts): boolean => {
  const cost = sum(linesOf(claim).map(({ fields }) => hundredths(read(fields, 'THANH_TIEN_BH'))));
  return cost < smallVisitBelow(dayOf(left));
};

/** 4.1 (c): from the moment of the exemption to 31 December of its year. */
const isExempt = ({ person }: Facts, day: string, exemptByAccount: string | undefined): boolean =>
  [person?.exemptFrom, exemptByAccount].some(
    (from) => from !== undefined && from <= day && from.slice(0, 4) === day.slice(0, 4),
  );

/** What the law gives a line of a visit for a reason; `exemptByAccount`: since when the co-payments of the year suffice. */
export const lawfulLevel = (facts: Facts, line: Line, reason: string, exemptByAccount?: string): bigint => {
  const day = dayOf(read(line.fields, 'NGAY_YL'));
  const byCards = goodCards(facts, day).map(({ number }) => cardLevel(number, day));
  const best = most(byCards);
  if (best === undefined) return 0n;
  const isWhole = reason === '1.2' || isSmallVisit(facts) || isExempt(facts, day, exemptByAccount);
  return ((isWhole ? FULL : best) * ratioOf(reason, dayOf(facts.arrived), facts.isInpatient)) / 100n;
};
