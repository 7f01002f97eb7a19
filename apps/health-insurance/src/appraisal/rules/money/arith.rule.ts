import { type Hundredths, hundredths, hundredthsText, minus, plus, sumOf } from '@ansinh/contracts/vocabulary/money';
import type { ClaimLine, ParsedClaim } from '../../../claim/parsed-claim';
import { FORMAT_FROM, type Rule, type RuleFinding } from '../rule';
import { hospitalAmountOf, inScopeAmountOf, splitOf, usesOf } from './line-amounts';

/** One hundredth of a dong either way: hospitals round intermediate products differently. */
const TOLERANCE = hundredths(1n);

type Check = {
  readonly field: string;
  readonly nationalCode: { readonly XML2: string; readonly XML3: string };
  readonly found: Hundredths;
  readonly expected: Hundredths;
  readonly formula: string;
};

/**
 * T_TRANTT is the ceiling of a whole package: where its lines together come to the ceiling, and none is above its own
 * product, the hospital has kept it by taking what is above from one of them.
 */
const keptUnderCeiling = (claim: ParsedClaim): ReadonlySet<ClaimLine> => {
  const supplies = claim.lines.filter(({ ceiling, package: use }) => use !== '' && (ceiling ?? 0n) > 0n);
  const kept = usesOf(supplies).filter(
    (use) =>
      sumOf(use.map(({ inScopeAmount }) => inScopeAmount)) === use[0]?.ceiling &&
      use.every((line) => line.inScopeAmount <= plus(inScopeAmountOf(line), TOLERANCE)),
  );
  return new Set(kept.flat());
};

const checksOf = (line: ClaimLine, kept: ReadonlySet<ClaimLine>): Check[] => {
  const split = splitOf(line, line.level);
  const price = line.table === 'XML2' ? 'DON_GIA' : 'DON_GIA_BV';
  const insurancePrice = line.table === 'XML2' ? 'DON_GIA' : 'DON_GIA_BH';
  const ratio = line.table === 'XML2' ? '' : ' x TYLE_TT_DV';
  return [
    {
      field: 'THANH_TIEN_BV',
      nationalCode: { XML2: '47', XML3: '52' },
      found: line.hospitalAmount,
      expected: hospitalAmountOf(line),
      formula: `SO_LUONG x ${price}${ratio}`,
    },
    {
      field: 'THANH_TIEN_BH',
      nationalCode: { XML2: '3', XML3: '3' },
      found: line.inScopeAmount,
      expected: kept.has(line) ? line.inScopeAmount : inScopeAmountOf(line),
      formula: `SO_LUONG x ${insurancePrice}${ratio} x TYLE_TT_BH`,
    },
    {
      field: 'T_BHTT',
      nationalCode: { XML2: '48', XML3: '53' },
      found: line.fundAmount,
      expected: split.fundAmount,
      formula: 'THANH_TIEN_BH x MUC_HUONG',
    },
    {
      field: 'T_BNCCT',
      nationalCode: { XML2: '49', XML3: '54' },
      found: line.coPayment,
      expected: split.coPayment,
      formula: 'THANH_TIEN_BH - T_BHTT',
    },
    {
      field: 'T_BNTT',
      nationalCode: { XML2: '50', XML3: '55' },
      found: line.selfPaid,
      expected: split.selfPaid,
      formula: 'THANH_TIEN_BV - THANH_TIEN_BH',
    },
  ];
};

const differs = ({ found, expected }: Check): boolean => {
  const difference = minus(found, expected);
  return difference > TOLERANCE || difference < -TOLERANCE;
};

const findingsOf = (line: ClaimLine, kept: ReadonlySet<ClaimLine>): RuleFinding[] =>
  checksOf(line, kept)
    .filter(differs)
    .map((check) => ({
      nationalCode: check.nationalCode[line.table],
      table: line.table,
      row: line.row,
      field: check.field,
      found: hundredthsText(check.found),
      expected: hundredthsText(check.expected),
      message: `${check.field} is not ${check.formula}`,
      messageVi: `${check.field} không bằng ${check.formula}`,
    }));

/** Quantity, price, ratios and level give the amounts of each line, to one hundredth of a dong. */
export const ARITH: Rule = {
  code: 'ARITH',
  nationalCodes: ['3', '47', '48', '49', '50', '52', '53', '54', '55'],
  source: 'QD 4750/QD-BYT tables 2 and 3; list of blocking errors 3, 47-50, 52-55',
  severity: 'return',
  from: FORMAT_FROM,
  to: null,
  check: (claim) => {
    const kept = keptUnderCeiling(claim);
    return claim.lines.flatMap((line) => findingsOf(line, kept));
  },
};
