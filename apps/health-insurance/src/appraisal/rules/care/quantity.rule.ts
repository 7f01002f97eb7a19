import { daysBetween } from '@ansinh/contracts/vocabulary/calendar';
import { isInpatient } from '../../../claim/care-types/care-types';
import type { ClaimLine, ParsedClaim } from '../../../claim/parsed-claim';
import { decimalText } from '../../../notation/decimals';
import { localDateOfDigits } from '../../../notation/national-time';
import type { Catalogues, Entry } from '../../../registers/catalogues/catalogue.rules';
import { dayOf, kindOf } from '../catalogue/approved';
import { FORMAT_FROM, type Rule, type RuleFinding } from '../rule';
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

const doseFindings = (claim: ParsedClaim): RuleFinding[] =>
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
  });

/** What was bought of a code; undefined when a row of the list does not say. */
const boughtOf = (entries: readonly Entry[]): bigint | undefined => {
  let sum = 0n;
  for (const { quantity } of entries) {
    if (quantity === undefined) return undefined;
    sum += quantity;
  }
  return entries.length === 0 ? undefined : sum;
};

/** One claim alone must not use more of a product than was bought at all; sums over claims are for the quarter's audit. */
const purchaseFindings = (claim: ParsedClaim, catalogues: Catalogues): RuleFinding[] => {
  const used = new Map<string, bigint>();
  return claim.lines.flatMap((line) => {
    if (line.fundAmount === 0n || line.supplier !== '' || kindOf(line) === 'services') return [];
    const bought = boughtOf(catalogues(kindOf(line), dayOf(line))?.(line.code) ?? []);
    if (bought === undefined) return [];
    const total = (used.get(line.code) ?? 0n) + line.quantityThousandths;
    used.set(line.code, total);
    if (total <= bought) return [];
    return [
      {
        table: line.table,
        row: line.row,
        field: 'SO_LUONG',
        found: decimalText(total, 3),
        expected: `at most ${decimalText(bought, 3)}`,
        message: `The facility has bought ${decimalText(bought, 3)} of it`,
        messageVi: `Số lượng vượt số lượng trúng thầu (${decimalText(bought, 3)})`,
      },
    ];
  });
};

/** No more of a drug than its dose gives for its days, and no more of a product than was bought. */
export const QTY: Rule = {
  code: 'QTY',
  nationalCodes: [],
  source: 'TT 12/2026/TT-BTC Art 10; QD 4750/QD-BYT table 2 field 12; lists of drugs and supplies (01-06/DM)',
  severity: 'ask',
  from: FORMAT_FROM,
  to: null,
  check: (claim, { catalogues }) => [...doseFindings(claim), ...purchaseFindings(claim, catalogues)],
};
