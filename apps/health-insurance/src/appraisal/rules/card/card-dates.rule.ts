import type { ParsedClaim } from '../../../claim/parsed-claim';
import { isDay, localDateOfDigits } from '../../../notation/national-time';
import { GRACE_DAYS } from '../../../registers/coverage/coverage.rules';
import { FORMAT_FROM, type Rule, type RuleFinding } from '../rule';
import { stayOf, uncoveredDay } from './stay-cover';

const PLACE = { table: 'XML1', row: 1 };

const lengthFinding = (claim: ParsedClaim): RuleFinding | undefined => {
  const lists = {
    MA_THE_BHYT: claim.cardNumbers,
    MA_DKBD: claim.initialFacilityCodes,
    GT_THE_TU: claim.cardFrom,
    GT_THE_DEN: claim.cardTo,
  };
  const wanted = claim.cardNumbers.length;
  const [field, list] = Object.entries(lists).find(([, values]) => values.length !== wanted) ?? [];
  if (field === undefined || list === undefined) return undefined;
  return {
    ...PLACE,
    nationalCode: '20',
    field,
    found: String(list.length),
    expected: String(wanted),
    message: `${field} lists ${list.length} values for ${wanted} cards`,
    messageVi: `${field} có ${list.length} giá trị cho ${wanted} thẻ`,
  };
};

const dateFindings = (claim: ParsedClaim): RuleFinding[] =>
  (
    [
      ['GT_THE_TU', '18', claim.cardFrom],
      ['GT_THE_DEN', '19', claim.cardTo],
    ] as const
  ).flatMap(([field, nationalCode, values]) =>
    values
      .filter((value) => !isDay(value))
      .map((found) => ({
        ...PLACE,
        nationalCode,
        field,
        found,
        expected: 'yyyymmdd',
        message: `${field} is not a date that exists`,
        messageVi: `${field} không phải ngày có thật`,
      })),
  );

const coverFinding = (claim: ParsedClaim): RuleFinding | undefined => {
  const periods = claim.cardFrom.map((from, index) => ({
    from: localDateOfDigits(from),
    to: localDateOfDigits(claim.cardTo[index] ?? ''),
  }));
  const stay = stayOf(claim);
  const day = uncoveredDay(periods, stay, GRACE_DAYS);
  if (day === undefined) return undefined;
  const beforeCover = day === stay.arrivedOn;
  return {
    ...PLACE,
    nationalCode: beforeCover ? '18' : '19',
    field: beforeCover ? 'GT_THE_TU' : 'GT_THE_DEN',
    found: (beforeCover ? claim.cardFrom : claim.cardTo).join(';'),
    expected: `a card that is valid on ${day}`,
    message: `No card of the claim is valid on ${day}, ${GRACE_DAYS} days after expiry included`,
    messageVi: `Không có thẻ nào trong hồ sơ còn giá trị ngày ${day} (đã cộng ${GRACE_DAYS} ngày)`,
  };
};

/** The lists of cards, facilities and dates match, and the cards cover the stay. */
export const CARD_DATES: Rule = {
  code: 'CARD_DATES',
  nationalCodes: ['18', '19', '20'],
  source: 'QD 4750/QD-BYT table 1 fields 17-20; Decree 188/2025; list of blocking errors 18-20',
  severity: 'return',
  from: FORMAT_FROM,
  to: null,
  check: (claim) => {
    if (claim.cardNumbers.length === 0) return [];
    const lengths = lengthFinding(claim);
    if (lengths !== undefined) return [lengths];
    const dates = dateFindings(claim);
    if (dates.length > 0) return dates;
    return [coverFinding(claim) ?? []].flat();
  },
};
