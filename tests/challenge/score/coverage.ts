// How often each code, reason of visit and side of a date occurs in a corpus.
import type { Case } from '../corpus/plan.ts';

export const GATE_PER_100_000 = 500;

export const RULE_CODES: readonly string[] = (
  'DUP CARD_FORMAT CARD_DATES ELIGIBLE LEVEL ROUTE ARITH SPLIT TOTALS PRICE LIST QTY OVERLAP DATES SEX_AGE BED_DAYS EXAM CAP ' +
  'WITHOUT CONTRACT PERIOD CODES DOCTOR SIGNATURE'
).split(' ');

export const SWITCH_DAYS = ['20260101', '20260401', '20260701'];
const NEAR_DAYS = 4;

export type Coverage = { readonly claims: number; readonly counts: ReadonlyMap<string, number> };

const sides = (day: string): readonly string[] =>
  SWITCH_DAYS.map((change) => `${day < change ? 'before' : 'since'} ${change}`);

const isNear = (day: string, change: string): boolean => {
  const days = (Date.parse(dashed(day)) - Date.parse(dashed(change))) / 86_400_000;
  return days >= -NEAR_DAYS && days < NEAR_DAYS;
};
const dashed = (day: string): string => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;

const tally = ({ claim, key, story }: Case): readonly string[] => {
  const day = (claim.head.NGAY_VAO ?? '').slice(0, 8);
  const reason = claim.head.MA_DOITUONG_KCB ?? '';
  const codes = new Set(key.findings.map(({ code }) => code));
  const near = SWITCH_DAYS.filter((change) => isNear(day, change)).map(
    (change) => `${day < change ? 'just before' : 'just since'} ${change}`,
  );
  return [
    `outcome ${key.outcome}`,
    codes.size === 0 ? 'sound' : 'unsound',
    ...[...codes].map((code) => `code ${code}`),
    `reason ${reason} ${codes.has('ROUTE') ? 'out' : 'in'}`,
    `care ${claim.head.MA_LOAI_KCB}`,
    `card ${(claim.head.MA_THE_BHYT ?? '').slice(0, 2)}`,
    ...sides(day),
    ...near,
    ...(key.open.codes.length > 0 || key.open.outcome || key.open.amounts ? ['partly open'] : []),
    ...(key.open.amounts ? ['amounts open'] : []),
    `story ${story.split(';')[0]}`,
  ];
};

export const newCoverage = () => {
  const counts = new Map<string, number>();
  let claims = 0;
  return {
    add: (each: Case): void => {
      claims += 1;
      for (const name of tally(each)) counts.set(name, (counts.get(name) ?? 0) + 1);
    },
    read: (): Coverage => ({ claims, counts }),
  };
};

/** Codes that come less often than the gate asks for, in proportion to the number of claims. */
export const belowGate = ({ claims, counts }: Coverage): readonly string[] =>
  RULE_CODES.filter((code) => (counts.get(`code ${code}`) ?? 0) * 100_000 < GATE_PER_100_000 * claims);
