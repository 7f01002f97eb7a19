// Domain 4.5 DUP and OVERLAP, 4.1 (c): what earlier claims of the same person say about this one.
import { type Earlier, type Finding, listed, type PlainClaim, read } from '../claim.ts';
import { hundredths } from '../exact.ts';
import { type Facts, linesOf } from '../facts.ts';
import { baseSalaryOn, INPATIENT_KINDS } from '../law.ts';
import { dayOf } from '../times.ts';

const head = (claim: PlainClaim, name: string): string => read(claim.head, name);

const isOfPerson = ({ person }: Facts, claim: PlainClaim): boolean =>
  person?.cards.some(({ number }) => listed(head(claim, 'MA_THE_BHYT')).includes(number)) ?? false;

/** Claims of the person that count: accepted, and not the one that this file corrects. */
const counted = (facts: Facts, earlier: readonly Earlier[]): readonly PlainClaim[] =>
  earlier
    .filter(({ outcome, claim }) => outcome === 'accepted' && !isSame(['MA_CSKCB', 'MA_LK'], claim, facts.claim))
    .filter(({ claim }) => isOfPerson(facts, claim))
    .map(({ claim }) => claim);

const isSame = (names: readonly string[], one: PlainClaim, other: PlainClaim): boolean =>
  names.every((name) => head(one, name) === head(other, name));

/** 61, and cases D1: the same stay at the same facility, whatever else the second file changes. */
export const duplicateFindings = (facts: Facts, earlier: readonly Earlier[]): readonly Finding[] => {
  const isThere = counted(facts, earlier).some((other) =>
    isSame(['MA_CSKCB', 'NGAY_VAO', 'NGAY_RA'], other, facts.claim),
  );
  return isThere ? [{ code: 'DUP', severity: 'return', table: 'XML1', article: '4.5 DUP (61)' }] : [];
};

/** "Same-day duplicates of one item": the very same minute is one; twice a day at other times is not said (readings). */
export const repeatFindings = ({ claim }: Facts): readonly Finding[] => {
  const done = new Set<string>();
  return claim.services.flatMap((fields): Finding[] => {
    const service = read(fields, 'MA_DICH_VU');
    if (service === '' || read(fields, 'MA_VAT_TU') !== '') return [];
    const what = `${service} ${read(fields, 'NGAY_YL')}`;
    const isAgain = done.has(what);
    done.add(what);
    const row = Number(read(fields, 'STT'));
    return isAgain
      ? [{ code: 'OVERLAP', severity: 'refuse', table: 'XML3', row, article: '4.5 OVERLAP', change: { refuse: true } }]
      : [];
  });
};

const ordersOf = ({ drugs, services }: PlainClaim): readonly string[] =>
  [...drugs, ...services].map((fields) => `${read(fields, 'MA_BAC_SI')} ${read(fields, 'NGAY_YL')}`);

/** 4.5 DOCTOR: nobody orders at two facilities in the same minute. */
export const elsewhereFindings = (facts: Facts, earlier: readonly Earlier[]): readonly Finding[] => {
  const taken = new Set(
    earlier
      .filter(({ claim, outcome }) => outcome === 'accepted' && !isSame(['MA_CSKCB'], claim, facts.claim))
      .flatMap(({ claim }) => ordersOf(claim)),
  );
  return linesOf(facts.claim)
    .filter(({ fields }) => taken.has(`${read(fields, 'MA_BAC_SI')} ${read(fields, 'NGAY_YL')}`))
    .map(({ table, row }): Finding => ({ code: 'DOCTOR', severity: 'ask', table, row, article: '4.5 DOCTOR' }));
};

const isInpatient = (claim: PlainClaim): boolean => INPATIENT_KINDS.has(head(claim, 'MA_LOAI_KCB'));

/** Two inpatient stays that overlap, or an outpatient visit inside one. */
export const overlapFindings = (facts: Facts, earlier: readonly Earlier[]): readonly Finding[] => {
  const isThere = counted(facts, earlier)
    .filter(isInpatient)
    .some((stay) => head(stay, 'NGAY_VAO') < facts.left && facts.arrived < head(stay, 'NGAY_RA'));
  if (!isThere) return [];
  return [{ code: 'OVERLAP', severity: 'refuse', table: 'XML1', article: '4.5 OVERLAP', change: { refuse: true } }];
};

const CHANGE_DAY = '20260701';

/** Co-payments of a year before and since the change of the base salary in it. */
const paidIn = (claims: readonly PlainClaim[], year: string): { readonly old: bigint; readonly now: bigint } => {
  const ofYear = claims.filter((claim) => head(claim, 'NGAY_RA').startsWith(year));
  const of = (side: (day: string) => boolean): bigint =>
    ofYear
      .filter((claim) => side(dayOf(head(claim, 'NGAY_RA'))))
      .reduce((sum, claim) => sum + hundredths(head(claim, 'T_BNCCT')), 0n);
  const changes = year === CHANGE_DAY.slice(0, 4);
  return changes
    ? { old: of((day) => day < CHANGE_DAY), now: of((day) => day >= CHANGE_DAY) }
    : { old: 0n, now: of(() => true) };
};

/** 4.3: `(6 - paidBefore / 2,340,000) * 2,530,000` remains after the change; without division. */
const isAbove = ({ old, now }: { readonly old: bigint; readonly now: bigint }, day: string): boolean => {
  const salary = baseSalaryOn(day) * 100n;
  if (old === 0n) return now > 6n * salary;
  const before = baseSalaryOn('20260630') * 100n;
  return day < CHANGE_DAY ? old + now > 6n * before : now * before > (6n * before - old) * salary;
};

/** Since which day nothing is due any more, by the co-payments of claims that count and five years on end. */
export const exemptByAccount = (facts: Facts, earlier: readonly Earlier[]): string | undefined => {
  const fiveYearsOn = facts.person?.fiveYearsOn;
  const arrived = dayOf(facts.arrived);
  if (fiveYearsOn === undefined || fiveYearsOn > arrived) return undefined;
  const before = counted(facts, earlier).filter((claim) => head(claim, 'NGAY_RA') < facts.arrived);
  return isAbove(paidIn(before, arrived.slice(0, 4)), arrived) ? arrived : undefined;
};

/** Whether this very claim brings the year above the threshold: from which of its lines on is not said. */
export const isCrossing = (facts: Facts): boolean => {
  const fiveYearsOn = facts.person?.fiveYearsOn;
  const left = dayOf(facts.left);
  if (fiveYearsOn === undefined || fiveYearsOn > left) return false;
  return hundredths(head(facts.claim, 'T_BNCCT')) > baseSalaryOn(left) * 600n;
};
