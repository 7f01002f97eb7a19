import type { ClaimLine } from '../../../claim/parsed-claim';
import { decimalText } from '../../../notation/decimals';
import type { Entry } from '../../../registers/catalogues/catalogue.rules';
import { FORMAT_FROM, type Rule } from '../rule';
import { approvedFor } from './approved';

const TOLERANCE = {
  name: 'toleranceThousandths',
  default: 10,
  min: 0,
  max: 1_000,
  text: 'Thousandths of a dong by which a unit price may be above the approved one: hospitals divide amounts by quantities',
};

/** The dearest price that the list allows; undefined when it has none. */
const highest = (entries: readonly Entry[]): bigint | undefined => {
  let found: bigint | undefined;
  for (const { price } of entries) if (price !== undefined && (found === undefined || price > found)) found = price;
  return found;
};

const isPaid = (line: ClaimLine): boolean => line.fundAmount > 0n && line.supplier === '';

/** DON_GIA_BH (DON_GIA of drugs) is at most the approved price of the facility on the day of the order. */
export const PRICE: Rule = {
  code: 'PRICE',
  nationalCodes: [],
  source: 'TT 12/2026/TT-BTC Art 10; approved price lists of the facility (01-06/DM)',
  severity: 'adjust',
  from: FORMAT_FROM,
  to: null,
  parameters: [TOLERANCE],
  check: (claim, { catalogues }, parameters) => {
    const tolerance = BigInt(parameters[TOLERANCE.name] ?? TOLERANCE.default);
    return claim.lines.flatMap((line) => {
      const approved = isPaid(line) ? highest(approvedFor(line, catalogues) ?? []) : undefined;
      if (approved === undefined || line.insurancePriceThousandths <= approved + tolerance) return [];
      return [
        {
          table: line.table,
          row: line.row,
          field: line.table === 'XML2' ? 'DON_GIA' : 'DON_GIA_BH',
          found: decimalText(line.insurancePriceThousandths, 3),
          expected: `at most ${decimalText(approved, 3)}`,
          message: `The approved price of this facility and day is ${decimalText(approved, 3)}`,
          messageVi: `Đơn giá vượt giá được phê duyệt (${decimalText(approved, 3)})`,
          effect: { kind: 'terms', insurancePriceThousandths: approved } as const,
        },
      ];
    });
  },
};
