import { inForce } from '@ansinh/contracts/vocabulary/law/dated';
import { hundredths, hundredthsText, least, minus } from '@ansinh/contracts/vocabulary/money';
import type { ClaimLine, ParsedClaim } from '../../../claim/parsed-claim';
import { decimalText } from '../../../notation/decimals';
import { localDateOfDigits } from '../../../notation/national-time';
import { usesOf } from '../money/line-amounts';
import { type AppraisalContext, FORMAT_FROM, type Rule, type RuleFinding } from '../rule';

const SUPPLY_GROUPS = new Set(['10', '11']);
const ONE_PIECE = 1_000n;
/** Drug-eluting stents: each on a line of its own, because the second one has another ratio. */
const ELUTING_STENT = 'N06.02.020';
/** Cards whose holders have no limit on ratios and ceilings (QD 1018, digits 1 and 5). */
const WITHOUT_LIMIT = /^[A-Z]{2}[15]/;

const SALARIES = {
  name: 'baseSalaries',
  default: 45,
  min: 1,
  max: 1_000,
  text: 'Base salaries that the supplies of one use of a service may cost',
};

const suppliesOf = (claim: ParsedClaim): ClaimLine[] =>
  claim.lines.filter((line) => line.table === 'XML3' && SUPPLY_GROUPS.has(line.group) && line.inScopeAmount > 0n);

/** What a use has above the ceiling is taken from its last lines. */
const ceilingFindings = (
  use: readonly ClaimLine[],
  salaries: bigint,
  { law }: Pick<AppraisalContext, 'law'>,
): RuleFinding[] => {
  const [first] = use;
  if (first === undefined) return [];
  // Dong to hundredths of a dong.
  const ceiling = hundredths(inForce(law['base-salary'], localDateOfDigits(first.orderedAt)) * salaries * 100n);
  let left = ceiling;
  return use.flatMap((line) => {
    const amount = least(line.inScopeAmount, left);
    left = minus(left, amount);
    if (amount === line.inScopeAmount) return [];
    return [
      {
        table: line.table,
        row: line.row,
        field: 'T_TRANTT',
        found: hundredthsText(line.inScopeAmount),
        expected: `at most ${hundredthsText(amount)}`,
        message: `Supplies of one use of a service are paid up to ${salaries} base salaries, ${hundredthsText(ceiling)}`,
        messageVi: `Vật tư cho một lần sử dụng dịch vụ thanh toán tối đa ${salaries} tháng lương cơ sở (${hundredthsText(ceiling)})`,
        effect: { kind: 'in-scope', amount } as const,
      },
    ];
  });
};

const stentFinding = (line: ClaimLine): RuleFinding[] => {
  if (!line.supply.startsWith(ELUTING_STENT) || line.quantityThousandths <= ONE_PIECE) return [];
  return [
    {
      table: line.table,
      row: line.row,
      nationalCode: '14',
      field: 'SO_LUONG',
      found: decimalText(line.quantityThousandths, 3),
      expected: '1',
      message: 'Each drug-eluting stent has a line of its own',
      messageVi: 'Stent phủ thuốc: mỗi dòng chỉ thanh toán 01 cái',
      effect: { kind: 'terms', quantityThousandths: ONE_PIECE },
    },
  ];
};

/** Supplies stay under the ceiling of one use, and stents are counted one by one. */
export const CAP: Rule = {
  code: 'CAP',
  nationalCodes: ['14'],
  source: 'Decree 188/2025; TT 04/2017/TT-BYT; QD 4750/QD-BYT table 3 field 21; list of blocking errors 14',
  severity: 'adjust',
  from: FORMAT_FROM,
  to: null,
  parameters: [SALARIES],
  check: (claim, context, parameters) => {
    const supplies = suppliesOf(claim);
    if (supplies.length === 0) return [];
    const stents = supplies.flatMap(stentFinding);
    if (claim.cardNumbers.some((card) => WITHOUT_LIMIT.test(card))) return stents;
    const salaries = BigInt(parameters[SALARIES.name] ?? SALARIES.default);
    return [...stents, ...usesOf(supplies).flatMap((use) => ceilingFindings(use, salaries, context))];
  },
};
