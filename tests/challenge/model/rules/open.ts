// Where domain.md is silent about a claim: readings.md says what the model takes, and the score leaves it out.
import { type Finding, type Open, read } from '../claim.ts';
import { hundredths } from '../exact.ts';
import { type Facts, linesOf } from '../facts.ts';
import { ratioOf } from '../law.ts';
import { ASKED_REASONS } from '../route.ts';
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

const READINGS: readonly Reading[] = [
  { holds: (_facts, findings) => findings.some(({ severity }) => severity === 'return'), codes: AFTER_RETURN },
  { holds: has('CARD_FORMAT'), codes: ['ELIGIBLE', 'CARD_DATES'] },
  { holds: has('CARD_DATES'), codes: ['ELIGIBLE', 'DATES'] },
  { holds: has('ELIGIBLE'), codes: ['CARD_DATES'] },
  { holds: has('PERIOD'), codes: ['CODES'] },
  { holds: has('DATES'), codes: ['CODES', 'PERIOD'] },
  { holds: has('CODES'), codes: ['ELIGIBLE', 'DATES', 'CONTRACT'] },
  { holds: has('DUP'), codes: ['OVERLAP'] },
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
  { holds: isCrossing, codes: ['LEVEL'], amounts: true },
];

export const openOf = (facts: Facts, findings: readonly Finding[]): Open => {
  const held = READINGS.filter(({ holds }) => holds(facts, findings));
  return {
    codes: [...new Set(held.flatMap(({ codes = [] }) => codes))],
    outcome: held.some(({ outcome }) => outcome === true),
    amounts: held.some(({ amounts }) => amounts === true),
  };
};
