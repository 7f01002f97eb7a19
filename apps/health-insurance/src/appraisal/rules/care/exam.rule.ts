import { byText } from '@ansinh/contracts/vocabulary/orders';
import type { ClaimLine } from '../../../claim/parsed-claim';
import { decimalText } from '../../../notation/decimals';
import { FORMAT_FROM, type Rule, type RuleFinding } from '../rule';

const EXAM_GROUP = '13';

/**
 * TYLE_TT_DV of the first, second ... exam of a day, hundredths of a percent: 100, then 30 for the second to the fourth,
 * and 10 for the fifth, so that a day never costs more than two exams (the cap: confirm).
 */
const RATIOS = [10_000n, 3_000n, 3_000n, 3_000n, 1_000n] as const;

/** The dearest first: the hospital decides which exam of the day is the main one. */
const byRatio = (one: ClaimLine, other: ClaimLine): number =>
  Number(other.serviceRatio - one.serviceRatio) || byText(one.orderedAt, other.orderedAt) || one.row - other.row;

const finding = (
  line: ClaimLine,
  allowed: bigint,
  why: readonly [message: string, messageVi: string],
): RuleFinding => ({
  table: line.table,
  row: line.row,
  field: 'TYLE_TT_DV',
  found: decimalText(line.serviceRatio, 2),
  expected: `at most ${decimalText(allowed, 2)}`,
  message: why[0],
  messageVi: why[1],
  effect: { kind: 'terms', serviceRatio: allowed },
});

const findingsOfDay = (exams: readonly ClaimLine[]): RuleFinding[] => {
  const seen = new Set<string>();
  let paid = 0;
  return [...exams].sort(byRatio).flatMap((line) => {
    // One specialty is one code by one doctor: two clinics of a hospital may share the code of their specialty.
    const specialty = `${line.code}|${line.doctors}`;
    if (seen.has(specialty)) {
      if (line.serviceRatio === 0n) return [];
      const why = [
        'This specialty has its exam fee of the day',
        'Đã tính tiền khám của chuyên khoa này trong ngày',
      ] as const;
      return [finding(line, 0n, why)];
    }
    seen.add(specialty);
    paid += 1;
    const allowed = RATIOS[paid - 1] ?? 0n;
    if (line.serviceRatio <= allowed) return [];
    return [
      finding(line, allowed, [
        `Exam ${paid} of the day is paid at ${decimalText(allowed, 2)} %`,
        `Lần khám thứ ${paid} trong ngày thanh toán ${decimalText(allowed, 2)} %`,
      ]),
    ];
  });
};

/** One exam fee per specialty and day; the further ones of a day at their lower ratios. */
export const EXAM: Rule = {
  code: 'EXAM',
  nationalCodes: [],
  source: 'TT 22/2023/TT-BYT Art 5; QD 4750/QD-BYT table 3 field 17',
  severity: 'adjust',
  from: FORMAT_FROM,
  to: null,
  check: (claim) => {
    const byDay = new Map<string, ClaimLine[]>();
    for (const line of claim.lines) {
      if (line.table !== 'XML3' || line.group !== EXAM_GROUP || line.inScopeAmount === 0n) continue;
      const day = line.orderedAt.slice(0, 8);
      byDay.set(day, [...(byDay.get(day) ?? []), line]);
    }
    return [...byDay.values()].flatMap(findingsOfDay);
  },
};
