import { type Hundredths, hundredthsText, plus, sumOf } from '@ansinh/contracts/vocabulary/money';
import type { ClaimLine } from '../../../claim/parsed-claim';
import { FORMAT_FROM, type Rule, type RuleFinding } from '../rule';

type Identity = {
  readonly holds: boolean;
  readonly field: string;
  readonly found: Hundredths;
  readonly expected: Hundredths;
  readonly text: string;
  readonly nationalCode: { readonly XML2: string; readonly XML3: string };
};

const LINE = { XML2: '41', XML3: '45' };
const OTHER = { XML2: '51', XML3: '56' };

// Sums have nothing to round: they hold to the hundredth.
const identitiesOf = (line: ClaimLine): Identity[] => {
  const parts = plus(line.selfPaid, line.coPayment, line.fundAmount, line.otherAmount);
  const sources = sumOf(line.sources);
  const shared = plus(line.coPayment, line.fundAmount);
  return [
    {
      holds: line.hospitalAmount === parts,
      field: 'THANH_TIEN_BV',
      found: line.hospitalAmount,
      expected: parts,
      text: 'T_BNTT + T_BNCCT + T_BHTT + T_NGUONKHAC',
      nationalCode: LINE,
    },
    {
      // With other sources the order in which they are taken decides: ARITH holds that.
      holds: line.otherAmount > 0n || line.inScopeAmount === shared,
      field: 'THANH_TIEN_BH',
      found: line.inScopeAmount,
      expected: shared,
      text: 'T_BNCCT + T_BHTT',
      nationalCode: LINE,
    },
    {
      holds: line.otherAmount === sources,
      field: 'T_NGUONKHAC',
      found: line.otherAmount,
      expected: sources,
      text: 'T_NGUONKHAC_NSNN + _VTNN + _VTTN + _CL',
      nationalCode: OTHER,
    },
  ];
};

const findingsOf = (line: ClaimLine): RuleFinding[] => {
  const place = { table: line.table, row: line.row };
  const broken: RuleFinding[] = identitiesOf(line)
    .filter(({ holds }) => !holds)
    .map(({ field, found, expected, text, nationalCode }) => ({
      ...place,
      nationalCode: nationalCode[line.table],
      field,
      found: hundredthsText(found),
      expected: hundredthsText(expected),
      message: `${field} is not ${text}`,
      messageVi: `${field} không bằng ${text}`,
    }));
  if (line.inScopeAmount <= line.hospitalAmount) return broken;
  return [
    ...broken,
    {
      ...place,
      nationalCode: line.table === 'XML2' ? '50' : '55',
      field: 'THANH_TIEN_BH',
      found: hundredthsText(line.inScopeAmount),
      expected: `at most ${hundredthsText(line.hospitalAmount)}`,
      message: 'The amount in scope is above the amount of the hospital',
      messageVi: 'THANH_TIEN_BH lớn hơn THANH_TIEN_BV',
    },
  ];
};

/** Each line is shared out without a rest, and no part is below zero. */
export const SPLIT: Rule = {
  code: 'SPLIT',
  nationalCodes: ['41', '45', '50', '51', '55', '56'],
  source: 'QD 4750/QD-BYT tables 2 and 3; list of blocking errors 41, 45, 49-51, 54-56',
  severity: 'return',
  from: FORMAT_FROM,
  to: null,
  check: (claim) => claim.lines.flatMap(findingsOf),
};
