import type { ClaimLine, ParsedClaim } from '../../../claim/parsed-claim';
import { decimalText } from '../../../notation/decimals';
import type { Entry } from '../../../registers/catalogues/catalogue.rules';
import { FORMAT_FROM, type Rule, type RuleFinding } from '../rule';
import { approvedFor, isListed } from './approved';

const OUTSIDE = '2';

const CODES = { XML2: 'MA_THUOC', XML3: 'MA_DICH_VU' } as const;
const codeField = (line: ClaimLine): string => (line.supply === '' ? CODES[line.table] : 'MA_VAT_TU');

const unlisted = (line: ClaimLine): RuleFinding => ({
  table: line.table,
  row: line.row,
  field: codeField(line),
  found: line.code,
  expected: 'a code of the approved list of the facility on the day of the order',
  message: 'It is not in the approved list of the facility',
  messageVi: 'Không có trong danh mục được phê duyệt của cơ sở tại ngày y lệnh',
});

const outside = (line: ClaimLine): RuleFinding => ({
  table: line.table,
  row: line.row,
  field: 'PHAM_VI',
  found: line.scope,
  expected: OUTSIDE,
  message: 'The approved list has it outside the scope of health insurance',
  messageVi: 'Danh mục được phê duyệt ghi ngoài phạm vi BHYT',
});

const ARMY_AND_POLICE = '3';
const isOfArmyOrPolice = ({ cardNumbers }: ParsedClaim): boolean => cardNumbers.some((card) => card[2] === '5');

/** What is outside the list is paid for cards of digit 5 alone (Law 51/2024 Art 22). */
const notForThisCard = (line: ClaimLine): RuleFinding => ({
  ...outside(line),
  nationalCode: line.table === 'XML2' ? '40' : '44',
  message: 'Items outside the list are paid for army, police and cipher staff alone',
  messageVi: 'Ngoài danh mục chỉ thanh toán cho đối tượng quân đội, công an, cơ yếu',
});

/** The highest ratio that the list allows; undefined as soon as a row names none. */
const highestRatio = (entries: readonly Entry[]): bigint | undefined => {
  let found = 0n;
  for (const { insuranceRatio } of entries) {
    if (insuranceRatio === undefined) return undefined;
    if (insuranceRatio > found) found = insuranceRatio;
  }
  return found;
};

const ratioFinding = (line: ClaimLine, entries: readonly Entry[]): RuleFinding[] => {
  const ratio = highestRatio(entries);
  if (ratio === undefined || line.insuranceRatio <= ratio) return [];
  return [
    {
      table: line.table,
      row: line.row,
      // What is payable at the right ratio is known: nothing more than the difference is lost.
      severity: 'adjust',
      field: 'TYLE_TT_BH',
      found: decimalText(line.insuranceRatio, 2),
      expected: `at most ${decimalText(ratio, 2)}`,
      message: `The approved list pays ${decimalText(ratio, 2)} % of it`,
      messageVi: `Tỷ lệ thanh toán theo danh mục là ${decimalText(ratio, 2)} %`,
      effect: { kind: 'terms', insuranceRatio: ratio },
    },
  ];
};

/** Drugs, services and supplies stand in the approved list of the facility on the day of the order, with scope and ratio. */
export const LIST: Rule = {
  code: 'LIST',
  nationalCodes: ['40', '44'],
  source: 'TT 12/2026/TT-BTC Art 10; approved lists of the facility (01-06/DM); Law 51/2024 Art 22 for PHAM_VI 3',
  severity: 'refuse',
  from: FORMAT_FROM,
  to: null,
  check: (claim, { catalogues }) =>
    claim.lines.flatMap((line) => {
      if (line.fundAmount === 0n) return [];
      if (line.scope === ARMY_AND_POLICE && !isOfArmyOrPolice(claim)) return [notForThisCard(line)];
      if (!isListed(line)) return [];
      const entries = approvedFor(line, catalogues);
      if (entries === undefined) return [];
      if (entries.length === 0) return [unlisted(line)];
      if (entries.every(({ scope }) => scope === OUTSIDE)) return [outside(line)];
      return ratioFinding(line, entries);
    }),
};
