import { daysBetween } from '@ansinh/contracts/vocabulary/calendar';
import { least } from '@ansinh/contracts/vocabulary/money';
import { byText } from '@ansinh/contracts/vocabulary/orders';
import type { ParsedClaim } from '../../../claim/parsed-claim';
import { decimalText } from '../../../notation/decimals';
import { localDateOfDigits } from '../../../notation/national-time';
import { FORMAT_FROM, type Rule, type RuleFinding } from '../rule';

/** MA_NHOM: day bed, inpatient bed, stay bed. */
const BED_GROUPS = new Set(['14', '15', '16']);
const ONE_DAY = 1_000n;

/** SO_NGAY_DTRI by MA_LOAI_KCB (domain 5.5): none for exams, both outer days for stays; other types count treatments. */
const WITHOUT_DAYS = new Set(['01', '07', '09']);
const DAYS_OF_STAY = new Set(['02', '03', '04', '06']);

const daysOf = (claim: ParsedClaim): bigint =>
  BigInt(daysBetween(localDateOfDigits(claim.arrivedAt), localDateOfDigits(claim.leftAt)) + 1);

const countFinding = (claim: ParsedClaim): RuleFinding[] => {
  const right = WITHOUT_DAYS.has(claim.careType) ? 0n : DAYS_OF_STAY.has(claim.careType) ? daysOf(claim) : undefined;
  if (right === undefined || right === claim.treatmentDays) return [];
  return [
    {
      table: 'XML1',
      row: 1,
      severity: 'warn',
      field: 'SO_NGAY_DTRI',
      found: String(claim.treatmentDays),
      expected: String(right),
      message: `A visit of this type and length counts ${right} days of treatment`,
      messageVi: `Số ngày điều trị theo loại KCB và thời gian là ${right} ngày`,
    },
  ];
};

const bedFindings = (claim: ParsedClaim): RuleFinding[] => {
  const allowed = daysOf(claim) * ONE_DAY;
  let left = allowed;
  const beds = claim.lines
    .filter((line) => line.table === 'XML3' && BED_GROUPS.has(line.group) && line.inScopeAmount > 0n)
    .sort((one, other) => byText(one.orderedAt, other.orderedAt) || one.row - other.row);
  return beds.flatMap((line) => {
    const days = least(line.quantityThousandths, left);
    left -= days;
    if (days === line.quantityThousandths) return [];
    return [
      {
        table: line.table,
        row: line.row,
        field: 'SO_LUONG',
        found: decimalText(line.quantityThousandths, 3),
        expected: `at most ${decimalText(days, 3)}`,
        message: `The beds of the stay have more days than its ${decimalText(allowed, 3)} days`,
        messageVi: `Tổng số ngày giường vượt quá ${decimalText(allowed, 3)} ngày của đợt điều trị`,
        effect: { kind: 'terms', quantityThousandths: days } as const,
      },
    ];
  });
};

/** The beds of a stay have no more days than the stay itself, both outer days counted; SO_NGAY_DTRI is counted right. */
export const BED_DAYS: Rule = {
  code: 'BED_DAYS',
  nationalCodes: [],
  source: 'TT 22/2023/TT-BYT Art 6; QD 4750/QD-BYT table 1 field 39',
  severity: 'adjust',
  from: FORMAT_FROM,
  to: null,
  check: (claim) => [...countFinding(claim), ...bedFindings(claim)],
};
