import { daysBetween } from '@ansinh/contracts';
import type { ClaimLine, ParsedClaim } from '../../../claims/parsed-claim';
import { decimalText } from '../../../xml/decimals';
import { localDateOfDigits } from '../../../xml/national-time';
import { FORMAT_FROM, type Rule } from '../../rule';
import { isInpatient } from '../level/visit-reasons';
import { readDose } from './dose';

const WHOLE = 1_000n;
/** Half a tablet a day for five days is three tablets out of the box. */
const roundedUp = (value: bigint): bigint => ((value + WHOLE - 1n) / WHOLE) * WHOLE;

/** The most that a dose allows, thousandths of DON_VI_TINH; undefined where nothing comparable is written. */
const mostByDose = (claim: ParsedClaim, line: ClaimLine): bigint | undefined => {
  const dose = readDose(line.dose);
  if (dose === undefined || dose.unit !== line.unit.toLowerCase()) return undefined;
  if (dose.total !== undefined) return roundedUp(dose.total);
  // Out of a stay a dose of one day does not say for how many days the drug was taken home.
  if (dose.perDay === undefined || !isInpatient(claim.careType)) return undefined;
  const days = daysBetween(localDateOfDigits(line.orderedAt), localDateOfDigits(claim.leftAt)) + 1;
  return roundedUp(dose.perDay) * BigInt(days);
};

/** No more of a drug than its dose gives for its days. */
export const QTY: Rule = {
  code: 'QTY',
  nationalCodes: [],
  source: 'TT 12/2026/TT-BTC Art 10; QD 4750/QD-BYT table 2 field 12',
  severity: 'ask',
  from: FORMAT_FROM,
  to: null,
  check: (claim) =>
    claim.lines.flatMap((line) => {
      if (line.table !== 'XML2' || line.dose === '' || line.fundAmount === 0n) return [];
      const most = mostByDose(claim, line);
      if (most === undefined || line.quantityThousandths <= most) return [];
      return [
        {
          table: line.table,
          row: line.row,
          field: 'SO_LUONG',
          found: decimalText(line.quantityThousandths, 3),
          expected: `at most ${decimalText(most, 3)}`,
          message: `The dose gives at most ${decimalText(most, 3)} ${line.unit}`,
          messageVi: `Số lượng vượt quá liều dùng (${decimalText(most, 3)} ${line.unit})`,
        },
      ];
    }),
};
