import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { endsAsPlanned } from '../../../claim/care-types/care-types';
import type { ClaimLine, ParsedClaim } from '../../../claim/parsed-claim';
import { localDateOfDigits } from '../../../notation/national-time';
import { FORMAT_FROM, type Rule, type RuleFinding } from '../rule';

/** `earlier <= later`, both `yyyymmddHHMM`; an absent time breaks no order. */
type Order = {
  readonly earlier: readonly [field: string, value: string];
  readonly later: readonly [field: string, value: string];
  readonly nationalCode?: string;
};

const brokenOrders = (place: { table: string; row: number }, orders: readonly Order[]): RuleFinding[] =>
  orders
    .filter(({ earlier, later }) => earlier[1] !== '' && later[1] !== '' && earlier[1] > later[1])
    .map(({ earlier, later, nationalCode }) => ({
      ...place,
      ...(nationalCode === undefined ? {} : { nationalCode }),
      field: later[0],
      found: later[1],
      expected: `not before ${earlier[0]} ${earlier[1]}`,
      message: `${later[0]} is before ${earlier[0]}`,
      messageVi: `${later[0]} trước ${earlier[0]}`,
    }));

const summaryOrders = (claim: ParsedClaim): Order[] => [
  {
    earlier: ['NGAY_VAO', claim.arrivedAt],
    later: ['NGAY_VAO_NOI_TRU', claim.admittedAt],
    nationalCode: '23',
  },
  { earlier: ['NGAY_VAO_NOI_TRU', claim.admittedAt], later: ['NGAY_RA', claim.leftAt], nationalCode: '24' },
  { earlier: ['NGAY_VAO', claim.arrivedAt], later: ['NGAY_RA', claim.leftAt], nationalCode: '24' },
  {
    earlier: endsAsPlanned(claim.careType) ? ['NGAY_VAO', claim.arrivedAt] : ['NGAY_RA', claim.leftAt],
    later: ['NGAY_TTOAN', claim.billedAt],
    nationalCode: '27',
  },
];

// A result may come after discharge (up to 60 days later, by hand on the portal): it only may not come before its order.
const lineOrders = (claim: ParsedClaim, line: ClaimLine): Order[] => [
  { earlier: ['NGAY_VAO', claim.arrivedAt], later: ['NGAY_YL', line.orderedAt] },
  { earlier: ['NGAY_YL', line.orderedAt], later: ['NGAY_RA', claim.leftAt] },
  { earlier: ['NGAY_YL', line.orderedAt], later: ['NGAY_TH_YL', line.performedAt] },
  { earlier: ['NGAY_YL', line.orderedAt], later: ['NGAY_KQ', line.resultAt] },
];

type Moment = readonly [field: string, value: string];

/** What is still to come has not been done: drugs for weeks end later, but nobody has left or paid tomorrow. */
const futureFindings = (claim: ParsedClaim, today: LocalDate): RuleFinding[] => {
  const place = { table: 'XML1', row: 1 };
  const left: Moment = endsAsPlanned(claim.careType) ? ['NGAY_VAO', claim.arrivedAt] : ['NGAY_RA', claim.leftAt];
  const moments: readonly (readonly [Moment, string])[] = [
    [left, left[0] === 'NGAY_RA' ? '24' : '23'],
    [['NGAY_TTOAN', claim.billedAt], '27'],
  ];
  return moments
    .filter(([[, value]]) => value !== '' && localDateOfDigits(value) > today)
    .map(([[field, found], nationalCode]) => ({
      ...place,
      nationalCode,
      field,
      found,
      expected: `at most ${today}`,
      message: `${field} is in the future`,
      messageVi: `${field} lớn hơn ngày hiện tại`,
    }));
};

/** Nothing is given to or done with a patient who has left. */
const lateFindings = (claim: ParsedClaim, line: ClaimLine): RuleFinding[] =>
  line.performedAt === '' || line.performedAt <= claim.leftAt
    ? []
    : [
        {
          table: line.table,
          row: line.row,
          severity: 'ask',
          field: 'NGAY_TH_YL',
          found: line.performedAt,
          expected: `not after NGAY_RA ${claim.leftAt}`,
          message: 'It was given or performed after the patient had left',
          messageVi: 'Thực hiện y lệnh sau khi người bệnh đã ra viện',
        },
      ];

const earlyFindings = ({ arrivedAt, earlyResults }: ParsedClaim): RuleFinding[] =>
  earlyResults.map(({ row, resultAt }) => ({
    table: 'XML4',
    row,
    severity: 'ask',
    field: 'NGAY_KQ',
    found: resultAt,
    expected: `not before NGAY_VAO ${arrivedAt}`,
    message: 'The result is from before the patient came',
    messageVi: 'Kết quả có trước thời điểm người bệnh đến khám',
  }));

/** The paper that the patient has and the claim tell of the same days. */
const paperFindings = ({ arrivedAt, leftAt, discharge }: ParsedClaim): RuleFinding[] => {
  if (discharge === undefined) return [];
  const pairs = [
    ['NGAY_VAO', discharge.arrivedAt, arrivedAt],
    ['NGAY_RA', discharge.leftAt, leftAt],
  ] as const;
  return pairs
    .filter(([, onPaper, claimed]) => onPaper !== '' && onPaper.slice(0, 8) !== claimed.slice(0, 8))
    .map(([field, found, expected]) => ({
      table: 'XML7',
      row: 1,
      field,
      found,
      expected: `${expected} as in XML1`,
      message: `${field} of the discharge paper is another day than in the claim`,
      messageVi: `${field} trên giấy ra viện (XML7) khác với bảng tổng hợp (XML1)`,
    }));
};

/** Arrival, admission, discharge and bill follow one another; orders lie in the stay, deeds and results after them; papers agree. */
export const DATES: Rule = {
  code: 'DATES',
  nationalCodes: ['23', '24', '27'],
  source: 'QD 4750/QD-BYT table 1 fields 35-37 and 44, tables 2 and 3; list of blocking errors 23, 24, 27',
  severity: 'return',
  from: FORMAT_FROM,
  to: null,
  check: (claim, { today }) => [
    ...brokenOrders({ table: 'XML1', row: 1 }, summaryOrders(claim)),
    ...futureFindings(claim, today),
    ...earlyFindings(claim),
    ...paperFindings(claim),
    ...claim.lines.flatMap((line) => [
      ...brokenOrders({ table: line.table, row: line.row }, lineOrders(claim, line)),
      ...lateFindings(claim, line),
    ]),
  ],
};
