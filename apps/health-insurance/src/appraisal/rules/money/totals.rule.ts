import { type Hundredths, hundredths, hundredthsText, minus, plus, sumOf } from '@ansinh/contracts/vocabulary/money';
import type { ClaimLine, ParsedClaim, TotalField } from '../../../claim/parsed-claim';
import { FORMAT_FROM, type Rule, type RuleFinding } from '../rule';

/** Two dong, as the national portal allows. */
const TOLERANCE = {
  name: 'toleranceHundredths',
  default: 200,
  min: 0,
  max: 10_000,
  text: 'Hundredths of a dong by which a total may differ from the sum of its lines',
};
const NOTHING = hundredths(0n);
const SUPPLY_GROUPS = new Set(['10', '11']);

type Total = {
  readonly field: TotalField;
  readonly nationalCode?: string;
  readonly text: string;
  readonly of: (line: ClaimLine) => Hundredths;
};

const TOTALS_OF_LINES: readonly Total[] = [
  {
    field: 'T_THUOC',
    text: 'the sum of THANH_TIEN_BV in XML2',
    of: (line) => (line.table === 'XML2' ? line.hospitalAmount : NOTHING),
  },
  {
    field: 'T_VTYT',
    text: 'the sum of THANH_TIEN_BV of supplies in XML3',
    of: (line) => (line.table === 'XML3' && SUPPLY_GROUPS.has(line.group) ? line.hospitalAmount : NOTHING),
  },
  {
    field: 'T_TONGCHI_BV',
    nationalCode: '4',
    text: 'the sum of THANH_TIEN_BV',
    of: (line) => line.hospitalAmount,
  },
  { field: 'T_TONGCHI_BH', nationalCode: '4', text: 'the sum of THANH_TIEN_BH', of: (line) => line.inScopeAmount },
  { field: 'T_BNTT', text: 'the sum of T_BNTT', of: (line) => line.selfPaid },
  { field: 'T_BNCCT', text: 'the sum of T_BNCCT', of: (line) => line.coPayment },
  { field: 'T_BHTT', nationalCode: '31', text: 'the sum of T_BHTT', of: (line) => line.fundAmount },
  { field: 'T_NGUONKHAC', text: 'the sum of T_NGUONKHAC', of: (line) => line.otherAmount },
  {
    field: 'T_BHTT_GDV',
    text: 'the sum of T_BHTT of lines with MA_PTTT 1',
    of: (line) => (line.paymentMethod === '1' ? line.fundAmount : NOTHING),
  },
];

type Compared = {
  readonly field: TotalField;
  readonly nationalCode?: string;
  readonly text: string;
  readonly expected: Hundredths;
};

const comparisonsOf = (claim: ParsedClaim): Compared[] => {
  const { totals, lines } = claim;
  const sums = TOTALS_OF_LINES.map(({ of, ...total }) => ({
    ...total,
    expected: sumOf(lines.map(of)),
  }));
  const shared = plus(totals.T_BNTT, totals.T_BNCCT, totals.T_BHTT, totals.T_NGUONKHAC);
  const identity: Compared = {
    field: 'T_TONGCHI_BV',
    nationalCode: '34',
    text: 'T_BNTT + T_BNCCT + T_BHTT + T_NGUONKHAC',
    expected: shared,
  };
  // Other sources may take over a part of what is in scope; then the difference says nothing.
  if (totals.T_NGUONKHAC > 0n) return [...sums, identity];
  const fund: Compared = {
    field: 'T_BHTT',
    nationalCode: '5',
    text: 'T_TONGCHI_BH - T_BNCCT',
    expected: minus(totals.T_TONGCHI_BH, totals.T_BNCCT),
  };
  return [...sums, identity, fund];
};

const findingsOf = (claim: ParsedClaim, tolerance: Hundredths): RuleFinding[] =>
  comparisonsOf(claim).flatMap(({ field, nationalCode, text, expected }) => {
    const found = claim.totals[field];
    const difference = minus(found, expected);
    if (difference <= tolerance && difference >= -tolerance) return [];
    return [
      {
        ...(nationalCode === undefined ? {} : { nationalCode }),
        table: 'XML1',
        row: 1,
        field,
        found: hundredthsText(found),
        expected: hundredthsText(expected),
        message: `${field} is not ${text}`,
        messageVi: `${field} không bằng tổng chi tiết: ${hundredthsText(expected)}`,
      },
    ];
  });

/** The totals of XML1 are the sums of XML2 and XML3, and fit one another. */
export const TOTALS: Rule = {
  code: 'TOTALS',
  nationalCodes: ['4', '5', '31', '34'],
  source: 'QD 4750/QD-BYT table 1, fields 45-53; list of blocking errors 4, 5, 31, 34',
  severity: 'return',
  from: FORMAT_FROM,
  to: null,
  parameters: [TOLERANCE],
  check: (claim, _context, parameters) =>
    findingsOf(claim, hundredths(BigInt(parameters[TOLERANCE.name] ?? TOLERANCE.default))),
};
