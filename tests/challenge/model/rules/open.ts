// Where domain.md is silent about a claim: readings.md says what the model takes, and the score leaves it out.
import { type Finding, type Open, read } from '../claim.ts';
import { hundredths, sum } from '../exact.ts';
import { type Facts, linesOf } from '../facts.ts';
import { ratioOf, smallVisitBelow } from '../law.ts';
import { isSmallVisit } from '../level.ts';
import { inScopeOf } from '../line.ts';
import { ASKED_REASONS, paidReason } from '../route.ts';
import { dayOf } from '../times.ts';
import { isCrossing } from './earlier.ts';

/** Codes that never return a claim: an engine that returns it may leave them out. */
const AFTER_RETURN = 'LEVEL ROUTE PRICE LIST QTY OVERLAP SEX_AGE BED_DAYS EXAM CAP WITHOUT DOCTOR'.split(' ');

type Reading = {
  readonly holds: (facts: Facts, findings: readonly Finding[]) => boolean;
  readonly codes?: readonly string[];
  readonly outcome?: boolean;
  readonly amounts?: boolean;
};

const has =
  (...codes: readonly string[]) =>
  (_facts: Facts, findings: readonly Finding[]): boolean =>
    findings.some(({ code }) => codes.includes(code));
const reason =
  (...codes: readonly string[]) =>
  (facts: Facts): boolean =>
    codes.includes(facts.reason);

const isOfAnother = ({ claim }: Facts): boolean =>
  claim.drugs.some((fields) => read(fields, 'NGUON_CTRA') !== '1' && hundredths(read(fields, 'T_BHTT')) > 0n);
const isUnpaid = (facts: Facts): boolean => ratioOf(facts.reason, dayOf(facts.arrived), facts.isInpatient) === 0n;
const isNothingAsked = ({ claim }: Facts): boolean =>
  linesOf(claim).every(({ fields }) => hundredths(read(fields, 'T_BHTT')) === 0n);

/** 4.1 (a) says "cost of one visit": whether billed, in scope, or left after the rules, matters only beside the limit. */
const isSmallByOneCountAlone = (facts: Facts, findings: readonly Finding[]): boolean => {
  const lines = linesOf(facts.claim);
  const left = lines.map((line) => {
    const own = findings.filter(({ table, row }) => table === line.table && row === line.row);
    const change = Object.assign({}, ...own.map((finding) => finding.change ?? {}));
    return change.refuse === true ? 0n : inScopeOf(line, change);
  });
  const billed = sum(lines.map(({ fields }) => hundredths(read(fields, 'THANH_TIEN_BV'))));
  const inScope = sum(lines.map(({ fields }) => hundredths(read(fields, 'THANH_TIEN_BH'))));
  const limit = smallVisitBelow(dayOf(facts.left));
  const counts = [billed, inScope, sum(left)];
  return counts.some((cost) => cost < limit) && counts.some((cost) => cost >= limit);
};
/** A small visit by a reason that the fund pays a part of: 15 % first or the part first. */
const isSmallInPart = (facts: Facts): boolean =>
  isSmallVisit(facts) && ratioOf(paidReason(facts), dayOf(facts.arrived), facts.isInpatient) < 100n;

/** CARD_DATES says "return / cut", ELIGIBLE "active on each day": what is after the 15 days is cut, or sends all back. */
const isCut = (_facts: Facts, findings: readonly Finding[]): boolean =>
  findings.some(({ code, severity }) => code === 'CARD_DATES' && severity === 'refuse');

/** What another source gave of a line whose price or quantity the rules lower: of which part it is taken then. */
const isLoweredWithOthers = ({ claim }: Facts, findings: readonly Finding[]): boolean =>
  linesOf(claim).some(
    ({ table, row, fields }) =>
      hundredths(read(fields, 'T_NGUONKHAC')) > 0n &&
      findings.some((finding) => finding.table === table && finding.row === row && finding.severity === 'adjust'),
  );

const READINGS: readonly Reading[] = [
  { holds: (_facts, findings) => findings.some(({ severity }) => severity === 'return'), codes: AFTER_RETURN },
  { holds: has('CARD_FORMAT'), codes: ['ELIGIBLE', 'CARD_DATES'] },
  { holds: has('CARD_DATES'), codes: ['ELIGIBLE', 'DATES'] },
  { holds: has('ELIGIBLE'), codes: ['CARD_DATES'] },
  { holds: isCut, codes: ['*'], outcome: true },
  { holds: has('PERIOD'), codes: ['CODES'] },
  { holds: has('DATES'), codes: ['CODES', 'PERIOD'] },
  { holds: has('CODES'), codes: ['ELIGIBLE', 'DATES', 'CONTRACT'] },
  { holds: has('DUP'), codes: ['OVERLAP', 'ELIGIBLE'] },
  { holds: has('ROUTE'), codes: ['LEVEL'] },
  {
    holds: (facts, findings) => has('ROUTE')(facts, findings) && ASKED_REASONS.has(facts.reason),
    codes: ['LEVEL'],
    amounts: true,
  },
  { holds: reason('8', '9'), codes: ['*'], outcome: true },
  { holds: reason('1.11', '3.6', '1.4', '1.6'), codes: ['ROUTE'] },
  { holds: isUnpaid, codes: ['ROUTE', 'LEVEL'] },
  { holds: (facts) => isUnpaid(facts) && isNothingAsked(facts), codes: ['*'], outcome: true },
  { holds: isOfAnother, codes: ['*'], outcome: true },
  { holds: isLoweredWithOthers, amounts: true },
  { holds: isCrossing, codes: ['LEVEL'], amounts: true },
  { holds: isSmallByOneCountAlone, codes: ['LEVEL'], amounts: true },
  { holds: isSmallInPart, codes: ['LEVEL'], amounts: true },
];

export const openOf = (facts: Facts, findings: readonly Finding[]): Open => {
  const held = READINGS.filter(({ holds }) => holds(facts, findings));
  return {
    codes: [...new Set(held.flatMap(({ codes = [] }) => codes))],
    outcome: held.some(({ outcome }) => outcome === true),
    amounts: held.some(({ amounts }) => amounts === true),
  };
};
