import { isInBed } from '../../../claim/care-types/care-types';
import type { ClaimLine, ParsedClaim } from '../../../claim/parsed-claim';
import { inTwoBeds } from '../../../claim/stays/same-stay.rules';
import { localDateOfDigits } from '../../../notation/national-time';
import { type AppraisalContext, FORMAT_FROM, type OtherVisit, type Rule, type RuleFinding } from '../rule';
import { sameStays } from './duplicate.rule';

const EXAM = '01';
const EMERGENCY = '2';
/** Lab, imaging, functional tests, surgery, exams: one of them is not done twice in the same minute by the same persons. */
const DONE_ONCE = new Set(['1', '2', '3', '8', '13']);
const PROCEDURE = '18';

type Stay = Pick<OtherVisit, 'arrivedAt' | 'leftAt'>;

const isInside = (visit: Stay, stay: Stay): boolean =>
  localDateOfDigits(stay.arrivedAt) < localDateOfDigits(visit.arrivedAt) &&
  localDateOfDigits(visit.leftAt) < localDateOfDigits(stay.leftAt);

const severityOf = (claim: ParsedClaim, other: OtherVisit): 'refuse' | 'ask' | undefined => {
  const isStay = isInBed(claim.careType);
  if (isInBed(other.careType)) {
    if (isStay) return inTwoBeds(claim, other) ? 'refuse' : undefined;
    if (!isInside(claim, other)) return undefined;
    // Drugs for a chronic disease, dialysis or an emergency may be right within a stay elsewhere.
    return claim.careType === EXAM && claim.visitReason !== EMERGENCY ? 'refuse' : 'ask';
  }
  return isStay && isInside(other, claim) ? 'ask' : undefined;
};

// Which other facility treats a patient is not for this one to know.
const whereOf = (claim: ParsedClaim, other: OtherVisit): string =>
  other.facilityCode === claim.facilityCode ? `at this facility as ${other.encounterKey}` : 'at another facility';

const visitFindings = (claim: ParsedClaim, others: readonly OtherVisit[]): RuleFinding[] =>
  others.flatMap((other) => {
    const severity = severityOf(claim, other);
    if (severity === undefined) return [];
    return [
      {
        table: 'XML1',
        row: 1,
        severity,
        field: 'NGAY_VAO',
        found: `${claim.arrivedAt} to ${claim.leftAt}`,
        expected: `outside ${other.arrivedAt} to ${other.leftAt}`,
        message: `The patient had another visit in these days ${whereOf(claim, other)}`,
        messageVi: 'Thời gian điều trị trùng với đợt điều trị khác đã được chấp nhận',
      },
    ];
  });

const doneText = (line: ClaimLine): string =>
  [
    ...[line.code, line.name, line.orderedAt, line.performedAt, line.resultAt, line.doctors, line.performers],
    ...[line.machines, line.bodyPosition, line.quantityThousandths, line.insurancePriceThousandths, line.serviceRatio],
  ].join('|');

const double = (line: ClaimLine, severity: 'refuse' | 'ask', where: readonly [string, string]): RuleFinding => ({
  table: line.table,
  row: line.row,
  severity,
  field: 'MA_DICH_VU',
  found: `${line.code} at ${line.orderedAt}`,
  expected: 'once',
  message: `The same service was claimed before, ${where[0]}`,
  messageVi: `Dịch vụ đã được thanh toán ${where[1]}`,
});

const lineFindings = (claim: ParsedClaim, { ordersBefore }: Pick<AppraisalContext, 'ordersBefore'>): RuleFinding[] => {
  const seen = new Set<string>();
  return claim.lines.flatMap((line) => {
    const isOnce = DONE_ONCE.has(line.group);
    if (line.table !== 'XML3' || line.fundAmount === 0n || (!isOnce && line.group !== PROCEDURE)) return [];
    const severity = isOnce ? 'refuse' : 'ask';
    if (ordersBefore.has(`${line.code}|${line.orderedAt}`))
      return [double(line, severity, ['with another visit', 'ở hồ sơ khác cùng thời điểm y lệnh'])];
    const done = doneText(line);
    if (!seen.has(done)) {
      seen.add(done);
      return [];
    }
    return [double(line, severity, ['in the same minute of this claim', 'trong cùng hồ sơ, cùng thời điểm'])];
  });
};

/** Nobody lies in two beds, is seen outside while in bed, or has one service twice in a minute. The first claim stands. */
export const OVERLAP: Rule = {
  code: 'OVERLAP',
  nationalCodes: [],
  source: 'TT 12/2026/TT-BTC Art 10; Law 51/2024 Art 31',
  severity: 'refuse',
  from: FORMAT_FROM,
  to: null,
  // The same stay comes back by DUP: its every line would be told twice.
  check: (claim, context) =>
    sameStays(claim, context.lookalikes).length > 0
      ? []
      : [...visitFindings(claim, context.otherVisits), ...lineFindings(claim, context)],
};
